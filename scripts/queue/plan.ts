/**
 * The plan of a grid, as its server gives it to workers: the grid's file, the images by name and content, and how to run. A worker computes
 * configurations and hashes from it with the grid's own code, so that nothing runs which the schema does not accept.
 */
import * as v from 'valibot';
import { expandGrid, parseGrid, type Grid } from '../../src/core/runs/grid/grid.ts';
import type { Config } from '../../src/core/config/schema.ts';
import { SAMPLES } from '../../src/core/samples/samples.ts';
import type { BackendChoice } from '../../src/worker/protocol.ts';
import { runHash } from '../experiment/grid-identity.ts';
import { plain } from './words.ts';

/** A plan larger than this is not one. */
export const PLAN_BYTES = 64 * 2 ** 20;
const MOST_FILES = 300_000;

export const MAPS = ['chosen', 'all', 'none'] as const;
/** Which anomaly maps a worker hands back: those of the report, all, or none. */
export type MapsWanted = (typeof MAPS)[number];

const BACKENDS: readonly BackendChoice[] = ['auto', 'webgpu', 'webgl', 'wasm', 'cpu'];

/** One part of a path that means the same on every system and leads nowhere else. */
const isSafePart = (part: string): boolean =>
  part !== '' && part !== '.' && part !== '..' && !/[\p{Cc}/\\:*?"<>|]/u.test(part) && !/[. ]$/.test(part);

export const isSafePath = (path: string): boolean => path.split('/').every(isSafePart);

const hash = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/));
const size = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(2 ** 40));
const safe = (most: number) =>
  v.pipe(v.string(), v.maxLength(most), v.check(isSafePath, 'a path leads out of its folder'));

const datasetSchema = v.union([
  v.object({ hash, sample: v.picklist(SAMPLES.map(({ name }) => name)) }),
  v.object({
    hash,
    sample: v.null(),
    /** Of the folder: the page shows it, and paths begin with it. */
    name: v.pipe(v.string(), v.maxLength(255), v.check(isSafePart, 'not a folder name')),
    files: v.pipe(
      v.array(v.object({ path: safe(1000), bytes: size, sha256: hash })),
      v.minLength(1),
      v.maxLength(MOST_FILES),
      v.check((files) => new Set(files.map(({ path }) => path)).size === files.length, 'a path occurs twice'),
    ),
  }),
]);
export type Dataset = v.InferOutput<typeof datasetSchema>;
export type FolderDataset = Extract<Dataset, { readonly sample: null }>;

const planSchema = v.object({
  version: v.literal(1),
  /** Checked by `parseGrid`. */
  grid: v.unknown(),
  dataset: datasetSchema,
  backend: v.picklist(BACKENDS),
  maps: v.picklist(MAPS),
});

export interface Plan {
  readonly version: 1;
  readonly grid: Grid;
  readonly dataset: Dataset;
  readonly backend: BackendChoice;
  readonly maps: MapsWanted;
}

export interface RunOfPlan {
  readonly hash: string;
  readonly config: Config;
  /** `scar 0.03, seed 1` */
  readonly label: string;
}

export interface ReadPlan extends Plan {
  readonly runs: ReadonlyMap<string, RunOfPlan>;
}

/** What tells the runs of a grid apart, in one line. */
export function runLabel(values: readonly unknown[], seed: number): string {
  return plain([values.map(String).join(' '), `seed ${seed}`].filter(Boolean).join(', '));
}

/** @throws Error that names the first thing that is wrong */
export function readPlan(value: unknown): ReadPlan {
  const found = v.safeParse(planSchema, value);
  if (!found.success) {
    const [issue] = found.issues;
    throw new Error(
      `The plan of the grid is not valid at ${v.getDotPath(issue) ?? '(whole)'}: ${issue.message}.`,
    );
  }
  const plan = { ...found.output, grid: parseGrid(found.output.grid) };
  const { cells, runs } = expandGrid(plan.grid);
  const byHash = runs.map(({ config, cell, seed }): [string, RunOfPlan] => {
    const runKey = runHash(config, plan.dataset.hash);
    const values = cells[cell].set.map((one) => one.value);
    return [runKey, { hash: runKey, config, label: runLabel(values, seed) }];
  });
  return { ...plan, runs: new Map(byHash) };
}
