/**
 * The folder of a grid: `runs/NAME/` with the results of each run, grid.json with the plan, table.md and table.csv with what there is
 * until now. A run counts as finished when its result.json is there with the run's hash; that file is written last and whole.
 */
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expandGrid, type Expansion, type Grid, type GridRun } from '../../src/core/runs/grid/grid.ts';
import { gridRows, gridTable, type GridResult } from '../../src/core/runs/grid/result-table.ts';
import { toCsv, toMarkdown } from '../../src/core/runs/tables.ts';
import { runHash } from './grid-identity.ts';
import { UsageError } from './options.ts';
import type { ExperimentResult } from './result.ts';
import { readRunScores } from './run-scores.ts';
import { writeAtomic } from './write-atomic.ts';

export interface PlannedRun extends GridRun {
  readonly hash: string;
  /** Absolute. */
  readonly folder: string;
}

/** `scar-0.03-s1-1a2b3c4d`: readable, and the same when the grid is made larger. */
function folderName({ config }: GridRun, values: readonly unknown[], hash: string): string {
  const parts = [...values, `s${config.seed}`, hash.slice(0, 8)];
  return parts
    .map((part) => String(part).replace(/[^\w.-]+/g, '-'))
    .join('-')
    .slice(-100);
}

/** The result of a run when it is finished, else null. */
export function finishedResult({ folder, hash }: PlannedRun): ExperimentResult | null {
  try {
    const result = JSON.parse(readFileSync(join(folder, 'result.json'), 'utf8')) as ExperimentResult;
    return result.hash === hash ? result : null;
  } catch {
    return null;
  }
}

export class GridFolder {
  readonly expansion: Expansion;
  readonly runs: readonly PlannedRun[];
  /** By hash, of runs that were found finished; their files do not change any more. */
  private readonly finished = new Map<string, GridResult>();

  /** @throws UsageError when the folder holds a grid on other images. */
  constructor(
    readonly out: string,
    readonly grid: Grid,
    readonly data: string,
  ) {
    this.expansion = expandGrid(grid);
    this.runs = this.expansion.runs.map((run) => {
      const hash = runHash(run.config, data);
      const values = this.expansion.cells[run.cell].set.map(({ value }) => value);
      return { ...run, hash, folder: join(out, 'runs', folderName(run, values, hash)) };
    });
    const path = join(out, 'grid.json');
    if (existsSync(path)) {
      const { data: before } = JSON.parse(readFileSync(path, 'utf8')) as { readonly data?: string };
      if (before !== data)
        throw new UsageError(`--out: ${out} holds a grid on other images. Choose another folder.`);
    }
    mkdirSync(join(out, 'runs'), { recursive: true });
  }

  /** What a run contributes to the table; null until it is finished. */
  private read(run: PlannedRun): GridResult | null {
    const known = this.finished.get(run.hash);
    if (known) return known;
    const result = finishedResult(run);
    if (!result) return null;
    const { imageAuroc: auroc, averagePrecision, pixelAuroc, aupro, config } = result;
    const figures = { auroc, averagePrecision, pixelAuroc, aupro };
    const read = { config, figures, scores: readRunScores(run.folder) };
    this.finished.set(run.hash, read);
    return read;
  }

  /** grid.json, table.md and table.csv as of now. */
  write(failed: ReadonlyMap<string, string>): void {
    const { expansion, grid, data, out } = this;
    const found = this.runs.map((run) => ({ run, result: this.read(run) }));
    const results = found.flatMap(({ result }) => result ?? []);
    const rows = gridRows(grid, expansion, results);
    const table = gridTable(grid, rows, {
      setting: (path) => path,
      value: (_, value) => String(value),
      seeds: 'seeds',
      ensemble: 'image AUROC of the ensemble of seeds',
      paper: 'paper (MVTec AD, mean of 15 classes)',
      figures: {
        auroc: 'image AUROC',
        averagePrecision: 'average precision',
        pixelAuroc: 'pixel AUROC',
        aupro: 'AUPRO',
      },
    });
    const plan = {
      ...grid,
      data,
      runs: found.map(({ run, result }) => ({
        folder: run.folder.slice(out.length + 1),
        hash: run.hash,
        seed: run.seed,
        set: expansion.cells[run.cell].set,
        state: result ? 'finished' : failed.has(run.hash) ? 'failed' : 'waiting',
        error: result ? null : (failed.get(run.hash) ?? null),
        imageAuroc: result?.figures.auroc ?? null,
      })),
      invalid: expansion.invalid.map(({ set, error }) => ({ set, reason: error.message })),
      duplicates: expansion.duplicates,
    };
    writeAtomic(join(out, 'grid.json'), `${JSON.stringify(plan, null, 2)}\n`);
    writeAtomic(join(out, 'table.md'), `# ${grid.name}\n\n${toMarkdown(table)}`);
    writeAtomic(join(out, 'table.csv'), toCsv(table));
  }
}
