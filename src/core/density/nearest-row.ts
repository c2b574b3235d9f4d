/** The row most like a given one by cosine similarity: shows a person which normal place a score was measured against. */
import type { Features } from './types.ts';

export interface NearestRow {
  readonly row: number;
  /** 1 - cosine similarity, in [0, 2]; 1 where one of the two is zero. */
  readonly distance: number;
}

/** Among `rows` `[n, d]`, n >= 1; the first of equals. */
export function nearestRow(query: Features, rows: Features, n: number, d: number): NearestRow {
  let norm = 0;
  for (let i = 0; i < d; i++) norm += query[i] * query[i];
  let best = { row: 0, distance: Infinity };
  for (let r = 0; r < n; r++) {
    let dot = 0;
    let square = 0;
    for (let i = 0, at = r * d; i < d; i++) {
      const value = rows[at + i];
      dot += query[i] * value;
      square += value * value;
    }
    const scale = Math.sqrt(norm * square);
    const distance = scale > 0 ? Math.max(0, 1 - dot / scale) : 1;
    if (distance < best.distance) best = { row: r, distance };
  }
  return best;
}
