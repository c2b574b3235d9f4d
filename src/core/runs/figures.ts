/** From scores and records of steps to what is kept: the figures of an evaluation and a decimated curve. */
import { decimate } from '../metrics/decimate.ts';
import { aurocInterval } from '../metrics/auroc-interval.ts';
import { averagePrecision } from '../metrics/precision-recall.ts';
import type { RunCurve, RunMetrics } from './types.ts';

export interface ScoredStep {
  readonly step: number;
  readonly scores: Float64Array;
  /** 1 where anomalous. */
  readonly labels: Uint8Array;
  readonly threshold: number;
  readonly pixel: { readonly auroc: number; readonly aupro: number } | null;
  /** Group of each image, where some belong together. */
  readonly groups?: readonly string[];
}

export function metricsOf({ step, scores, labels, threshold, pixel, groups }: ScoredStep): RunMetrics {
  const interval = aurocInterval(scores, labels, { ...(groups && { groups }) });
  return {
    step,
    auroc: interval?.auroc ?? null,
    low: interval?.low ?? null,
    high: interval?.high ?? null,
    averagePrecision: averagePrecision(scores, labels),
    pixelAuroc: pixel?.auroc ?? null,
    aupro: pixel?.aupro ?? null,
    threshold,
  };
}

const CURVE_POINTS = 250;

/** Decimated by the shape of the loss; the accuracies are those of the kept steps. The first and the last record stay. */
export function curveOf(
  records: readonly { readonly step: number; readonly loss: number; readonly accuracy: number }[],
): RunCurve {
  const kept = decimate(
    records.map(({ step, loss, accuracy }) => ({ x: step, y: loss, accuracy })),
    CURVE_POINTS,
  );
  return {
    steps: kept.map(({ x }) => x),
    loss: kept.map(({ y }) => y),
    accuracy: kept.map(({ accuracy }) => accuracy),
  };
}
