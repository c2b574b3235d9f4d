/** Counts of a confusion matrix `[K, K]` as shares of its rows. */

/** Share of each true class, row by row; null for a class not seen yet. */
export function rowShares(counts: ArrayLike<number>, classes: number): (number | null)[][] {
  return Array.from({ length: classes }, (_, row) => {
    const cells = Array.from({ length: classes }, (_cell, column) => counts[row * classes + column]);
    const total = cells.reduce((sum, count) => sum + count, 0);
    return cells.map((count) => (total > 0 ? count / total : null));
  });
}
