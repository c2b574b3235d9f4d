/**
 * The trunk of a detector, a model in TensorFlow.js' Layers format, as nodes of an ONNX graph: images `[N, 3, H, W]` to the last
 * feature map `[N, D, h, w]`. Only the layers that the export writes (engine/export) are known; another is refused by its name.
 */
import { PlaygroundError } from '../../errors.ts';
import type { DetectorParts } from '../types.ts';
import type { OnnxGraph } from './graph.ts';

interface Layer {
  readonly name: string;
  readonly class_name: string;
  readonly config: Readonly<Record<string, unknown>>;
  readonly inbound_nodes: readonly (readonly (readonly [string, ...unknown[]])[])[];
}

interface Topology {
  readonly config: { readonly layers: readonly Layer[]; readonly output_layers: readonly [string][] };
}

type Pair = readonly [number, number];
type Pads = readonly [number, number, number, number];

/** Weights as initializers: made once, used by every copy of the trunk. */
export interface TrunkWeights {
  readonly filter: (layer: string) => string;
  readonly bias: (layer: string) => string;
  readonly kernelShape: (layer: string) => readonly number[];
}

/** Filters go from `[h, w, in, out]` (depthwise `[h, w, channels, 1]`) to ONNX' `[out, in, h, w]` (`[channels, 1, h, w]`). */
export function trunkWeights(g: OnnxGraph, model: DetectorParts['model']): TrunkWeights {
  const named = new Map<string, string>();
  const shapes = new Map<string, readonly number[]>();
  let at = 0;
  for (const { name, shape } of model.weights) {
    const size = shape.reduce((product, side) => product * side, 1);
    const values = model.data.subarray(at, at + size);
    at += size;
    const [layer, part] = [name.slice(0, name.lastIndexOf('/')), name.slice(name.lastIndexOf('/') + 1)];
    if (part === 'bias') {
      named.set(`${layer}/bias`, g.tensor(values, shape, 'bias'));
      continue;
    }
    const [h, w, a, b] = shape;
    const depthwise = part === 'depthwise_kernel';
    const [outer, inner] = depthwise ? [a, b] : [b, a];
    const turned = new Float32Array(size);
    for (let y = 0, i = 0; y < h; y++)
      for (let x = 0; x < w; x++)
        for (let p = 0; p < a; p++)
          for (let q = 0; q < b; q++, i++) {
            const [o, k] = depthwise ? [p, q] : [q, p];
            turned[((o * inner + k) * h + y) * w + x] = values[i];
          }
    shapes.set(layer, [h, w, a, b]);
    named.set(`${layer}/filter`, g.tensor(turned, [outer, inner, h, w], 'filter'));
  }
  const found = (key: string) => {
    const name = named.get(key);
    if (name === undefined) throw new Error(`The detector has no weights ${key}.`);
    return name;
  };
  return {
    filter: (layer) => found(`${layer}/filter`),
    bias: (layer) => found(`${layer}/bias`),
    kernelShape: (layer) => shapes.get(layer) ?? [],
  };
}

/** Adds the trunk to `g` and returns the last feature map. */
export function addTrunk(g: OnnxGraph, topology: object, weights: TrunkWeights, image: string): string {
  const { layers, output_layers: outputs } = (topology as Topology).config;
  const values = new Map<string, string>();
  /** Padding that the convolution behind it does itself. */
  const pads = new Map<string, { readonly of: string; readonly pads: Pads }>();
  const valueOf = (name: string): string => {
    const known = values.get(name);
    if (known !== undefined) return known;
    const padded = pads.get(name);
    if (!padded) throw new Error(`The layer ${name} comes after its use.`);
    const [top, left, bottom, right] = padded.pads;
    const all = g.integers([0, 0, top, left, 0, 0, bottom, right]);
    const value = g.op('Pad', [valueOf(padded.of), all]);
    values.set(name, value);
    return value;
  };
  for (const layer of layers) {
    const from = layer.inbound_nodes[0]?.map(([name]) => name) ?? [];
    const { config } = layer;
    if (layer.class_name === 'InputLayer') {
      values.set(layer.name, image);
    } else if (layer.class_name === 'ZeroPadding2D') {
      const [[top, bottom], [left, right]] = config.padding as [Pair, Pair];
      pads.set(layer.name, { of: from[0], pads: [top, left, bottom, right] });
    } else if (layer.class_name === 'Conv2D' || layer.class_name === 'DepthwiseConv2D') {
      const padded = config.padding === 'valid' ? pads.get(from[0]) : undefined;
      const input = valueOf(padded ? padded.of : from[0]);
      values.set(layer.name, convolution(g, layer, weights, input, padded?.pads ?? [0, 0, 0, 0]));
    } else {
      values.set(layer.name, plainLayer(g, layer, from.map(valueOf)));
    }
  }
  return valueOf(outputs[0][0]);
}

function convolution(g: OnnxGraph, layer: Layer, weights: TrunkWeights, input: string, pads: Pads): string {
  const { name, config, class_name: kind } = layer;
  const channels = weights.kernelShape(name)[2];
  const y = g.op('Conv', [input, weights.filter(name), weights.bias(name)], {
    kernel_shape: config.kernel_size as Pair,
    strides: config.strides as Pair,
    dilations: config.dilation_rate as Pair,
    group: kind === 'DepthwiseConv2D' ? channels : 1,
    // TensorFlow's SAME has the odd pixel below and to the right.
    ...(config.padding === 'same' ? { auto_pad: 'SAME_UPPER' } : { pads }),
  });
  return activation(g, config.activation as string, y);
}

function activation(g: OnnxGraph, name: string, input: string): string {
  switch (name) {
    case 'linear':
      return input;
    case 'relu':
      return g.op('Relu', [input]);
    case 'sigmoid':
      return g.op('Sigmoid', [input]);
    case 'swish':
      return g.op('Mul', [input, g.op('Sigmoid', [input])]);
    default:
      throw unknownLayer(`activation ${name}`);
  }
}

function plainLayer(g: OnnxGraph, { class_name: kind, config }: Layer, inputs: readonly string[]): string {
  switch (kind) {
    case 'Activation':
      return activation(g, config.activation as string, inputs[0]);
    case 'Add':
      return g.op('Add', inputs);
    case 'Multiply':
      return g.op('Mul', inputs);
    case 'Maximum':
      return g.op('Max', inputs);
    case 'MaxPooling2D':
      return g.op('MaxPool', inputs, {
        kernel_shape: config.pool_size as Pair,
        strides: config.strides as Pair,
      });
    case 'GlobalAveragePooling2D':
      return g.op('GlobalAveragePool', inputs);
    case 'Reshape':
      // Means of channels are `[N, C, 1, 1]` already.
      return inputs[0];
    case 'Cropping2D': {
      const [[top, bottom], [left, right]] = config.cropping as [Pair, Pair];
      const end = (cut: number) => (cut === 0 ? Number.MAX_SAFE_INTEGER : -cut);
      return g.slice(inputs[0], [top, left], [end(bottom), end(right)], [2, 3]);
    }
    default:
      throw unknownLayer(`layer ${kind}`);
  }
}

const unknownLayer = (what: string): PlaygroundError =>
  new PlaygroundError(
    'export-failed',
    `There is no way in ONNX to write the ${what}. Nothing was exported; the TensorFlow.js detector can be.`,
    { reason: what },
  );
