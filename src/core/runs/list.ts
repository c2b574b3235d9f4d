/** The list of runs: filters and order. */
import { lastMetrics, type RunRecord } from './types.ts';

export interface RunFilter {
  /** Empty for all. */
  readonly dataset: string;
  readonly task: string;
  readonly backbone: string;
  readonly starred: boolean;
  /** Also the runs of the textbook. */
  readonly lessons: boolean;
  /** Words that must all occur in the name, the note or a setting's value. */
  readonly text: string;
}

export const NO_FILTER: RunFilter = {
  dataset: '',
  task: '',
  backbone: '',
  starred: false,
  lessons: false,
  text: '',
};

export type RunSort = 'started' | 'name' | 'dataset' | 'task' | 'backbone' | 'seed' | 'steps' | 'auroc';

const words = (text: string): string[] => text.toLowerCase().split(/\s+/).filter(Boolean);

function matches(run: RunRecord, filter: RunFilter): boolean {
  const { config, dataset } = run;
  if (filter.dataset !== '' && dataset.name !== filter.dataset) return false;
  if (filter.task !== '' && config.augment.task !== filter.task) return false;
  if (filter.backbone !== '' && config.model.backbone !== filter.backbone) return false;
  if (filter.starred && !run.starred) return false;
  if (!filter.lessons && run.lesson !== undefined && !run.starred) return false;
  const { task } = config.augment;
  const { backbone } = config.model;
  const searched = [run.name, run.note, dataset.name, task, backbone, run.state].join(' ').toLowerCase();
  return words(filter.text).every((word) => searched.includes(word));
}

export function filterRuns(runs: readonly RunRecord[], filter: RunFilter): readonly RunRecord[] {
  return runs.filter((run) => matches(run, filter));
}

const VALUES: Readonly<Record<RunSort, (run: RunRecord) => string | number | null>> = {
  started: (run) => run.startedAt,
  name: (run) => run.name.toLowerCase(),
  dataset: (run) => run.dataset.name,
  task: (run) => run.config.augment.task,
  backbone: (run) => run.config.model.backbone,
  seed: (run) => run.config.seed,
  steps: (run) => run.step,
  auroc: (run) => lastMetrics(run)?.auroc ?? null,
};

/** Runs without a value come last in both directions; equal ones newest first. */
export function sortRuns(runs: readonly RunRecord[], by: RunSort, descending: boolean): readonly RunRecord[] {
  const sign = descending ? -1 : 1;
  const value = VALUES[by];
  return [...runs].sort((a, b) => {
    const [x, y] = [value(a), value(b)];
    if (x === null || y === null) return Number(x === null) - Number(y === null);
    return x < y ? -sign : x > y ? sign : b.startedAt - a.startedAt;
  });
}

/** The values of a filter that occur, in alphabetical order. */
export function choicesOf(
  runs: readonly RunRecord[],
  by: 'dataset' | 'task' | 'backbone',
): readonly string[] {
  return [...new Set(runs.map((run) => String(VALUES[by](run))))].sort();
}
