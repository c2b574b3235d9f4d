/** Cross-fitting of densities that keep rows, from the inner products of all rows: a fold's bank is a choice of columns. */
import type { Kernel } from './bank.ts';
import type { CrossFitInput } from './estimators/types.ts';
import { foldRows } from './held-out.ts';

/**
 * Held-out scores `[n]`, one location. `products` `[n, n]` are of unit rows where the layout or the estimator says so; `bankOf` chooses among
 * the rows that are kept and says what their products mean.
 */
export function crossFitBank(
  input: CrossFitInput,
  products: Float64Array,
  bankOf: (kept: readonly number[]) => { readonly bank: readonly number[]; readonly kernel: Kernel },
): Float64Array {
  const { n } = input;
  const scores = new Float64Array(n);
  for (const held of foldRows(input)) {
    const out = new Set(held);
    const kept = Array.from({ length: n }, (_, i) => i).filter((row) => !out.has(row));
    const { bank, kernel } = bankOf(kept);
    const row = new Float64Array(bank.length);
    for (const i of held) {
      for (let j = 0; j < bank.length; j++) row[j] = products[i * n + bank[j]];
      scores[i] = kernel.score(row, 0, 0, products[i * n + i]);
    }
  }
  return scores;
}
