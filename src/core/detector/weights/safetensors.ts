/**
 * Files in safetensors' format, which PyTorch, JAX and others read: the length of a JSON header (8 bytes), the header (name to type, shape and
 * place, `__metadata__` of texts), then the numbers, little-endian. Everything that a file says of itself is checked before it is used.
 */
import { PlaygroundError } from '../../errors.ts';

export interface NamedTensor {
  readonly name: string;
  readonly shape: readonly number[];
  readonly data: Float32Array | BigInt64Array;
}

export interface SafetensorsFile {
  readonly tensors: readonly NamedTensor[];
  readonly metadata: Readonly<Record<string, string>>;
}

/** Longer headers are no weights of a network of this page. */
const MOST_HEADER = 16 * 2 ** 20;

const unreadable = (reason: string): PlaygroundError =>
  new PlaygroundError('weights-unreadable', `The weights cannot be read: ${reason}. Nothing was changed.`, {
    reason,
  });

const count = (shape: readonly number[]): number => shape.reduce((product, side) => product * side, 1);

export function writeSafetensors({ tensors, metadata }: SafetensorsFile): Uint8Array<ArrayBuffer> {
  const header: Record<string, object> = { __metadata__: metadata };
  let at = 0;
  for (const { name, shape, data } of tensors) {
    const dtype = data instanceof BigInt64Array ? 'I64' : 'F32';
    header[name] = { dtype, shape, data_offsets: [at, at + data.byteLength] };
    at += data.byteLength;
  }
  const text = new TextEncoder().encode(JSON.stringify(header));
  const padded = Math.ceil(text.length / 8) * 8;
  const file = new Uint8Array(8 + padded + at);
  new DataView(file.buffer).setBigUint64(0, BigInt(padded), true);
  file.fill(0x20, 8, 8 + padded).set(text, 8);
  at = 8 + padded;
  for (const { data } of tensors) {
    file.set(new Uint8Array(data.buffer, data.byteOffset, data.byteLength), at);
    at += data.byteLength;
  }
  return file;
}

/** Value of a half-precision number (IEEE 754 binary16). */
function fromHalf(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >> 10) & 31;
  const fraction = bits & 1023;
  if (exponent === 0) return sign * fraction * 2 ** -24;
  if (exponent === 31) return fraction ? Number.NaN : sign * Infinity;
  return sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
}

const TYPES: Readonly<
  Record<string, { readonly bytes: number; readonly read: (view: DataView, at: number) => number }>
> = {
  F32: { bytes: 4, read: (view, at) => view.getFloat32(at, true) },
  F64: { bytes: 8, read: (view, at) => view.getFloat64(at, true) },
  F16: { bytes: 2, read: (view, at) => fromHalf(view.getUint16(at, true)) },
  BF16: {
    bytes: 2,
    read: (view, at) => {
      const wide = new DataView(new ArrayBuffer(4));
      wide.setUint16(2, view.getUint16(at, true), true);
      return wide.getFloat32(0, true);
    },
  },
  I64: { bytes: 8, read: (view, at) => Number(view.getBigInt64(at, true)) },
};

const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) >= 0;
const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function readTensor(name: string, entry: unknown, body: Uint8Array): NamedTensor {
  const { dtype, shape, data_offsets: place } = isObject(entry) ? entry : {};
  const type = Object.hasOwn(TYPES, String(dtype)) ? TYPES[String(dtype)] : null;
  if (!type) throw unreadable(`"${name}" has numbers of type ${String(dtype)}`);
  if (!Array.isArray(shape) || !shape.every(isCount)) throw unreadable(`"${name}" has no shape`);
  const [from, to] = Array.isArray(place) ? (place as unknown[]) : [];
  if (!isCount(from) || !isCount(to) || to > body.length || to - from !== type.bytes * count(shape))
    throw unreadable(`"${name}" lies outside of the file or is cut off`);
  // What nearly every file has is taken as it is: every machine that runs this page is little-endian.
  if (dtype === 'F32') {
    const values = new Float32Array(count(shape));
    new Uint8Array(values.buffer).set(body.subarray(from, to));
    return { name, shape, data: values };
  }
  const view = new DataView(body.buffer, body.byteOffset + from, to - from);
  const data = Float32Array.from({ length: count(shape) }, (_, i) => type.read(view, i * type.bytes));
  return { name, shape, data };
}

/** Numbers of every type come as float32. @throws PlaygroundError `weights-unreadable` */
export function readSafetensors(file: Uint8Array): SafetensorsFile {
  if (file.length < 8) throw unreadable('the file is too short');
  const size = Number(new DataView(file.buffer, file.byteOffset).getBigUint64(0, true));
  if (size > MOST_HEADER || 8 + size > file.length) throw unreadable('it is no safetensors file, or cut off');
  let header: unknown;
  try {
    header = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(file.subarray(8, 8 + size)));
  } catch {
    header = null;
  }
  if (!isObject(header)) throw unreadable('it is no safetensors file');
  const { __metadata__: about, ...entries } = header;
  const metadata = Object.fromEntries(
    Object.entries(isObject(about) ? about : {}).filter(([, value]) => typeof value === 'string'),
  ) as Record<string, string>;
  const body = file.subarray(8 + size);
  const tensors = Object.entries(entries).map(([name, entry]) => readTensor(name, entry, body));
  return { tensors, metadata };
}
