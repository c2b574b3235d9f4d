/**
 * Writes an ONNX graph node by node (opset 20): a thin hand on the messages of `onnx-buf`. Names are made here, so that a caller holds
 * nothing but strings that stand for values. A graph may have bodies (of Scan), which see the values of the graph around them.
 */
import { create, toBinary, type MessageInitShape } from '@bufbuild/protobuf';
import {
  AttributeProto_AttributeType as Kind,
  AttributeProtoSchema,
  GraphProtoSchema,
  ModelProtoSchema,
  NodeProtoSchema,
  TensorProto_DataType as Type,
  TensorProtoSchema,
  ValueInfoProtoSchema,
  type AttributeProto,
  type GraphProto,
  type NodeProto,
  type TensorProto,
} from 'onnx-buf';
import { halfExactly } from './half.ts';

const OPSET = 20;
/** The version of the file's format that goes with the opset. */
const IR_VERSION = 9;

export type OnnxType = 'float32' | 'int64' | 'int32' | 'uint8' | 'bool';

const TYPES: Readonly<Record<OnnxType, number>> = {
  float32: Type.FLOAT,
  int64: Type.INT64,
  int32: Type.INT32,
  uint8: Type.UINT8,
  bool: Type.BOOL,
};

/** Known sides are numbers, others are named. */
export type Shape = readonly (number | string)[];

type Attribute = number | string | readonly number[] | OnnxGraph | { readonly float: number };

const bytesOf = ({ buffer, byteOffset, byteLength }: ArrayBufferView): Uint8Array<ArrayBuffer> =>
  new Uint8Array(buffer as ArrayBuffer, byteOffset, byteLength);

export class OnnxGraph {
  readonly #nodes: NodeProto[] = [];
  readonly #inputs: MessageInitShape<typeof ValueInfoProtoSchema>[] = [];
  readonly #outputs: MessageInitShape<typeof ValueInfoProtoSchema>[] = [];
  /** Of the outermost graph: bodies read them from there. */
  readonly #tensors: TensorProto[];
  readonly #constants: Map<string, string>;
  readonly #count: { names: number };

  constructor(
    readonly name: string,
    private readonly outer: OnnxGraph | null = null,
  ) {
    this.#tensors = outer ? outer.#tensors : [];
    this.#constants = outer ? outer.#constants : new Map();
    this.#count = outer ? outer.#count : { names: 0 };
  }

  /** A body, for an attribute of a node of this graph. */
  body(name: string): OnnxGraph {
    return new OnnxGraph(name, this);
  }

  input(name: string, type: OnnxType, shape: Shape): string {
    this.#inputs.push(valueInfo(name, type, shape));
    return name;
  }

  /** Names a value and makes it an output. */
  output(name: string, value: string, type: OnnxType, shape: Shape): void {
    this.#nodes.push(create(NodeProtoSchema, { opType: 'Identity', name, input: [value], output: [name] }));
    this.#outputs.push(valueInfo(name, type, shape));
  }

  /** A node with one output; returns its name. An empty input is one that is left out. */
  op(
    opType: string,
    inputs: readonly string[],
    attributes: Readonly<Record<string, Attribute>> = {},
  ): string {
    const output = this.fresh(opType);
    const attribute = Object.entries(attributes).map(([name, value]) => attributeOf(name, value));
    this.#nodes.push(
      create(NodeProtoSchema, { opType, name: output, input: [...inputs], output: [output], attribute }),
    );
    return output;
  }

  /** float32 values. Stored as float16, and widened by the graph, where that loses nothing. */
  tensor(values: ArrayLike<number>, dims: readonly number[], hint = 'tensor'): string {
    const floats = values instanceof Float32Array ? values : Float32Array.from(values);
    const half = floats.length > 64 ? halfExactly(floats) : null;
    const name = this.fresh(hint);
    this.add(name, half ? Type.FLOAT16 : Type.FLOAT, dims, bytesOf(half ?? floats));
    return half ? this.op('Cast', [name], { to: Type.FLOAT }) : name;
  }

  integers(values: readonly number[], dims: readonly number[] = [values.length]): string {
    return this.constant('int', 'int64', dims, BigInt64Array.from(values, BigInt));
  }

  scalar(value: number): string {
    return this.constant('scalar', 'float32', [], Float32Array.of(value));
  }

  cast(value: string, to: OnnxType): string {
    return this.op('Cast', [value], { to: TYPES[to] });
  }

  reshape(value: string, shape: readonly number[]): string {
    return this.op('Reshape', [value, this.integers(shape)]);
  }

  transpose(value: string, perm: readonly number[]): string {
    return this.op('Transpose', [value], { perm });
  }

  /** From `starts` to `ends` (negative ones count from the end) along `axes`. */
  slice(value: string, starts: readonly number[], ends: readonly number[], axes: readonly number[]): string {
    return this.op('Slice', [value, this.integers(starts), this.integers(ends), this.integers(axes)]);
  }

  toProto(): GraphProto {
    return create(GraphProtoSchema, {
      name: this.name,
      node: this.#nodes,
      input: this.#inputs,
      output: this.#outputs,
      initializer: this.outer ? [] : this.#tensors,
    });
  }

  /** The file, with what is known about it. */
  toFile(metadata: Readonly<Record<string, string>>): Uint8Array {
    return toBinary(
      ModelProtoSchema,
      create(ModelProtoSchema, {
        irVersion: BigInt(IR_VERSION),
        producerName: 'CutPaste Playground',
        opsetImport: [{ domain: '', version: BigInt(OPSET) }],
        graph: this.toProto(),
        metadataProps: Object.entries(metadata).map(([key, value]) => ({ key, value })),
      }),
    );
  }

  private fresh(hint: string): string {
    return `${hint}_${this.#count.names++}`;
  }

  private add(
    name: string,
    dataType: number,
    dims: readonly number[],
    rawData: Uint8Array<ArrayBuffer>,
  ): void {
    this.#tensors.push(create(TensorProtoSchema, { name, dataType, dims: dims.map(BigInt), rawData }));
  }

  /** The same small constant is written once. */
  private constant(
    hint: string,
    type: OnnxType,
    dims: readonly number[],
    values: BigInt64Array | Float32Array,
  ): string {
    const small = values.length <= 16;
    const key = small ? `${type}[${dims.join()}]${values.join()}` : '';
    const known = this.#constants.get(key);
    if (small && known) return known;
    const name = this.fresh(hint);
    this.add(name, TYPES[type], dims, bytesOf(values));
    if (small) this.#constants.set(key, name);
    return name;
  }
}

function valueInfo(
  name: string,
  type: OnnxType,
  shape: Shape,
): MessageInitShape<typeof ValueInfoProtoSchema> {
  const dim = shape.map((side) => ({
    value:
      typeof side === 'number'
        ? { case: 'dimValue' as const, value: BigInt(side) }
        : { case: 'dimParam' as const, value: side },
  }));
  return { name, type: { value: { case: 'tensorType', value: { elemType: TYPES[type], shape: { dim } } } } };
}

function attributeOf(name: string, value: Attribute): AttributeProto {
  if (typeof value === 'number')
    return create(AttributeProtoSchema, { name, type: Kind.INT, i: BigInt(value) });
  if (typeof value === 'string')
    return create(AttributeProtoSchema, { name, type: Kind.STRING, s: new TextEncoder().encode(value) });
  if (value instanceof OnnxGraph)
    return create(AttributeProtoSchema, { name, type: Kind.GRAPH, g: value.toProto() });
  if ('float' in value) return create(AttributeProtoSchema, { name, type: Kind.FLOAT, f: value.float });
  return create(AttributeProtoSchema, { name, type: Kind.INTS, ints: value.map(BigInt) });
}
