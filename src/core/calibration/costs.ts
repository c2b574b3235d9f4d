/**
 * A threshold from what errors cost: the price of a miss and of a false alarm, and the share of defects that is expected in use, which is
 * rarely the test set's. Needs labelled test images; how often each kind of error happens is taken from them.
 */
import { rankedCounts, type Labels } from '../metrics/ranking.ts';

export interface Prices {
  readonly miss: number;
  readonly falseAlarm: number;
  /** Share of defects among the images in use, in (0, 1). */
  readonly defectShare: number;
}

export interface CostAt {
  /** Infinity: call nothing anomalous. */
  readonly threshold: number;
  /** Expected cost of an image. */
  readonly cost: number;
  readonly recall: number;
  readonly falseAlarmRate: number;
  /** Share of true defects among images called anomalous, at the expected share of defects; null where nothing is called. */
  readonly precision: number | null;
}

function costOf(threshold: number, recall: number, falseAlarmRate: number, prices: Prices): CostAt {
  const { miss, falseAlarm, defectShare } = prices;
  const found = defectShare * recall;
  const alarms = (1 - defectShare) * falseAlarmRate;
  return {
    threshold,
    cost: defectShare * (1 - recall) * miss + alarms * falseAlarm,
    recall,
    falseAlarmRate,
    precision: found + alarms > 0 ? found / (found + alarms) : null,
  };
}

/** What a given threshold costs. Null where a class is missing. */
export function costAt(
  scores: ArrayLike<number>,
  labels: Labels,
  threshold: number,
  prices: Prices,
): CostAt | null {
  let tp = 0;
  let fp = 0;
  let anomalous = 0;
  for (let i = 0; i < scores.length; i++) {
    if (labels[i]) anomalous++;
    if (scores[i] < threshold) continue;
    if (labels[i]) tp++;
    else fp++;
  }
  const normal = scores.length - anomalous;
  return anomalous > 0 && normal > 0 ? costOf(threshold, tp / anomalous, fp / normal, prices) : null;
}

/** The threshold with the least expected cost; of equal ones the highest. Null where a class is missing. */
export function cheapestThreshold(scores: ArrayLike<number>, labels: Labels, prices: Prices): CostAt | null {
  const { thresholds, truePositives, falsePositives, anomalous, normal } = rankedCounts(scores, labels);
  if (anomalous === 0 || normal === 0) return null;
  let best = costOf(Infinity, 0, 0, prices);
  for (let i = 0; i < thresholds.length; i++) {
    const here = costOf(thresholds[i], truePositives[i] / anomalous, falsePositives[i] / normal, prices);
    if (here.cost < best.cost) best = here;
  }
  return best;
}
