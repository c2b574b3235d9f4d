/**
 * Page 8: what choosing the checkpoint by test AUROC does. The test images are split in two at random: the checkpoint is chosen on one
 * half, its AUROC there is what such a report states, its AUROC on the other half is what a new image would meet.
 */
import { auroc } from '../metrics/roc.ts';
import { createRandom } from '../random/random.ts';
import { halvesOf } from './halves.ts';

const SPLITS = 200;

export interface CheckpointChoice {
  /** Mean over the splits. */
  readonly stated: number;
  readonly unseen: number;
}

/** `scores` of each checkpoint over the same images; null where a split cannot hold both classes. */
export function chooseOnHalves(
  scores: readonly Float64Array[],
  labels: Uint8Array,
  seed = 0,
): CheckpointChoice | null {
  const random = createRandom(seed, 'checkpoint-choice');
  const draw = halvesOf(labels);
  if (!draw || scores.length === 0) return null;
  const area = (all: Float64Array, at: readonly number[]): number =>
    auroc(
      at.map((i) => all[i]),
      at.map((i) => labels[i]),
    ) as number;
  let stated = 0;
  let unseen = 0;
  for (let split = 0; split < SPLITS; split++) {
    const [first, second] = draw(random);
    const best = scores.reduce((top, one) => (area(one, first) > area(top, first) ? one : top));
    stated += area(best, first) / SPLITS;
    unseen += area(best, second) / SPLITS;
  }
  return { stated, unseen };
}
