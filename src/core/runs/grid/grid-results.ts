/** grid.json of a folder of results (`npm run experiment -- --grid`, `npm run grid:serve`), checked: which grid, and what became of each run. */
import * as v from 'valibot';
import { PlaygroundError } from '../../errors.ts';
import { expandGrid, parseGrid, type Grid } from './grid.ts';

const runSchema = v.object({
  /** Below the folder of grid.json: `runs/NAME`. */
  folder: v.pipe(v.string(), v.maxLength(300), v.regex(/^runs[\\/][^\\/]+$/)),
  state: v.picklist(['finished', 'failed', 'waiting']),
  error: v.nullable(v.pipe(v.string(), v.maxLength(2000))),
});

const listSchema = v.object({ runs: v.pipe(v.array(runSchema), v.maxLength(10_000)) });

export interface ListedRun {
  /** The last part of its folder. */
  readonly name: string;
  readonly state: 'finished' | 'failed' | 'waiting';
  readonly error: string | null;
}

export interface ListedGrid {
  readonly grid: Grid;
  /** In order of `expandGrid(grid).runs`. */
  readonly runs: readonly ListedRun[];
}

const damaged = (reason: string): PlaygroundError =>
  new PlaygroundError('grid-results-damaged', `The results of the grid cannot be read: ${reason}.`, {
    reason,
  });

/** @throws PlaygroundError `grid-results-damaged`, or those of `parseGrid` */
export function parseGridResults(text: string): ListedGrid {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw damaged('grid.json is not JSON');
  }
  const grid = parseGrid(value);
  const found = v.safeParse(listSchema, value);
  if (!found.success)
    throw damaged(`grid.json is wrong at ${v.getDotPath(found.issues[0]) ?? 'its list of runs'}`);
  const { runs } = found.output;
  if (runs.length !== expandGrid(grid).runs.length)
    throw damaged('grid.json lists other runs than its grid has');
  return {
    grid,
    runs: runs.map(({ folder, state, error }) => ({ name: folder.slice(5), state, error })),
  };
}
