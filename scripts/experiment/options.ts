/**
 * Options of `cutpaste run`, `grid` and `check`, from the command line to a checked configuration. A mistake becomes a `UsageError` with a
 * message that says what is allowed; the command then exits with 2 and starts nothing.
 */
import { readFileSync, statSync } from 'node:fs';
import { conflictOf } from '../../src/core/config/conflicts.ts';
import { PRESETS } from '../../src/core/config/presets.ts';
import type { Config } from '../../src/core/config/schema.ts';
import { parseParameterText, withParameter } from '../../src/core/config/update.ts';
import { PlaygroundError } from '../../src/core/errors.ts';
import { expandGrid, parseGrid, type Grid } from '../../src/core/runs/grid/grid.ts';
import { TAKE_HOME_FORMATS, type TakeHomeFormat } from '../../src/services/detector/protocol.ts';
import type { BackendChoice } from '../../src/worker/protocol.ts';
import { readOptions, type ValuesOf } from '../command-line/option-table.ts';
import { UsageError } from '../command-line/usage-error.ts';
import { dataOrder, type DataOrder } from './data-options.ts';
import { BACKENDS, MAP_FORMS, PRESET_NAMES, RUN_OPTIONS, SAMPLE_NAMES } from './run-options.ts';

export { UsageError };

export interface DataSource {
  /** A folder of images, or null where a built-in sample is run. */
  readonly data: string | null;
  readonly sample: string | null;
  /** How the folder is to be read; as its names say when absent. */
  readonly order?: DataOrder;
  /** Fresh normal images on which alone the threshold is to rest: a folder, or an archive. */
  readonly calibrate?: string;
  /** A picture of the region of interest; absent for the whole image. */
  readonly roi?: string;
  /** A table of images that belong together. */
  readonly groups?: string;
  /** Folder for results: it is never data. */
  readonly out?: string;
}

export type MapForm = (typeof MAP_FORMS)[number];

export interface RunOptions extends DataSource {
  readonly kind: 'run';
  readonly out: string;
  readonly maps: MapForm;
  readonly preset: keyof typeof PRESETS;
  readonly backend: BackendChoice;
  /** Whether the no-training baseline is made after the run, where the page has the ImageNet backbone. */
  readonly baseline: boolean;
  /** Forms in which the finished run is exported as a detector, each once. */
  readonly exports: readonly TakeHomeFormat[];
  /** Whether corruptions of the test images are tried after the run, and parts of the training images. */
  readonly robustness: boolean;
  readonly learningCurve: boolean;
  /** Whether all training images are ranked after the run. */
  readonly doubtful: boolean;
  /** Leaves that differ from the preset, in the order given. */
  readonly changes: readonly { readonly path: string; readonly value: unknown }[];
  /** `--steps 0`: the network is judged as it comes and not trained. */
  readonly untrainedOnly: boolean;
  /** What the run will use: the preset with its changes. */
  readonly config: Config;
  /** Go on with the run in `out`: from its last checkpoint to its end, or after its end for another cycle. */
  readonly goOn: 'resume' | 'longer' | null;
  /** Whether preset or settings were given; else a run that goes on has those of its checkpoint. */
  readonly settingsGiven: boolean;
}

/** `--grid`: settings and seeds come from the file. */
export interface GridOptions extends DataSource {
  readonly kind: 'grid';
  readonly out: string;
  readonly maps: MapForm;
  readonly backend: BackendChoice;
  readonly grid: Grid;
}

/** `--check`: the folder is read and told, nothing is trained. */
export interface CheckOptions extends DataSource {
  readonly kind: 'check';
  readonly out: string;
}

export type Options = RunOptions | GridOptions | CheckOptions;

/** What `cutpaste run` was given; grid and check fill in the rest. */
export type RunValues = ValuesOf<typeof RUN_OPTIONS>;

function oneOf<T extends string>(name: string, value: string, allowed: readonly T[]): T {
  const found = allowed.find((choice) => choice === value);
  if (found !== undefined) return found;
  throw new UsageError(`--${name} must be one of ${allowed.join(', ')}, not "${value}".`);
}

/** @throws UsageError when there is no such file. */
function checkRegionFile(path: string | undefined): { readonly roi?: string } {
  if (path === undefined) return {};
  if (statSync(path, { throwIfNoEntry: false })?.isFile()) return { roi: path };
  throw new UsageError(`--roi: there is no file "${path}".`);
}

/** The assignments of --seed, --steps and --set as `[path, text]`. */
function assignments(seed: string | undefined, steps: string | undefined, sets: readonly string[]) {
  const list: [string, string][] = [];
  if (seed !== undefined) list.push(['seed', seed]);
  if (steps !== undefined) list.push(['training.steps', steps]);
  for (const text of sets) {
    const at = text.indexOf('=');
    if (at < 1)
      throw new UsageError(`--set needs key=value, for example --set training.steps=100, not "${text}".`);
    list.push([text.slice(0, at).trim(), text.slice(at + 1).trim()]);
  }
  return list;
}

/** @throws UsageError naming what is wrong with the file. */
function readGrid(path: string): Grid {
  if (!statSync(path, { throwIfNoEntry: false })?.isFile())
    throw new UsageError(`There is no grid file "${path}".`);
  let value: unknown;
  try {
    value = JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    throw new UsageError(`--grid: "${path}" cannot be read as JSON (${(error as Error).message}).`);
  }
  try {
    const grid = parseGrid(value);
    const { runs, invalid } = expandGrid(grid);
    if (runs.length > 0) return grid;
    const reasons = [...new Set(invalid.map(({ error }) => error.message))];
    throw new UsageError(`--grid: no combination can be run.\n  ${reasons.slice(0, 10).join('\n  ')}`);
  } catch (error) {
    if (!(error instanceof PlaygroundError)) throw error;
    throw new UsageError(`--grid: ${error.message}`);
  }
}

/**
 * The options in `argv` (without node and script).
 * @throws UsageError when an option is unknown, missing or has a value that is not allowed.
 */
export function parseOptions(argv: readonly string[]): Options {
  return optionsOf(readOptions(RUN_OPTIONS, argv));
}

/** @throws UsageError when an option is missing or has a value that is not allowed */
export function optionsOf(values: RunValues): Options {
  if (values.data?.trim() === '')
    throw new UsageError('--data is empty: give a folder of images, or an archive.');
  const order = dataOrder(values);
  if (values.calibrate !== undefined && (values.check || values.grid !== undefined))
    throw new UsageError('--calibrate belongs to a single run: it cannot stand beside --check or --grid.');
  const roi = checkRegionFile(values.roi);
  if (values.groups !== undefined && (values.check || values.grid !== undefined))
    throw new UsageError('--groups belongs to a single run: it cannot stand beside --check or --grid.');
  if (values.groups !== undefined && !statSync(values.groups, { throwIfNoEntry: false })?.isFile())
    throw new UsageError(`--groups: there is no file "${values.groups}".`);
  if (values.check) {
    if (values.data === undefined)
      throw new UsageError('--data is missing: a folder of images, or an archive, that is to be checked.');
    return { kind: 'check', data: values.data, sample: null, order, ...roi, out: values.out ?? '.' };
  }
  if (values.out === undefined) throw new UsageError('--out DIR is missing: where to write the results.');
  if ((values.data === undefined) === (values.sample === undefined)) {
    throw new UsageError('Give either --data DIR (a folder of images) or --sample NAME (a built-in set).');
  }
  const backend = oneOf('backend', values.backend, BACKENDS);
  const maps = oneOf('maps', values.maps, MAP_FORMS);
  const exports = TAKE_HOME_FORMATS.filter((format) =>
    values.export.map((text) => oneOf('export', text, TAKE_HOME_FORMATS)).includes(format),
  );
  const sample = values.sample === undefined ? null : oneOf('sample', values.sample, SAMPLE_NAMES);
  const { data = null, out } = values;
  const goOn = values.longer ? 'longer' : values.resume ? 'resume' : null;
  if (values.longer && values.resume)
    throw new UsageError(
      '--longer is for a finished run, --resume for one that was stopped: give one of them.',
    );
  const given = (['preset', 'seed', 'steps'] as const).filter((name) => values[name] !== undefined);
  const settings = [...given, ...(values.set.length > 0 ? ['set'] : [])];
  if (goOn === 'longer' && settings.length > 0)
    throw new UsageError(`--${settings[0]} cannot stand beside --longer: the run in --out has its settings.`);
  if (values.roi !== undefined && goOn === 'longer')
    throw new UsageError('--roi cannot stand beside --longer: the run in --out has its region.');
  if (values.grid !== undefined) {
    if (values.roi !== undefined)
      throw new UsageError(
        '--roi cannot stand beside --grid: give "data.region" in "base"."set" of its file. A run with --roi prints that text.',
      );
    if (exports.length > 0)
      throw new UsageError(
        '--export cannot stand beside --grid: run the combination that you choose by itself, with its settings.',
      );
    if (goOn !== null)
      throw new UsageError(`--${goOn} cannot stand beside --grid: a grid goes on by itself, run by run.`);
    if (settings.length > 0)
      throw new UsageError(
        `--${settings[0]} cannot stand beside --grid: settings and seeds are in its file.`,
      );
    const single = (['robustness', 'learning-curve', 'doubtful'] as const).find((name) => values[name]);
    if (single) throw new UsageError(`--${single} belongs to a single run: it cannot stand beside --grid.`);
    return { kind: 'grid', data, sample, order, out, maps, backend, grid: readGrid(values.grid) };
  }
  const preset = oneOf('preset', values.preset ?? 'quick', PRESET_NAMES);
  const untrainedOnly = values.steps?.trim() === '0';
  if (untrainedOnly && goOn !== null)
    throw new UsageError('--steps 0 trains nothing: there is no run to resume.');
  let config: Config = PRESETS[preset];
  const changes: { path: string; value: unknown }[] = [];
  try {
    for (const [path, text] of assignments(
      values.seed,
      untrainedOnly ? undefined : values.steps,
      values.set,
    )) {
      const value = parseParameterText(path, text);
      config = withParameter(config, path, value);
      changes.push({ path, value });
    }
    const conflict = conflictOf(config);
    if (conflict) throw conflict;
  } catch (error) {
    if (!(error instanceof PlaygroundError)) throw error;
    const hint = error.code === 'unknown-parameter' ? ' --help lists all keys.' : '';
    throw new UsageError(`${error.message}${hint}`);
  }
  return {
    kind: 'run',
    data,
    sample,
    order,
    ...(values.calibrate !== undefined && { calibrate: values.calibrate }),
    ...(values.groups !== undefined && { groups: values.groups }),
    ...roi,
    out,
    maps,
    preset,
    backend,
    baseline: !values['no-baseline'],
    robustness: values.robustness,
    learningCurve: values['learning-curve'],
    doubtful: values.doubtful,
    exports,
    changes,
    untrainedOnly,
    config,
    goOn,
    settingsGiven: settings.length > 0,
  };
}
