/**
 * Perlin's gradient noise (K. Perlin, "Improving Noise", 2002: fade 6 t^5 - 15 t^4 + 10 t^3) and the region where it is highest. Pixel (x, y) lies at
 * (x / cell, y / cell) of a lattice with one gradient per point.
 */
import { cosTurns, sinTurns } from '../samples/arithmetic.ts';
import { uniformAt } from '../samples/noise.ts';

/** The unit gradient of a lattice point. */
export type Gradient = (column: number, row: number) => readonly [x: number, y: number];

export const hashedGradient =
  (seed: number): Gradient =>
  (column, row) => {
    const turns = uniformAt(column, row, seed);
    return [cosTurns(turns), sinTurns(turns)];
  };

const fade = (t: number) => t * t * t * (t * (t * 6 - 15) + 10);

/** `[height, width]`, in [-1, 1]: sqrt(2) times the noise of unit gradients. */
export function perlinNoise(
  width: number,
  height: number,
  cellWidth: number,
  cellHeight: number,
  gradientAt: Gradient,
): Float32Array {
  const noise = new Float32Array(width * height);
  const columns = Math.ceil(width / cellWidth) + 1;
  const rows = Math.ceil(height / cellHeight) + 1;
  const gradients = new Float64Array(columns * rows * 2);
  for (let row = 0, i = 0; row < rows; row++)
    for (let column = 0; column < columns; column++) {
      const [x, y] = gradientAt(column, row);
      gradients[i++] = x;
      gradients[i++] = y;
    }
  const cellOf = new Int32Array(width);
  const within = new Float64Array(width);
  const faded = new Float64Array(width);
  for (let x = 0; x < width; x++) {
    cellOf[x] = Math.floor(x / cellWidth);
    within[x] = x / cellWidth - cellOf[x];
    faded[x] = fade(within[x]);
  }
  for (let y = 0, i = 0; y < height; y++) {
    const row = Math.floor(y / cellHeight);
    const v = y / cellHeight - row;
    const s = fade(v);
    for (let x = 0; x < width; x++, i++) {
      const a = 2 * (row * columns + cellOf[x]);
      const c = a + 2 * columns;
      const u = within[x];
      const t = faded[x];
      const top = gradients[a] * u + gradients[a + 1] * v;
      const topRight = gradients[a + 2] * (u - 1) + gradients[a + 3] * v;
      const low = gradients[c] * u + gradients[c + 1] * (v - 1);
      const lowRight = gradients[c + 2] * (u - 1) + gradients[c + 3] * (v - 1);
      const above = top + (topRight - top) * t;
      const below = low + (lowRight - low) * t;
      noise[i] = Math.SQRT2 * (above + (below - above) * s);
    }
  }
  return noise;
}

/** Levels between -1 and 1 that `topShare` tells apart. */
const LEVELS = 4096;
/** So many values may be left out of the count for each one in it, where there are many: the noise is smooth. */
const STRIDE = 3;
const MANY = 2048;

/** 255 where a value (in [-1, 1]) is among the highest `share` (of all, at least one), to within a level; 0 elsewhere. */
export function topShare(values: Float32Array, share: number): Uint8Array {
  const counts = new Int32Array(LEVELS);
  const scale = (LEVELS - 1) / 2;
  const stride = values.length > MANY ? STRIDE : 1;
  for (let i = 0; i < values.length; i += stride) counts[((values[i] + 1) * scale) | 0]++;
  const wanted = (share * values.length) / stride;
  let level = LEVELS - 1;
  while (counts[level] === 0) level--;
  let above = counts[level];
  while (level > 0 && above + counts[level - 1] <= wanted) above += counts[--level];
  // A little below the level, so that rounding leaves out nothing that was counted.
  const least = level / scale - 1 - 1e-7;
  const region = new Uint8Array(values.length);
  for (let i = 0; i < values.length; i++) if (values[i] >= least) region[i] = 255;
  return region;
}
