/**
 * Page 1's opponent: an ordinary two-class classifier (nearest neighbour on brightness and contrast of 8 x 8 cells) that knows only the
 * defects it was shown. Small on purpose, and real: whatever it misses, it misses on these very pictures.
 */
import type { RgbImage } from '../image/types.ts';

const CELLS = 8;

/** Mean and standard deviation of grey in each cell, `[2 * CELLS * CELLS]`. */
export function cellFeatures({ width, height, data }: RgbImage): Float64Array {
  const out = new Float64Array(2 * CELLS * CELLS);
  const count = new Float64Array(CELLS * CELLS);
  for (let y = 0, i = 0; y < height; y++)
    for (let x = 0; x < width; x++, i += 3) {
      const cell = Math.floor((y * CELLS) / height) * CELLS + Math.floor((x * CELLS) / width);
      const grey = (data[i] + data[i + 1] + data[i + 2]) / 3;
      count[cell]++;
      out[2 * cell] += grey;
      out[2 * cell + 1] += grey * grey;
    }
  for (let cell = 0; cell < count.length; cell++) {
    const mean = out[2 * cell] / count[cell];
    const variance = out[2 * cell + 1] / count[cell] - mean * mean;
    out[2 * cell] = mean;
    out[2 * cell + 1] = Math.sqrt(Math.max(0, variance));
  }
  return out;
}

export interface Sample<T> {
  readonly item: T;
  readonly features: Float64Array;
}

function nearest<T>(query: Sample<T>, known: readonly Sample<T>[]): number {
  let best = Infinity;
  for (const { item, features } of known) {
    if (item === query.item) continue;
    let sum = 0;
    for (let k = 0; k < features.length; k++) sum += (features[k] - query.features[k]) ** 2;
    best = Math.min(best, sum);
  }
  return best;
}

/** Which of `queries` are called anomalous: nearer to a shown defect than to any normal picture. A picture never votes for itself. */
export function callAnomalous<T>(
  queries: readonly Sample<T>[],
  normal: readonly Sample<T>[],
  shown: readonly Sample<T>[],
): boolean[] {
  return queries.map((query) => nearest(query, shown) < nearest(query, normal));
}
