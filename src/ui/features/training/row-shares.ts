/** Counts of a confusion matrix as shares of its rows. */

/** Share of each true class, row by row; null for a class not seen yet. */
export function rowShares(counts: Int32Array, classes: number): (number | null)[][] {
  return Array.from({ length: classes }, (_, row) => {
    const cells = [...counts.subarray(row * classes, (row + 1) * classes)];
    const total = cells.reduce((sum, count) => sum + count, 0);
    return cells.map((count) => (total > 0 ? count / total : null));
  });
}
