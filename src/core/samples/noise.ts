/**
 * Lattice noise from an integer hash: what a place looks like depends on its coordinates and a seed alone, so that any part
 * of a picture can be painted again. The seed comes from core/random.
 */

/** 32 bits from a lattice point (a linear mix, then the finalizer lowbias32 of C. Wellons). */
export function hashPoint(x: number, y: number, seed: number): number {
  return scramble(Math.imul(x, STEP_X) + Math.imul(y, STEP_Y) + Math.imul(seed, STEP_SEED));
}

const STEP_X = 0x27d4eb2d;
const STEP_Y = 0x165667b1;
const STEP_SEED = 0x9e3779b1;

function scramble(sum: number): number {
  let h = sum | 0;
  h = Math.imul(h ^ (h >>> 16), 0x7feb352d);
  h = Math.imul(h ^ (h >>> 15), 0x846ca68b);
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
  const corner = (Math.imul(ix, STEP_X) + Math.imul(iy, STEP_Y) + Math.imul(seed, STEP_SEED)) | 0;
  const a = scramble(corner);
  const b = scramble(corner + STEP_X);
  const c = scramble(corner + STEP_Y);
  const d = scramble(corner + STEP_X + STEP_Y);
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
  const corner = (Math.imul(ix, STEP_X) + Math.imul(row, STEP_Y) + Math.imul(seed, STEP_SEED)) | 0;
  const a = scramble(corner);
  return (a + (scramble(corner + STEP_X) - a) * (fx * fx * (3 - 2 * fx))) / 2147483648;
}
