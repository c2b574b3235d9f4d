/** Spearman's rank correlation: Pearson's correlation of midranks. */
import { midranks } from './delong.ts';

/** In [-1, 1]; null where one side is constant. Same lengths. */
export function spearman(a: ArrayLike<number>, b: ArrayLike<number>): number | null {
  const x = midranks(a);
  const y = midranks(b);
  const mean = (x.length + 1) / 2;
  let xy = 0;
  let xx = 0;
  let yy = 0;
  for (let i = 0; i < x.length; i++) {
    xy += (x[i] - mean) * (y[i] - mean);
    xx += (x[i] - mean) ** 2;
    yy += (y[i] - mean) ** 2;
  }
  return xx > 0 && yy > 0 ? xy / Math.sqrt(xx * yy) : null;
}
