/**
 * Older versions of the project file, brought to the present one step by step. Version 1 named a sample without its seed (always 0), wrote the
 * training curve as rows, and knew neither goals of the textbook nor the run's place in the list of runs. Version 2 had a place for the
 * density's numbers without a form; the page never filled it.
 */
import { PlaygroundError } from '../errors.ts';

export const PROJECT_VERSION = 3;

type Node = Readonly<Record<string, unknown>>;
const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const CURVES = ['step', 'loss', 'accuracy', 'learningRate'] as const;

function columnsOf(rows: unknown): unknown {
  if (!Array.isArray(rows)) return rows;
  return Object.fromEntries(
    CURVES.map((name) => [name, Float64Array.from(rows, (row: Node) => Number(row?.[name] ?? Number.NaN))]),
  );
}

function fromVersion1(session: Node): Node {
  const { dataset, run } = session;
  return {
    ...session,
    lessonMet: [],
    dataset:
      isNode(dataset) && typeof dataset.sample === 'string'
        ? { ...dataset, sample: { name: dataset.sample, seed: 0 } }
        : dataset,
    run: isNode(run) ? { ...run, records: columnsOf(run.records), runId: null, density: null } : run,
  };
}

function fromVersion2(session: Node): Node {
  const { run } = session;
  return { ...session, run: isNode(run) ? { ...run, density: null } : run };
}

/** From each older version to the next. */
const STEPS: Readonly<Record<number, (session: Node) => Node>> = {
  1: fromVersion1,
  2: fromVersion2,
};

/**
 * The session as the present version writes it; still to be checked by `parseSession`.
 * @throws PlaygroundError `project-newer`
 */
export function migrate(session: unknown, version: number): unknown {
  if (version > PROJECT_VERSION) {
    throw new PlaygroundError(
      'project-newer',
      `The project file was written by a newer version of the page (format ${version}). Nothing was changed.`,
      { version },
    );
  }
  if (!isNode(session)) return session;
  let current = session;
  for (let from = version; from < PROJECT_VERSION; from++) current = STEPS[from](current);
  return current;
}
