/**
 * The result of a grid as the paper's tables have it: one row a combination, mean +- standard error over the seeds, beside it the
 * ensemble of its seeds and the paper's own figure where there is one. Written out by the same functions as the list of runs.
 */
import type { Config } from '../../config/schema.ts';
import { keyWithoutSeed, type Leaf } from '../config-leaves.ts';
import {
  ensemble,
  intervalText,
  meanText,
  meanWithError,
  type Ensemble,
  type MeanWithError,
} from '../seeds.ts';
import type { TextTable } from '../tables.ts';
import type { RunScores } from '../types.ts';
import type { Expansion, Grid, GridCell } from './grid.ts';
import { paperFigure } from './paper-figures.ts';

export const GRID_FIGURES = ['auroc', 'averagePrecision', 'pixelAuroc', 'aupro'] as const;
export type GridFigure = (typeof GRID_FIGURES)[number];

/** What a finished run of a grid contributes; the newest first where a seed was run twice. */
export interface GridResult {
  readonly config: Config;
  readonly figures: Readonly<Record<GridFigure, number | null>>;
  /** Null where they were not kept or are still being read. */
  readonly scores: RunScores | null;
}

export interface GridRow {
  readonly cell: GridCell;
  /** Seeds with a result, in order of the grid. */
  readonly seeds: readonly number[];
  readonly figures: Readonly<Record<GridFigure, MeanWithError | null>>;
  /** Of all these seeds; null for a single one, and where scores of one are missing. */
  readonly ensemble: Ensemble | null;
  /** AUROC in [0, 1] as the paper gives it for MVTec AD; null where it gives none. */
  readonly paper: number | null;
}

/** One row for each combination, in order of the expansion, with whatever results there are. */
export function gridRows(grid: Grid, { cells }: Expansion, results: readonly GridResult[]): GridRow[] {
  const byKey = new Map<string, GridResult[]>();
  for (const result of results) {
    const key = keyWithoutSeed(result.config);
    byKey.set(key, [...(byKey.get(key) ?? []), result]);
  }
  return cells.map((cell) => {
    const bySeed = new Map<number, GridResult>();
    for (const result of byKey.get(cell.key) ?? []) {
      const { seed } = result.config;
      if (grid.seeds.includes(seed) && !bySeed.has(seed)) bySeed.set(seed, result);
    }
    const seeds = [...new Set(grid.seeds)].filter((seed) => bySeed.has(seed));
    const over = (figure: GridFigure) =>
      meanWithError(seeds.flatMap((seed) => bySeed.get(seed)?.figures[figure] ?? []));
    const members = seeds.flatMap((seed) => bySeed.get(seed)?.scores ?? []);
    return {
      cell,
      seeds,
      figures: {
        auroc: over('auroc'),
        averagePrecision: over('averagePrecision'),
        pixelAuroc: over('pixelAuroc'),
        aupro: over('aupro'),
      },
      ensemble: members.length === seeds.length && seeds.length > 1 ? ensemble(members) : null,
      paper: paperFigure(grid.table, cell.config),
    };
  });
}

export interface GridTableNames {
  setting(path: string): string;
  value(path: string, value: Leaf): string;
  readonly seeds: string;
  readonly ensemble: string;
  readonly paper: string;
  readonly figures: Readonly<Record<GridFigure, string>>;
}

/** The settings that a row shows: of settings that always have the same value together only the first. */
export function shownSettings({ axes }: Pick<Grid, 'axes'>): string[] {
  return axes.flatMap(({ settings, values }) => {
    const together = values.every((value) => !Array.isArray(value) || value.every((one) => one === value[0]));
    return together ? settings.slice(0, 1) : settings;
  });
}

/** Figures that no row has are left out, as are the columns of ensembles and of the paper where they have no figure. */
export function gridTable(grid: Grid, rows: readonly GridRow[], names: GridTableNames): TextTable {
  const settings = shownSettings(grid);
  const figures = GRID_FIGURES.filter(
    (figure) => figure === 'auroc' || rows.some((row) => row.figures[figure] !== null),
  );
  const withEnsembles = rows.some((row) => row.ensemble !== null);
  const withPaper = rows.some(({ paper }) => paper !== null);
  return {
    header: [
      ...settings.map(names.setting),
      names.seeds,
      ...figures.map((figure) => names.figures[figure]),
      ...(withEnsembles ? [names.ensemble] : []),
      ...(withPaper ? [names.paper] : []),
    ],
    rows: rows.map((row) => [
      ...settings.map((path) => {
        const found = row.cell.set.find((one) => one.path === path);
        return found ? names.value(path, found.value) : '–';
      }),
      `${row.seeds.length}/${new Set(grid.seeds).size}`,
      ...figures.map((figure) => meanText(row.figures[figure])),
      ...(withEnsembles ? [intervalText(row.ensemble?.auroc)] : []),
      ...(withPaper ? [row.paper === null ? '–' : row.paper.toFixed(3)] : []),
    ]),
  };
}
