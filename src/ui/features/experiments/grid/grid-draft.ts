/** A grid while it is being put together: axes as text, so that half-typed values are not lost; read into a grid at every change. */
import { findParameter, readParameter } from '../../../../core/config/parameters.ts';
import type { Config } from '../../../../core/config/schema.ts';
import { parseParameterText, withParameter } from '../../../../core/config/update.ts';
import { PlaygroundError, toErrorReport, type ErrorReport } from '../../../../core/errors.ts';
import { expandGrid, type Expansion, type Grid, type GridAxis } from '../../../../core/runs/grid/grid.ts';
import { paperGrid, type PaperTable } from '../../../../core/runs/grid/paper-tables.ts';

/** `settings` of several are those of the paper's tables: they are shown, not edited. */
export interface AxisDraft {
  readonly settings: readonly string[];
  readonly values: GridAxis['values'];
  /** As typed, for one setting that is a number. */
  readonly text: string;
}

export interface GridDraft {
  readonly name: string;
  readonly table: PaperTable | null;
  readonly steps: number;
  readonly seeds: string;
  readonly axes: readonly AxisDraft[];
}

const SEEDS = '0, 1, 2';

const shown = (value: unknown): string =>
  typeof value === 'number' ? String(Number(value.toPrecision(6))) : String(value);

export const axisText = (values: GridAxis['values']): string =>
  values.map((value) => (Array.isArray(value) ? value.map(shown).join('–') : shown(value))).join(', ');

const drafted = ({ settings, values }: GridAxis): AxisDraft => ({ settings, values, text: axisText(values) });

/** One axis with the present value of a setting, and all choices where it has few. */
export function newAxis(path: string, config: Config): AxisDraft {
  const parameter = findParameter(path);
  const present = readParameter(config, path) as number | string | boolean;
  const values =
    parameter?.kind === 'boolean'
      ? [true, false]
      : parameter?.kind === 'choice' && parameter.choices.length <= 4
        ? [...parameter.choices]
        : [present];
  return { settings: [path], values, text: axisText(values) };
}

export function emptyDraft(config: Config, name: string): GridDraft {
  const axes = [newAxis('augment.task', config)].map((axis) => ({
    ...axis,
    values: ['cutpaste', 'scar', '3way'],
  }));
  return { name, table: null, steps: config.training.steps, seeds: SEEDS, axes };
}

export function paperDraft(table: PaperTable, config: Config, steps: number, name: string): GridDraft {
  const base = withParameter(config, 'training.steps', steps);
  const { axes } = paperGrid(table, base, [0], name);
  return { name, table, steps, seeds: SEEDS, axes: axes.map(drafted) };
}

/** As a file has it; its base stands apart (`readDraft`). */
export function fileDraft({ name, table, base, seeds, axes }: Grid): GridDraft {
  return { name, table, steps: base.training.steps, seeds: seeds.join(', '), axes: axes.map(drafted) };
}

const numbers = (text: string): string[] =>
  text
    .split(/[,\s、,]+/)
    .map((part) => part.trim())
    .filter(Boolean);

function readSeeds(text: string): number[] {
  return numbers(text).map((part) => parseParameterText('seed', part) as number);
}

function readAxis(axis: AxisDraft): GridAxis {
  const [path] = axis.settings;
  const kind = findParameter(path)?.kind;
  const typed = axis.settings.length === 1 && (kind === 'number' || kind === 'integer');
  const values = typed
    ? numbers(axis.text).map((part) => parseParameterText(path, part) as number)
    : [...axis.values];
  return { settings: [...axis.settings], values };
}

export interface ReadDraft {
  readonly grid: Grid | null;
  readonly expansion: Expansion | null;
  readonly error: ErrorReport | null;
}

/** The grid that a draft stands for, on the present settings; or what is wrong with it. */
export function readDraft(draft: GridDraft, config: Config): ReadDraft {
  try {
    const base = withParameter(config, 'training.steps', draft.steps);
    const made = draft.table === null ? base : paperGrid(draft.table, base, [0], draft.name).base;
    const axes = draft.axes.map(readAxis);
    const empty = axes.find(({ values }) => values.length === 0);
    const seeds = readSeeds(draft.seeds);
    if (empty)
      throw new PlaygroundError('grid-no-value', 'A setting has no value.', { path: empty.settings[0] });
    if (seeds.length === 0) throw new PlaygroundError('grid-no-value', 'There is no seed.', { path: 'seed' });
    const name = draft.name.trim() || '–';
    const grid: Grid = { version: 1, name, base: made, axes, seeds, table: draft.table };
    return { grid, expansion: expandGrid(grid), error: null };
  } catch (error) {
    return { grid: null, expansion: null, error: toErrorReport(error) };
  }
}
