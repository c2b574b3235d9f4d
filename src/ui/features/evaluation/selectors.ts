/**
 * Everything the side panel shows, derived from the last evaluation and the labels as they are now: a label changed by hand
 * moves the curve at once, without the engine. Curves and counts come from core/metrics.
 */
import { intervalGroups } from '../../../core/calibration/given-groups.ts';
import type { DatasetItem } from '../../../core/dataset/types.ts';
import { aurocInterval, type AurocWithInterval } from '../../../core/metrics/auroc-interval.ts';
import { decimate } from '../../../core/metrics/decimate.ts';
import { averagePrecision, confusionAt, type Confusion } from '../../../core/metrics/precision-recall.ts';
import { rocCurve } from '../../../core/metrics/roc.ts';
import type { PlaygroundState } from '../../../store/state.ts';
import type { Evaluation } from '../../../worker/protocol.ts';
import { memoByOne, memoByTwo, memoLast } from './memo.ts';

/** A test image with its score in the last evaluation. */
export interface TestResult {
  readonly item: DatasetItem;
  readonly score: number;
  readonly anomalous: boolean;
  /** Position in the evaluation, also of its map. */
  readonly index: number;
}

/** Scores with labels behind the curves: real test images, or synthetic defects where no real ones exist. */
export interface ScoredSet {
  readonly source: 'test' | 'synthetic';
  readonly scores: Float64Array;
  /** 1 where anomalous. */
  readonly labels: Uint8Array;
  /** Ids in the order of the scores; empty for synthetic defects. */
  readonly ids: readonly string[];
  readonly normal: number;
  readonly anomalous: number;
  /** Group of each image, where some belong together. */
  readonly groups?: readonly string[];
}

export interface RocPoint {
  /** False-positive rate. */
  readonly x: number;
  /** True-positive rate. */
  readonly y: number;
  readonly threshold: number;
}

type WithEvaluations = Pick<PlaygroundState, 'evaluations'>;
type WithItems = WithEvaluations & Pick<PlaygroundState, 'items'>;
type WithThreshold = WithEvaluations & Pick<PlaygroundState, 'manualThreshold'>;

export const selectLatest = (state: WithEvaluations): Evaluation | null => state.evaluations.at(-1) ?? null;

/** The evaluation before training, step 0. */
const selectUntrained = (state: WithEvaluations): Evaluation | null =>
  state.evaluations.find((evaluation) => evaluation.step === 0) ?? null;

const itemsById = memoByOne(
  (items: readonly DatasetItem[]) => new Map(items.map((item) => [item.id, item] as const)),
);

/** Test images that are still in the data set and still test images, in the order of the evaluation. */
const testResults = memoByTwo(
  (evaluation: Evaluation, items: readonly DatasetItem[]): readonly TestResult[] => {
    const byId = itemsById(items);
    return evaluation.testIds.flatMap((id, index) => {
      const item = byId.get(id);
      if (!item || item.role !== 'test') return [];
      return [{ item, index, score: evaluation.testScores[index], anomalous: item.label === 'anomalous' }];
    });
  },
);

const scoredSet = memoByTwo((evaluation: Evaluation, items: readonly DatasetItem[]): ScoredSet => {
  const results = testResults(evaluation, items);
  const anomalous = results.filter((result) => result.anomalous).length;
  if (anomalous === 0 && evaluation.synthetic) return syntheticSet(evaluation.synthetic);
  return {
    source: 'test',
    scores: Float64Array.from(results, (result) => result.score),
    labels: Uint8Array.from(results, (result) => Number(result.anomalous)),
    ids: results.map((result) => result.item.id),
    ...intervalGroups(
      items,
      results.map((result) => result.item.id),
    ),
    normal: results.length - anomalous,
    anomalous,
  };
});

function syntheticSet({ normalScores, defectScores }: NonNullable<Evaluation['synthetic']>): ScoredSet {
  const labels = new Uint8Array(normalScores.length + defectScores.length).fill(1, normalScores.length);
  return {
    source: 'synthetic',
    scores: Float64Array.from([...normalScores, ...defectScores]),
    labels,
    ids: [],
    normal: normalScores.length,
    anomalous: defectScores.length,
  };
}

const NO_RESULTS: readonly TestResult[] = [];

export function selectResults(state: WithItems): readonly TestResult[] {
  const latest = selectLatest(state);
  return latest ? testResults(latest, state.items) : NO_RESULTS;
}

export function selectScoredSet(state: WithItems): ScoredSet | null {
  const latest = selectLatest(state);
  return latest && scoredSet(latest, state.items);
}

export interface Summary {
  readonly auroc: number | null;
  /** The same method as in runs, comparisons and reports. */
  readonly interval: AurocWithInterval | null;
  readonly averagePrecision: number | null;
}

const summaryOf = memoByOne((set: ScoredSet): Summary => {
  const interval = aurocInterval(set.scores, set.labels, { ...(set.groups && { groups: set.groups }) });
  return {
    auroc: interval?.auroc ?? null,
    interval,
    averagePrecision: averagePrecision(set.scores, set.labels),
  };
});

/** AUROC and AP of the last evaluation. */
export function selectSummary(state: WithItems): Summary | null {
  const set = selectScoredSet(state);
  return set && summaryOf(set);
}

/** AUROC of the untrained network on the same images. */
export function selectUntrainedAuroc(state: WithItems): number | null {
  const untrained = selectUntrained(state);
  return untrained && summaryOf(scoredSet(untrained, state.items)).auroc;
}

const rocPointsOf = memoByOne((set: ScoredSet): readonly RocPoint[] | null => {
  const curve = rocCurve(set.scores, set.labels);
  if (!curve) return null;
  const points = Array.from(curve.fpr, (x, i) => ({ x, y: curve.tpr[i], threshold: curve.thresholds[i] }));
  return decimate(points);
});

/** At most 500 points; null where a class is missing. */
export function selectRoc(state: WithItems): readonly RocPoint[] | null {
  const set = selectScoredSet(state);
  return set && rocPointsOf(set);
}

/** The untrained network's curve on the same images; null where it is the last one. */
export function selectUntrainedRoc(state: WithItems): readonly RocPoint[] | null {
  const untrained = selectUntrained(state);
  if (!untrained || untrained === selectLatest(state)) return null;
  return rocPointsOf(scoredSet(untrained, state.items));
}

/** ImageNet features without training on the same images; null until they are measured. */
export function selectBaselineSet(state: WithItems & Pick<PlaygroundState, 'pretrained'>): ScoredSet | null {
  return state.pretrained && scoredSet(state.pretrained, state.items);
}

export function selectBaselineAuroc(state: WithItems & Pick<PlaygroundState, 'pretrained'>): number | null {
  const set = selectBaselineSet(state);
  return set && summaryOf(set).auroc;
}

export function selectBaselineRoc(
  state: WithItems & Pick<PlaygroundState, 'pretrained'>,
): readonly RocPoint[] | null {
  const set = selectBaselineSet(state);
  return set && rocPointsOf(set);
}

export interface StepPoint {
  readonly x: number;
  readonly y: number;
}

const history = memoByTwo(
  (evaluations: readonly Evaluation[], items: readonly DatasetItem[]): readonly StepPoint[] =>
    decimate(
      evaluations.flatMap((evaluation) => {
        const y = summaryOf(scoredSet(evaluation, items)).auroc;
        return y === null ? [] : [{ x: evaluation.step, y }];
      }),
    ),
);

/** AUROC of every evaluation with today's labels, at most 500 points. */
export const selectAurocHistory = (state: WithItems): readonly StepPoint[] =>
  history(state.evaluations, state.items);

/** The same of the looks between evaluations. */
export const selectLookHistory = ({
  looks,
  items,
}: Pick<PlaygroundState, 'looks' | 'items'>): readonly StepPoint[] => history(looks, items);

/** The threshold in force: dragged by hand, else the automatic one. */
export const selectThreshold = (state: WithThreshold): number | null =>
  state.manualThreshold ?? selectLatest(state)?.threshold ?? null;

const confusion = memoLast((set: ScoredSet, threshold: number): Confusion =>
  confusionAt(set.scores, set.labels, threshold),
);

export function selectConfusion(state: WithItems & WithThreshold): Confusion | null {
  const set = selectScoredSet(state);
  const threshold = selectThreshold(state);
  return set && threshold !== null ? confusion(set, threshold) : null;
}
