/**
 * Means of rows over columns that are not the same for all of them: tasks are tested on different kinds of defect, and kinds are not equally hard. An
 * additive law of task and kind is fitted to the cells that exist by least squares (the unbalanced two-way layout; Searle, "Linear Models for
 * Unbalanced Data", 1987); a row's adjusted mean is its mean over all columns as that law has it.
 */

const SWEEPS = 200;
const CLOSE_ENOUGH = 1e-12;

/**
 * @param cells `[rows][columns]`, null where a row was not tested
 * @returns the adjusted means `[rows]`; null for a row without any cell. Rows that share no column, not even through others, cannot be compared:
 * each such group is adjusted within itself.
 */
export function adjustedMeans(cells: readonly (readonly (number | null)[])[]): (number | null)[] {
  const columns = cells[0]?.length ?? 0;
  const row = cells.map(() => 0);
  const column = Array.from({ length: columns }, () => 0);
  const known = column.map((_, c) => cells.some((line) => line[c] !== null));
  for (let sweep = 0; sweep < SWEEPS; sweep++) {
    let moved = 0;
    for (let r = 0; r < cells.length; r++) {
      const left = cells[r].flatMap((value, c) => (value === null ? [] : [value - column[c]]));
      const next = left.length > 0 ? mean(left) : 0;
      moved = Math.max(moved, Math.abs(next - row[r]));
      row[r] = next;
    }
    for (let c = 0; c < columns; c++) {
      if (!known[c]) continue;
      const left = cells.flatMap((line, r) => {
        const value = line[c];
        return value === null ? [] : [value - row[r]];
      });
      column[c] = mean(left);
    }
    if (moved < CLOSE_ENOUGH) break;
  }
  const overall = mean(column.filter((_, c) => known[c]));
  return cells.map((line, r) => (line.every((value) => value === null) ? null : row[r] + overall));
}

const mean = (values: readonly number[]): number =>
  values.length > 0 ? values.reduce((sum, value) => sum + value, 0) / values.length : 0;
