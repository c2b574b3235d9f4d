/**
 * The rows that a kernel density or a nearest neighbour looks at. Up to MAX_ROWS all of them; of more (patch features),
 * an evenly spaced subset, because scoring costs rows x bank. With a mean per location the bank is split by location:
 * each place is compared with the same place of every training image, and all rows are kept.
 */
import { rowScale, type RowLayout } from './rows.ts';
import type { Features } from './types.ts';

export const MAX_ROWS = 1000;

export interface MemoryBank {
  /** Rows of one location, `[size, D]` float64, normalised where asked. */
  rowsOf(location: number): Float64Array;
  readonly size: number;
}

export function buildMemoryBank(features: Features, n: number, layout: RowLayout): MemoryBank {
  const { dimension: d, locations } = layout;
  const images = n / locations;
  const size = locations > 1 ? images : Math.min(n, MAX_ROWS);
  const data = new Float64Array(locations * size * d);
  for (let location = 0; location < locations; location++)
    for (let i = 0; i < size; i++) {
      const row = locations > 1 ? i * locations + location : Math.floor((i * n) / size);
      const scale = rowScale(features, row, layout);
      const to = (location * size + i) * d;
      for (let k = 0; k < d; k++) data[to + k] = features[row * d + k] * scale;
    }
  return { size, rowsOf: (location) => data.subarray(location * size * d, (location + 1) * size * d) };
}
