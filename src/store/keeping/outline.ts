/** Between the state of the page and a session as it is kept (core/project): images are named by their place instead of by id. */
import { version } from '../../../package.json';
import { pixelHash } from '../../core/dataset/pixel-hash.ts';
import type { DatasetItem } from '../../core/dataset/types.ts';
import type { KeptEvaluation, KeptItem, KeptPixels, SessionOutline } from '../../core/project/content.ts';
import type { KeptDensity } from '../../core/project/density.ts';
import type { Checkpoint, Evaluation, StepRecord } from '../../worker/protocol.ts';
import type { DatasetOrigin } from './keeping-state.ts';
import type { PlaygroundState } from '../state.ts';

/** What a session is made of; an older state of the page may be given. */
export type KeepableState = Pick<
  PlaygroundState,
  | 'className'
  | 'config'
  | 'confusion'
  | 'currentRunId'
  | 'datasetName'
  | 'evaluations'
  | 'formerEvaluations'
  | 'heldOutCount'
  | 'items'
  | 'lessonMet'
  | 'manualThreshold'
  | 'records'
  | 'stepMs'
>;

/** Stands for a run that was written without a place in the list of runs: the same for the same file. */
export function fingerprintOf({
  config,
  step,
  records,
  evaluations,
}: NonNullable<SessionOutline['run']>): string {
  const scores = evaluations.map(({ testScores }) => [...testScores]);
  const text = JSON.stringify([config, step, [...records.loss], scores]);
  return `opened-${pixelHash(new TextEncoder().encode(text)).toString(16)}`;
}

/** The same numbers with other names for the images. */
function renamed(evaluation: Evaluation, name: (id: string) => string): Evaluation {
  return {
    ...evaluation,
    testIds: evaluation.testIds.map(name),
    trainIds: evaluation.trainIds.map(name),
    calibrationIds: evaluation.calibrationIds.map(name),
    ...(evaluation.asideIds && { asideIds: evaluation.asideIds.map(name) }),
    otherMaps: evaluation.otherMaps.map((set) => ({ ...set, ids: set.ids.map(name) })),
  };
}

export function keptEvaluation(evaluation: Evaluation, places: ReadonlyMap<string, number>): KeptEvaluation {
  const name = (id: string): string => (places.has(id) ? `#${places.get(id)}` : 'gone');
  return renamed(evaluation, name) as KeptEvaluation;
}

/** @param ids of the items, in their order */
export const shownEvaluation = (kept: KeptEvaluation, ids: readonly string[]): Evaluation =>
  renamed(kept, (place) => (place === 'gone' ? place : ids[Number(place.slice(1))]));

export const placesOf = (items: readonly DatasetItem[]): ReadonlyMap<string, number> =>
  new Map(items.map(({ id }, i) => [id, i]));

const keptItem = (item: DatasetItem, hash: number): KeptItem => ({
  name: item.name,
  path: item.path,
  role: item.role,
  label: item.label,
  defectType: item.defectType,
  ...(item.file && { file: { ...item.file } }),
  ...(item.remark && { remark: item.remark }),
  ...(item.group !== undefined && { group: item.group }),
  hash,
  hasMask: item.mask !== null,
});

export const pixelsOf = ({ image, mask }: DatasetItem): KeptPixels => ({ image, mask });

const CURVES = ['step', 'loss', 'accuracy', 'learningRate'] as const;

function columnsOf(records: readonly StepRecord[]) {
  const [step, loss, accuracy, learningRate] = CURVES.map((name) =>
    Float64Array.from(records, (record) => record[name]),
  );
  return { step, loss, accuracy, learningRate };
}

export const recordsOf = ({
  step,
  loss,
  accuracy,
  learningRate,
}: ReturnType<typeof columnsOf>): StepRecord[] =>
  Array.from(step, (value, i) => ({
    step: value,
    loss: loss[i],
    accuracy: accuracy[i],
    learningRate: learningRate[i],
  }));

/**
 * The session as of `checkpoint`: what came after it is left out. Without one (nothing trained yet) there is no run in it.
 * @param evaluations which of the state's evaluations are written into it
 * @param density as fitted with the checkpoint's weights
 */
export function outlineOf(
  state: KeepableState,
  origin: DatasetOrigin,
  checkpoint: Checkpoint | null,
  savedAt: number,
  evaluations: readonly Evaluation[] = state.evaluations,
  density: KeptDensity | null = null,
  former: readonly Evaluation[] = state.formerEvaluations,
): SessionOutline {
  const places = placesOf(state.items);
  const keep = (all: readonly Evaluation[]) =>
    all.filter((one) => one.step <= step).map((one) => keptEvaluation(one, places));
  const step = checkpoint?.step ?? 0;
  const { sample, sizePx, fit, hashes } = origin;
  return {
    savedAt,
    page: version,
    config: state.config,
    dataset: {
      name: state.datasetName,
      sample: sample && { ...sample },
      className: state.className,
      heldOutCount: state.heldOutCount,
      sizePx,
      fit,
    },
    items: state.items.map((item, i) => keptItem(item, hashes[i])),
    run: checkpoint && {
      config: checkpoint.config,
      step,
      ...(checkpoint.tiles && { tiles: checkpoint.tiles }),
      tensors: checkpoint.tensors.map(({ name, shape }) => ({ name, shape: [...shape] })),
      records: columnsOf(state.records.filter((record) => record.step <= step)),
      confusion: state.confusion && Int32Array.from(state.confusion),
      stepMs: state.stepMs,
      manualThreshold: state.manualThreshold,
      evaluations: keep(evaluations),
      ...(former.length > 0 && { formerEvaluations: keep(former) }),
      runId: state.currentRunId,
      density,
    },
    lessonMet: [...state.lessonMet],
  };
}
