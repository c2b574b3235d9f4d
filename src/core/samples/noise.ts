/**
 * Lattice noise from an integer hash: what a place looks like depends on its coordinates and a seed alone, so that any part
 * of a picture can be painted again. The seed comes from core/random.
 */

/** 32 bits from a lattice point (the finalizer of MurmurHash3 over a linear mix). */
export function hashPoint(x: number, y: number, seed: number): number {
  let h = (Math.imul(x, 0x27d4eb2d) ^ Math.imul(y, 0x165667b1) ^ seed) | 0;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return h ^ (h >>> 16);
}

/** Uniform in [0, 1). */
export const uniformAt = (x: number, y: number, seed: number): number =>
  (hashPoint(x, y, seed) >>> 0) / 4294967296;

/** Close to a standard normal (sum of the hash's four bytes), in about [-3.5, 3.5]. */
export function normalAt(x: number, y: number, seed: number): number {
  const h = hashPoint(x, y, seed);
  const sum = (h & 255) + ((h >>> 8) & 255) + ((h >>> 16) & 255) + (h >>> 24);
  return (sum - 510) / 147.8;
}

/** Smooth noise in [-1, 1] with one lattice point per unit. */
export function noise2(x: number, y: number, seed: number): number {
  const ix = Math.floor(x);
  const iy = Math.floor(y);
  const fx = x - ix;
  const fy = y - iy;
  const ux = fx * fx * (3 - 2 * fx);
  const uy = fy * fy * (3 - 2 * fy);
  const a = hashPoint(ix, iy, seed);
  const b = hashPoint(ix + 1, iy, seed);
  const c = hashPoint(ix, iy + 1, seed);
  const d = hashPoint(ix + 1, iy + 1, seed);
  const top = a + (b - a) * ux;
  return (top + (c + (d - c) * ux - top) * uy) / 2147483648;
}

/** Sum of `octaves` noises, each twice as fine and half as strong; in about [-1, 1]. */
export function fractalNoise(x: number, y: number, seed: number, octaves: number): number {
  let sum = 0;
  let weight = 0.5;
  for (let octave = 0; octave < octaves; octave++) {
    sum += weight * noise2(x, y, (seed + Math.imul(octave, 0x9e3779b9)) | 0);
    x *= 2;
    y *= 2;
    weight *= 0.5;
  }
  return sum;
}

/** Smooth noise along a line in [-1, 1], one lattice point per unit; `row` picks one of many lines. */
export function noise1(x: number, row: number, seed: number): number {
  const ix = Math.floor(x);
  const fx = x - ix;
  const a = hashPoint(ix, row, seed);
  return (a + (hashPoint(ix + 1, row, seed) - a) * (fx * fx * (3 - 2 * fx))) / 2147483648;
}
