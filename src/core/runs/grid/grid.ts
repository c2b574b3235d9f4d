/**
 * A grid of runs: a base configuration, values for any settings, and seeds (section 4: every figure of the paper's tables is a mean over
 * five seeds). Expanding it gives every combination in order; what the schema or the method refuses is named with its reason, never
 * silently left out.
 */
import * as v from 'valibot';
import { PlaygroundError } from '../../errors.ts';
import { PRESETS } from '../../config/presets.ts';
import type { Config } from '../../config/schema.ts';
import { parseConfig, withParameter } from '../../config/update.ts';
import { findParameter } from '../../config/parameters.ts';
import { keyWithoutSeed, type Leaf } from '../config-leaves.ts';
import { conflictOf } from '../../config/conflicts.ts';

const leafSchema = v.union([v.string(), v.number(), v.boolean()]);

const axisSchema = v.object({
  /** Paths that take a value together, for example the four strengths of a jitter. */
  settings: v.pipe(
    v.array(v.string()),
    v.minLength(1, 'an axis needs a setting'),
    v.check((paths) => new Set(paths).size === paths.length, 'a setting occurs twice'),
  ),
  /** One value for all settings, or a list with one for each. */
  values: v.pipe(
    v.array(v.union([leafSchema, v.array(leafSchema)])),
    v.minLength(1, 'an axis needs a value'),
    v.maxLength(100, 'an axis has at most 100 values'),
  ),
});

/** As a file (`npm run experiment -- --grid file.json`) has it. */
const gridFileSchema = v.object({
  version: v.literal(1),
  name: v.pipe(v.string(), v.minLength(1), v.maxLength(200)),
  base: v.union([
    // Nothing else beside it: a whole configuration that is not valid must not pass for the preset that it names.
    v.strictObject({
      preset: v.picklist(Object.keys(PRESETS) as (keyof typeof PRESETS)[]),
      set: v.optional(v.record(v.string(), leafSchema), {}),
    }),
    /** A whole configuration, checked by `parseConfig`. */
    v.looseObject({ version: v.literal(1) }),
  ]),
  axes: v.pipe(v.array(axisSchema), v.maxLength(6, 'a grid has at most 6 axes')),
  seeds: v.pipe(
    v.array(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(0x7fffffff))),
    v.minLength(1, 'a grid needs a seed'),
    v.maxLength(100, 'a grid has at most 100 seeds'),
  ),
  /** Which table of the paper it repeats, to show its figures beside. */
  table: v.optional(v.nullable(v.picklist([4, 5, 6, 7, 8])), null),
});

export type GridAxis = v.InferOutput<typeof axisSchema>;

export interface Grid {
  readonly version: 1;
  readonly name: string;
  readonly base: Config;
  readonly axes: readonly GridAxis[];
  readonly seeds: readonly number[];
  readonly table: 4 | 5 | 6 | 7 | 8 | null;
}

/** More runs than this are a mistake of typing. */
const MOST_RUNS = 2000;

const bad = (path: string, reason: string): PlaygroundError =>
  new PlaygroundError('bad-grid', `The grid is not valid at ${path}: ${reason}.`, { path, reason });

/**
 * A grid from outside, whole or not at all; `base` becomes a complete configuration.
 * @throws PlaygroundError `bad-grid`, `unknown-parameter` or `bad-parameter`.
 */
export function parseGrid(value: unknown): Grid {
  const result = v.safeParse(gridFileSchema, value);
  if (!result.success) {
    const [issue] = result.issues;
    throw bad(v.getDotPath(issue) ?? '(whole)', issue.message);
  }
  const { base, ...rest } = result.output;
  const config =
    'version' in base
      ? parseConfig(base)
      : Object.entries(base.set).reduce<Config>(
          (made, [path, leaf]) => withParameter(made, path, leaf),
          PRESETS[base.preset],
        );
  const grid = { ...rest, base: config };
  checkAxes(grid);
  return grid;
}

/** Paths exist, are in one axis only and are not the seed; lists are as long as their settings. */
function checkAxes({ axes, seeds }: Pick<Grid, 'axes' | 'seeds'>): void {
  if (seeds.length === 0) throw bad('seeds', 'a grid needs a seed');
  const seen = new Set<string>();
  axes.forEach(({ settings, values }, i) => {
    for (const path of settings) {
      if (path === 'seed') throw bad(`axes.${i}`, 'seeds have a list of their own, "seeds"');
      if (!findParameter(path)) throw bad(`axes.${i}`, `there is no setting "${path}"`);
      if (seen.has(path)) throw bad(`axes.${i}`, `${path} is in two axes`);
      seen.add(path);
    }
    for (const value of values) {
      if (Array.isArray(value) && value.length !== settings.length)
        throw bad(`axes.${i}`, `${value.length} values stand for ${settings.length} settings`);
    }
  });
  const runs = axes.reduce((product, { values }) => product * values.length, seeds.length);
  if (runs > MOST_RUNS) throw bad('(whole)', `${runs} runs are more than ${MOST_RUNS}`);
}

/** One combination: what is set, in order of the axes. */
export type Assignment = readonly { readonly path: string; readonly value: Leaf }[];

export interface GridCell {
  readonly set: Assignment;
  /** The place on each axis. */
  readonly at: readonly number[];
  /** With the first seed. */
  readonly config: Config;
  /** `keyWithoutSeed`. */
  readonly key: string;
}

export interface GridRun {
  /** Place in `runs`. */
  readonly index: number;
  /** Place in `cells`. */
  readonly cell: number;
  readonly seed: number;
  readonly config: Config;
}

export interface Expansion {
  readonly cells: readonly GridCell[];
  /** All cells with the first seed, then with the second, ...: a table has all its rows early. */
  readonly runs: readonly GridRun[];
  /** Combinations that cannot be run, with the reason (an error of the catalogue). */
  readonly invalid: readonly { readonly set: Assignment; readonly error: PlaygroundError }[];
  /** Combinations that are another one over again. */
  readonly duplicates: readonly { readonly set: Assignment; readonly of: Assignment }[];
}

function assignmentsOf({ settings, values }: GridAxis): Assignment[] {
  return values.map((value) =>
    settings.map((path, i) => ({ path, value: Array.isArray(value) ? value[i] : value })),
  );
}

/** The configuration with the values of one axis, or why it cannot have them. */
function withValues(base: Config | PlaygroundError, values: Assignment): Config | PlaygroundError {
  if (base instanceof PlaygroundError) return base;
  try {
    return values.reduce((made, { path, value }) => withParameter(made, path, value), base);
  } catch (error) {
    if (error instanceof PlaygroundError) return error;
    throw error;
  }
}

const expansions = new WeakMap<Grid, Expansion>();

/** `expandGrid`, once for each grid. */
export function expansionOf(grid: Grid): Expansion {
  const known = expansions.get(grid) ?? expandGrid(grid);
  expansions.set(grid, known);
  return known;
}

/** @throws PlaygroundError `bad-grid` */
export function expandGrid(grid: Grid): Expansion {
  checkAxes(grid);
  const axes = grid.axes.map(assignmentsOf);
  const seeds = [...new Set(grid.seeds)];
  const cells: GridCell[] = [];
  const invalid: { set: Assignment; error: PlaygroundError }[] = [];
  const duplicates: { set: Assignment; of: Assignment }[] = [];
  const known = new Map<string, GridCell>();
  // The last axis runs fastest; what the axes before it make is made once. Settings may only be valid together (a smallest and a
  // largest area), so that the method's rules are asked of the finished configuration.
  const visit = (
    axis: number,
    made: Config | PlaygroundError,
    set: Assignment,
    at: readonly number[],
  ): void => {
    if (axis < axes.length) {
      axes[axis].forEach((values, place) =>
        visit(axis + 1, withValues(made, values), [...set, ...values], [...at, place]),
      );
      return;
    }
    const refused = made instanceof PlaygroundError ? made : conflictOf(made);
    if (refused || made instanceof PlaygroundError) {
      if (refused) invalid.push({ set, error: refused });
      return;
    }
    const config = { ...made, seed: seeds[0] };
    const key = keyWithoutSeed(config);
    const twin = known.get(key);
    if (twin) {
      duplicates.push({ set, of: twin.set });
      return;
    }
    const cell = { set, at, config, key };
    known.set(key, cell);
    cells.push(cell);
  };
  visit(0, grid.base, [], []);
  const runs = seeds
    .flatMap((seed) => cells.map(({ config }, cell) => ({ cell, seed, config: { ...config, seed } })))
    .map((run, index) => ({ index, ...run }));
  return { cells, runs, invalid, duplicates };
}
