/**
 * Numbers by formula: weights, pixels and projection vectors that this code and scripts/fixtures/training_step.py compute
 * alike, bit for bit, from integers. So a fixture stores results only, never inputs.
 */

/** 32 bits hashed from a stream and an index. */
export function hashed(stream: number, index: number): number {
  let h = (Math.imul(index + 1, 0x9e3779b1) ^ Math.imul(stream + 1, 0x85ebca6b)) >>> 0;
  h = Math.imul(h ^ (h >>> 15), 0x2c1b3c6d);
  h = Math.imul(h ^ (h >>> 12), 0x297a2d39);
  return (h ^ (h >>> 15)) >>> 0;
}

/** In [-1, 1). */
export function signedValue(stream: number, index: number): number {
  return hashed(stream, index) / 2 ** 31 - 1;
}

/** Float32 values bound * U[-1, 1) + offset. */
export function formulaValues(stream: number, length: number, bound: number, offset = 0): Float32Array {
  return Float32Array.from({ length }, (_, i) => bound * signedValue(stream, i) + offset);
}

/** Bytes. */
export function formulaBytes(stream: number, length: number): Uint8Array {
  return Uint8Array.from({ length }, (_, i) => hashed(stream, i) >>> 24);
}
