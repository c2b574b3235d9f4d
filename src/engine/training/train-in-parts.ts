/** One update from a batch that does not fit at once: gradients are summed part by part; see micro-batches.ts for what stays the same. */
import { concat, tidy } from '@tensorflow/tfjs-core';
import type { Tensor1D, Tensor2D } from '@tensorflow/tfjs-core';
import type { Model } from '../models/model.ts';
import { pooledStatistics, WeightedSums, type PartStatistics } from './micro-batches.ts';
import type { Optimizer } from './optimizer-types.ts';
import { computeGradients, type HostBatch, type StepOptions } from './train-step.ts';

/** Returns the logits `[N, K]` of the step before its update, in the order of the parts; the caller disposes of them. */
export function trainInParts(
  model: Model,
  optimizer: Optimizer,
  parts: readonly HostBatch[],
  { learningRate, step, batchNormMomentum, trunkFrozen }: StepOptions,
): Tensor2D {
  const samples = parts.reduce((sum, { labels }) => sum + labels.length, 0);
  const sums = new WeightedSums();
  const logits: Tensor2D[] = [];
  tidy(() => {
    const statistics = parts.map((part) => {
      const weight = part.labels.length / samples;
      const counts: [string, number][] = [];
      // Of a part only logits, sums and the small statistics outlive it.
      const kept = tidy(() => {
        const result = computeGradients(model, part, { trunkFrozen });
        logits.push(result.logits);
        sums.add(result.gradients, weight);
        return [...result.statistics].flatMap(([name, { mean, variance, count }]) => {
          counts.push([name, count]);
          return [mean, variance];
        });
      });
      return partStatistics(weight, counts, kept);
    });
    model.statistics.update(model.store, pooledStatistics(statistics), batchNormMomentum);
    optimizer.apply(sums.values, learningRate, step);
  });
  sums.dispose();
  const all = concat(logits);
  for (const part of logits) part.dispose();
  return all;
}

function partStatistics(
  weight: number,
  counts: readonly (readonly [string, number])[],
  tensors: readonly Tensor1D[],
): PartStatistics {
  const statistics = new Map(
    counts.map(([name, count], i) => [name, { mean: tensors[2 * i], variance: tensors[2 * i + 1], count }]),
  );
  return { weight, statistics };
}
