/** Test images split in two at random, each half with both classes: what is chosen on one half is judged on the other. */
import type { Random } from '../random/random.ts';

export type Halves = readonly [readonly number[], readonly number[]];

/** A way to draw splits; null where a half cannot hold both classes. */
export function halvesOf(labels: ArrayLike<number>): ((random: Random) => Halves) | null {
  const of = (label: number) =>
    Array.from({ length: labels.length }, (_, i) => i).filter((i) => labels[i] === label);
  const [normal, anomalous] = [of(0), of(1)];
  if (normal.length < 2 || anomalous.length < 2) return null;
  return (random) => {
    const [a, b] = [random.shuffle(normal), random.shuffle(anomalous)];
    return [
      [...a.slice(0, a.length >> 1), ...b.slice(0, b.length >> 1)],
      [...a.slice(a.length >> 1), ...b.slice(b.length >> 1)],
    ];
  };
}
