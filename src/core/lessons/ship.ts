/**
 * Page 11: thresholds that one could ship, with what each costs on the test images; and what the cheapest one costs on images that it was not
 * chosen on.
 */
import { cheapestThreshold, costAt, type CostAt, type Prices } from '../calibration/costs.ts';
import { createRandom } from '../random/random.ts';
import { halvesOf } from './halves.ts';

const SPLITS = 200;

export const CHOICES = ['promise', 'noMiss', 'noAlarm', 'cheapest'] as const;
export type Choice = (typeof CHOICES)[number];
export type Candidates = Readonly<Record<Choice, CostAt>>;

/** @param promised the threshold that was set without any defect. Null where a class is missing. */
export function shippable(
  scores: ArrayLike<number>,
  labels: Uint8Array,
  promised: number,
  prices: Prices,
): Candidates | null {
  const of = (label: number) => Array.from(scores).filter((_, i) => labels[i] === label);
  const highestNormal = Math.max(...of(0));
  const above = of(1).filter((score) => score > highestNormal);
  const at = (threshold: number) => costAt(scores, labels, threshold, prices);
  const found = {
    promise: at(promised),
    noMiss: at(Math.min(...of(1))),
    // No defect lies above every normal image: nothing may be called anomalous then.
    noAlarm: at(above.length > 0 ? Math.min(...above) : Infinity),
    cheapest: cheapestThreshold(scores, labels, prices),
  };
  return Object.values(found).includes(null) ? null : (found as Candidates);
}

/**
 * Mean cost of an image, of the threshold that is cheapest on one half of the images: there (`stated`) and on the other half (`unseen`).
 * Every split is used both ways, so `stated` can never be the higher one. Null where a half cannot hold both classes.
 */
export function cheapestOnHalves(
  scores: ArrayLike<number>,
  labels: Uint8Array,
  prices: Prices,
  seed = 0,
): { readonly stated: number; readonly unseen: number } | null {
  const draw = halvesOf(labels);
  if (!draw) return null;
  const random = createRandom(seed, 'threshold-choice');
  let [stated, unseen] = [0, 0];
  for (let split = 0; split < SPLITS; split++) {
    const halves = draw(random).map((part) => ({
      scores: part.map((i) => scores[i]),
      labels: Uint8Array.from(part, (i) => labels[i]),
    }));
    for (const [on, off] of [halves, [halves[1], halves[0]]]) {
      const best = cheapestThreshold(on.scores, on.labels, prices) as CostAt;
      const met = costAt(off.scores, off.labels, best.threshold, prices) as CostAt;
      stated += best.cost / (2 * SPLITS);
      unseen += met.cost / (2 * SPLITS);
    }
  }
  return { stated, unseen };
}
