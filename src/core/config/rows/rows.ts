/** All settings, in the order of their controls. A new one is a row in its section's file, its texts, and the code that obeys it. */
import { TASKS } from '../../augment/tasks.ts';
import { views } from './augment.ts';
import { data } from './data.ts';
import { density } from './density.ts';
import { evaluation } from './evaluation.ts';
import { kernels } from './kernels.ts';
import { mistakes } from './mistakes.ts';
import { model } from './model.ts';
import { isRow, rowsOf, type Row, type RowTree, type ValuesOf } from './row.ts';
import { training } from './training.ts';

const { integer } = rowsOf({ group: 'run', scope: 'run' });
const task = rowsOf({ group: 'task', scope: 'run' });

export const ROWS = {
  /** Every random draw follows from it. */
  seed: integer([0, 0x7fffffff, 1], { value: 0 }),
  data,
  augment: { task: task.choice(TASKS, { paper: '3way' }), ...views },
  model,
  training,
  density,
  evaluation,
  mistakes,
  kernels,
};

export type Settings = ValuesOf<typeof ROWS>;

/** Visits each row with its path (`training.steps`), in order. */
export function eachRow(visit: (path: string, row: Row) => void, tree: RowTree = ROWS, prefix = ''): void {
  for (const [name, node] of Object.entries(tree)) {
    if (isRow(node)) visit(prefix + name, node);
    else eachRow(visit, node, `${prefix}${name}.`);
  }
}

/** The values that `read` gives for each row, as a configuration has them. */
export function settingsFrom(read: (path: string, row: Row) => unknown): Settings {
  const build = (tree: RowTree, prefix: string): unknown =>
    Object.fromEntries(
      Object.entries(tree).map(([name, node]) => [
        name,
        isRow(node) ? read(prefix + name, node) : build(node, `${prefix}${name}.`),
      ]),
    );
  return build(ROWS, '') as Settings;
}
