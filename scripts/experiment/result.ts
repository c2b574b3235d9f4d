/** The numbers of result.json from a snapshot of the page, with the same core/metrics that the side panel uses. */
import { viewsPerSource } from '../../src/core/augment/batch-size.ts';
import { deviationsOf, type Deviation } from '../../src/core/config/deviations.ts';
import type { Config } from '../../src/core/config/schema.ts';
import type { SkippedFile } from '../../src/core/dataset/types.ts';
import type { Locality } from '../../src/core/density/locality.ts';
import { cheapestThreshold, costAt, type CostAt } from '../../src/core/calibration/costs.ts';
import { pValue } from '../../src/core/calibration/conformal.ts';
import { checkData, type DataCheck } from '../../src/core/calibration/data-check.ts';
import { basisOf, thresholdPromise, type ThresholdPromise } from '../../src/core/calibration/basis.ts';
import {
  firstTenth,
  rankDoubtful,
  type DoubtfulImage,
  type TrainingRanking,
} from '../../src/core/calibration/doubtful.ts';
import {
  groupsOfImages,
  intervalGroups,
  type GroupedImages,
} from '../../src/core/calibration/given-groups.ts';
import { summariseCurve, type CurveSummary } from '../../src/core/calibration/learning-curve.ts';
import { findCorruption } from '../../src/core/robustness/corruptions/registry.ts';
import { robustnessPoints, type RobustnessPoint } from '../../src/core/robustness/report.ts';
import type { Aupimo } from '../../src/core/metrics/aupimo.ts';
import { aurocInterval } from '../../src/core/metrics/auroc-interval.ts';
import { scoresByType } from '../../src/core/metrics/grouped.ts';
import {
  averagePrecision,
  bestF1,
  confusionAt,
  type Confusion,
} from '../../src/core/metrics/precision-recall.ts';
import { missingClass, type MissingClass } from '../../src/core/metrics/ranking.ts';
import { auroc } from '../../src/core/metrics/roc.ts';
import { divergenceOf, type Divergence } from '../../src/core/schedule/divergence.ts';
import { betterWithout, proxySign, type EarlySign } from '../../src/core/schedule/early-signs.ts';
import { protocolCard, type ProtocolCard } from '../../src/core/calibration/protocol-card.ts';
import type { BackendComparison, LocalityAdvice, PixelMetrics, RunPlan } from '../../src/worker/protocol.ts';
import type { RunTimings, Snapshot, SnapshotEvaluation } from './snapshot.ts';

export interface MapMetrics {
  readonly pixelAuroc: number;
  readonly pixelAveragePrecision: number;
  readonly aupro: number;
  /** To a false-positive rate of 0.05. */
  readonly aupro05: number | null;
  /** Over the anomalous images: mean and median of AUPIMO; null where normal pixels are too few, and of parts of the test set. */
  readonly aupimo: Aupimo | null;
  readonly pixelF1: number;
  readonly iouAtThreshold: number;
  /** Segmentation F1 (Dice) at a threshold that normal images alone have set. */
  readonly pixelF1AtNormalThreshold: number;
}

export interface ExperimentResult {
  /** Of a run of a grid: what it is recognised by when the grid is started again. */
  readonly hash?: string;
  /** Of a run that went on after it was stopped, or was trained longer: the step from which. Times are of the part since. */
  readonly resumedFrom?: number;
  readonly version: string;
  readonly dataset: string;
  readonly seed: number;
  readonly backend: string | null;
  readonly device: string | null;
  readonly threads: number | null;
  /** Where the backend was chosen by measurement: a step on each that was tried. */
  readonly backendsCompared?: BackendComparison;
  /** On WebGPU: how products were cut up (`--set kernels.tiles=` takes it to repeat the run); `software` on an adapter without a GPU. */
  readonly tiles?: RunPlan['tiles'];
  readonly counts: {
    readonly train: number;
    /** How many the threshold rests on: kept from the training images, or given for it alone. */
    readonly calibration: number;
    /** Normal images that were given for the threshold alone; they are in no other count. */
    readonly given: number;
    readonly testNormal: number;
    readonly testAnomalous: number;
    readonly skipped: readonly SkippedFile[];
  };
  readonly steps: number;
  readonly finalLoss: number | null;
  /** Null unless training diverged: the loss over the last steps, and that of guessing (core/schedule/divergence). */
  readonly lossAboveChance: Divergence | null;
  readonly finalProxyAccuracy: number | null;
  /** What speaks against this training, as the page says it below the figure (core/schedule/early-signs). */
  readonly signs: readonly EarlySign[];
  readonly untrained: { readonly imageAuroc: number | null };
  readonly imageAuroc: number | null;
  /** 95 %, as the page shows it (core/metrics/auroc-interval). */
  readonly imageAurocInterval: { readonly low: number; readonly high: number } | null;
  /** Why AUROC, average precision and F1 are null; null where both classes are there. */
  readonly noImageMetrics: MissingClass | null;
  readonly averagePrecision: number | null;
  readonly bestF1: number | null;
  readonly threshold: number;
  /** What the threshold promises and what it rests on; null for the rules that promise nothing. */
  readonly promise: ThresholdPromise | null;
  /** Whether the normal test images are like the training images, and what separates normal from anomalous without a model. */
  readonly dataCheck: DataCheck;
  /** At the prices of the configuration: of the threshold above, and the cheapest (which has seen the test labels); null where a class is missing. */
  readonly costs: { readonly atThreshold: CostAt; readonly cheapest: CostAt } | null;
  readonly protocol: ProtocolCard;
  /** By corruption: AUROC, false alarms and recall over its levels, at `threshold`; null where it was not tried. */
  readonly robustness: Readonly<
    Record<
      string,
      { readonly unit: string; readonly images: number; readonly points: readonly RobustnessPoint[] }
    >
  > | null;
  /** AUROC and the threshold's uncertainty over parts of the training images, the network as it is; null where it was not measured. */
  readonly learningCurve: CurveSummary | null;
  /** Training images that look least normal, the first tenth of all that were ranked; null where they were not. doubtful.csv has all. */
  readonly doubtful: {
    readonly by: TrainingRanking['by'];
    /** Ranked, and training images in all. */
    readonly ranked: number;
    readonly of: number;
    readonly first: readonly DoubtfulPath[];
  } | null;
  /** Images that belong together (tiles of a photograph, shots of one part): no split and no interval takes them apart. */
  readonly groups: Omit<GroupedImages, 'groupOf'>;
  readonly confusion: Confusion | null;
  readonly pixelAuroc: number | null;
  readonly pixelAveragePrecision: number | null;
  readonly aupro: number | null;
  readonly pixelF1: number | null;
  /** By kind of map: the preset's main kind, the other kinds of the run, and the no-training baseline's. */
  readonly maps: Readonly<Record<string, MapMetrics | null>>;
  /** What the training images say about one Gaussian for all places or a mean per place, and what was used. */
  readonly locality: { readonly used: Locality; readonly advice: LocalityAdvice | null };
  /** ImageNet features with the same density, without training; null where they were not made. */
  readonly pretrained: { readonly imageAuroc: number | null } | null;
  /** AUROC of each defect type against all normal test images, and pixel metrics of its images by kind of map. */
  readonly defectTypes: Readonly<
    Record<
      string,
      {
        readonly count: number;
        readonly imageAuroc: number | null;
        /** Share of its images that the threshold finds. */
        readonly recall: number;
        readonly maps: Readonly<Record<string, MapMetrics | null>>;
      }
    >
  >;
  readonly history: readonly { readonly step: number; readonly imageAuroc: number | null }[];
  readonly timings: RunTimings;
  /** Where the configuration differs from what the paper states. */
  readonly deviations: readonly Deviation[];
  readonly config: Config;
}

export interface DoubtfulPath extends Omit<DoubtfulImage, 'id'> {
  readonly path: string;
}

/** One test image with its score. */
export interface ScoredImage {
  readonly id: string;
  readonly path: string;
  readonly defectType: string;
  readonly anomalous: boolean;
  readonly score: number;
  /** Among the normal images behind the threshold. */
  readonly pValue: number;
}

/** Test images of an evaluation with their labels. Images that are no longer in the data set are left out. */
export function scoredImages(snapshot: Snapshot, evaluation: SnapshotEvaluation): ScoredImage[] {
  const items = new Map(snapshot.items.map((item) => [item.id, item]));
  const normal = basisOf(evaluation).scores;
  return evaluation.testIds.flatMap((id, i) => {
    const item = items.get(id);
    if (!item) return [];
    const { path, defectType, label } = item;
    const score = evaluation.testScores[i];
    return [{ id, path, defectType, anomalous: label === 'anomalous', score, pValue: pValue(score, normal) }];
  });
}

const scoresOf = (images: readonly ScoredImage[]): number[] => images.map(({ score }) => score);
const labelsOf = (images: readonly ScoredImage[]): boolean[] => images.map(({ anomalous }) => anomalous);
const aurocOf = (images: readonly ScoredImage[]): number | null => auroc(scoresOf(images), labelsOf(images));

/** @throws Error when the page made no evaluation. */
export function lastEvaluation(snapshot: Snapshot): SnapshotEvaluation {
  const last = snapshot.evaluations.at(-1);
  if (!last) throw new Error('The page made no evaluation.');
  return last;
}

function mapMetrics(pixel: PixelMetrics | null): MapMetrics | null {
  if (!pixel) return null;
  return {
    pixelAuroc: pixel.auroc,
    pixelAveragePrecision: pixel.averagePrecision,
    aupro: pixel.aupro,
    aupro05: pixel.aupro05 ?? null,
    aupimo: pixel.aupimo ?? null,
    pixelF1: pixel.bestF1,
    iouAtThreshold: pixel.iouAtThreshold,
    // Dice from the same counts: 2 IoU / (1 + IoU).
    pixelF1AtNormalThreshold: (2 * pixel.iouAtThreshold) / (1 + pixel.iouAtThreshold),
  };
}

/** Pixel metrics of one defect type by kind of map. */
function mapsOfType({ pixelReports }: Snapshot, type: string): Record<string, MapMetrics | null> {
  return Object.fromEntries(
    Object.entries(pixelReports).map(([kind, report]) => [
      kind,
      mapMetrics(report.byType.find(({ defectType }) => defectType === type)?.scores ?? null),
    ]),
  );
}

function recallOf(images: readonly ScoredImage[], type: string, threshold: number): number {
  const own = images.filter(({ anomalous, defectType }) => anomalous && defectType === type);
  return own.filter(({ score }) => score >= threshold).length / own.length;
}

function costsOf(
  scores: readonly number[],
  labels: readonly boolean[],
  threshold: number,
  { evaluation: { missPrice: miss, alarmPrice: falseAlarm, defectShare } }: Config,
): ExperimentResult['costs'] {
  const prices = { miss, falseAlarm, defectShare };
  const atThreshold = costAt(scores, labels, threshold, prices);
  const cheapest = cheapestThreshold(scores, labels, prices);
  return atThreshold && cheapest && { atThreshold, cheapest };
}

/** All ranked training images, the strangest first. */
export function doubtfulPaths({ items, trainingRanking }: Snapshot): readonly DoubtfulPath[] {
  if (!trainingRanking) return [];
  const training = new Map(items.filter(({ role }) => role === 'train').map((item) => [item.id, item]));
  const at = trainingRanking.ids.flatMap((id, i) => (training.has(id) ? [i] : []));
  return rankDoubtful(
    at.map((i) => trainingRanking.ids[i]),
    at.map((i) => trainingRanking.scores[i]),
    (id) => training.get(id)?.statistics,
  ).map(({ id, ...rest }) => ({ path: training.get(id)?.path ?? id, ...rest }));
}

function groupsTold(items: Snapshot['items']): ExperimentResult['groups'] {
  const { rule, groups, images, testGroups, given } = groupsOfImages(items);
  return { rule, groups, images, testGroups, given };
}

function doubtfulOf(snapshot: Snapshot): ExperimentResult['doubtful'] {
  const { trainingRanking, items } = snapshot;
  if (!trainingRanking) return null;
  const ranked = doubtfulPaths(snapshot);
  return {
    by: trainingRanking.by,
    ranked: ranked.length,
    of: items.filter(({ role }) => role === 'train').length,
    first: ranked.slice(0, firstTenth(ranked.length)),
  };
}

/** What was tried after the run, judged with the labels of the test images. */
function trialsOf(
  { items, config, robustness, learningCurve }: Snapshot,
  threshold: number,
): Pick<ExperimentResult, 'robustness' | 'learningCurve'> {
  const test = items.filter(({ role }) => role === 'test');
  const labels = new Map(test.map(({ id, label }) => [id, label === 'anomalous']));
  const isAnomalous = (id: string) => labels.get(id);
  const alpha = 1 - config.evaluation.thresholdQuantile;
  const rows = robustness.map((scores) => {
    const points = robustnessPoints(scores, threshold, isAnomalous);
    const unit = findCorruption(scores.corruption)?.unit ?? '';
    return [scores.corruption, { unit, images: scores.ids.length, points }] as const;
  });
  return {
    robustness: rows.length > 0 ? Object.fromEntries(rows) : null,
    learningCurve: learningCurve && summariseCurve(learningCurve, alpha, isAnomalous),
  };
}

export function summarise(snapshot: Snapshot, timings: RunTimings, version: string): ExperimentResult {
  const { config, items, evaluations, records, backend } = snapshot;
  const last = lastEvaluation(snapshot);
  const images = scoredImages(snapshot, last);
  const scores = scoresOf(images);
  const labels = labelsOf(images);
  const pixel = mapMetrics(last.pixel);
  const record = records.at(-1) ?? null;
  const interval = aurocInterval(scores, labels, {
    ...intervalGroups(
      items,
      images.map(({ id }) => id),
    ),
  });
  const first = evaluations.find(({ step }) => step === 0);
  const untrained = first ? aurocOf(scoredImages(snapshot, first)) : null;
  const pretrained = snapshot.pretrained && {
    imageAuroc: aurocOf(scoredImages(snapshot, snapshot.pretrained)),
  };
  return {
    version,
    dataset: snapshot.datasetName,
    seed: config.seed,
    backend: backend?.name ?? null,
    device: backend?.device ?? null,
    threads: backend?.threads ?? null,
    ...(backend?.compared && { backendsCompared: backend.compared }),
    ...(snapshot.tiles && { tiles: snapshot.tiles }),
    counts: {
      train: items.filter(({ role }) => role === 'train').length,
      calibration: last.calibrationScores.length,
      given: items.filter(({ role }) => role === 'calibration').length,
      testNormal: items.filter(({ role, label }) => role === 'test' && label === 'normal').length,
      testAnomalous: items.filter(({ role, label }) => role === 'test' && label === 'anomalous').length,
      skipped: snapshot.skipped,
    },
    steps: record?.step ?? last.step,
    finalLoss: record?.loss ?? null,
    lossAboveChance: divergenceOf(
      records.map(({ loss }) => loss),
      viewsPerSource(config),
    ),
    finalProxyAccuracy: record?.accuracy ?? null,
    signs: [
      proxySign(records, viewsPerSource(config), config.training.steps) ?? [],
      betterWithout({
        auroc: interval?.auroc ?? null,
        step: last.step,
        steps: config.training.steps,
        untrained,
        pretrained: pretrained?.imageAuroc ?? null,
      }),
    ].flat(),
    untrained: { imageAuroc: untrained },
    imageAuroc: interval?.auroc ?? null,
    imageAurocInterval: interval && { low: interval.low, high: interval.high },
    noImageMetrics: missingClass(labels),
    averagePrecision: averagePrecision(scores, labels),
    bestF1: bestF1(scores, labels)?.f1 ?? null,
    threshold: last.threshold,
    promise:
      config.evaluation.threshold === 'conformal'
        ? thresholdPromise(last, config.evaluation.thresholdQuantile)
        : null,
    dataCheck: checkData(items, last),
    costs: costsOf(scores, labels, last.threshold, config),
    protocol: protocolCard(snapshot),
    ...trialsOf(snapshot, last.threshold),
    doubtful: doubtfulOf(snapshot),
    groups: groupsTold(items),
    confusion: images.length > 0 ? confusionAt(scores, labels, last.threshold) : null,
    pixelAuroc: pixel?.pixelAuroc ?? null,
    pixelAveragePrecision: pixel?.pixelAveragePrecision ?? null,
    aupro: pixel?.aupro ?? null,
    pixelF1: pixel?.pixelF1 ?? null,
    maps: Object.fromEntries(snapshot.kinds.map((set) => [set.kind, mapMetrics(set.pixel)])),
    locality: { used: last.locality, advice: last.localityAdvice },
    pretrained,
    defectTypes: Object.fromEntries(
      scoresByType(
        scores,
        labels,
        images.map(({ defectType }) => defectType),
      ).map(({ defectType, count, auroc: imageAuroc }) => [
        defectType,
        {
          count,
          imageAuroc,
          recall: recallOf(images, defectType, last.threshold),
          maps: mapsOfType(snapshot, defectType),
        },
      ]),
    ),
    history: evaluations.map((evaluation) => ({
      step: evaluation.step,
      imageAuroc: aurocOf(scoredImages(snapshot, evaluation)),
    })),
    timings,
    deviations: deviationsOf(config),
    config,
  };
}
