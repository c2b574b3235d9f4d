/**
 * The converted weights: a JSON with names, shapes and places, and one file of bytes with float16 filters and float32 biases.
 * Decoding is checked whole: a file cut short is refused with a reason, not half loaded.
 */
import * as v from 'valibot';
import { PlaygroundError } from '../../../core/errors.ts';

const manifestSchema = v.object({
  name: v.literal('efficientnet-b0'),
  version: v.literal(1),
  source: v.string(),
  bytes: v.number(),
  tensors: v.array(
    v.object({
      name: v.string(),
      shape: v.array(v.pipe(v.number(), v.integer(), v.minValue(1))),
      type: v.picklist(['float16', 'float32']),
      offset: v.pipe(v.number(), v.integer(), v.multipleOf(4)),
    }),
  ),
});

export interface WeightTensor {
  readonly shape: readonly number[];
  readonly data: Float32Array;
}

/** Values of all 65,536 halves would be 256 KB; the arithmetic is as quick and needs no table. */
function decodeHalf(half: number): number {
  const sign = half & 0x8000 ? -1 : 1;
  const exponent = (half >> 10) & 31;
  const mantissa = half & 1023;
  if (exponent === 0) return sign * mantissa * 2 ** -24;
  if (exponent === 31) return mantissa ? Number.NaN : sign * Number.POSITIVE_INFINITY;
  return sign * (1 + mantissa / 1024) * 2 ** (exponent - 15);
}

/**
 * Name -> float32 values.
 * @throws PlaygroundError `backbone-damaged` when manifest and bytes do not fit.
 */
export function decodeWeights(manifest: unknown, bytes: ArrayBuffer): Map<string, WeightTensor> {
  const damaged = (reason: string) =>
    new PlaygroundError(
      'backbone-damaged',
      `The ImageNet backbone could not be read: ${reason}. Everything else works; reload the page to fetch it again.`,
      { reason },
    );
  const parsed = v.safeParse(manifestSchema, manifest);
  if (!parsed.success) throw damaged(parsed.issues[0].message);
  const { tensors, bytes: expected } = parsed.output;
  if (bytes.byteLength !== expected) throw damaged(`${bytes.byteLength} of ${expected} bytes`);
  return new Map(
    tensors.map(({ name, shape, type, offset }) => {
      const size = shape.reduce((product, side) => product * side, 1);
      if (offset + size * (type === 'float16' ? 2 : 4) > expected)
        throw damaged(`${name} lies outside the file`);
      const data =
        type === 'float32'
          ? new Float32Array(bytes, offset, size)
          : Float32Array.from(new Uint16Array(bytes, offset, size), decodeHalf);
      return [name, { shape, data }];
    }),
  );
}
