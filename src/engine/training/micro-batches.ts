/**
 * A batch in parts, for devices that cannot hold the whole of it. A part holds some of the sources with ALL their views, so that
 * every part has every class in equal share. Gradients are means over the whole batch, whatever the parts; the update is
 * one. What is not the same: batch norm takes its statistics over a part ("ghost" batch norm, Hoffer et al. 2017), because
 * exact statistics would need every layer's outputs of all parts at once, which is the memory that is not there.
 */
import { add, keep, mul, square, sub, tidy } from '@tensorflow/tfjs-core';
import type { Tensor, Tensor1D } from '@tensorflow/tfjs-core';
import type { BatchStatistics } from '../models/batch-statistics.ts';
import type { HostBatch } from './train-step.ts';

/** Sources of each part. Parts differ by at most one. */
export function partSizes(sources: number, parts: number): number[] {
  const end = (part: number) => Math.floor((part * sources) / parts);
  return Array.from({ length: parts }, (_, part) => end(part + 1) - end(part)).filter((size) => size > 0);
}

/** `batch` is class-major: all `sources` of class 0, then of class 1. Parts differ by at most one source. */
export function splitBatch(batch: HostBatch, sources: number, parts: number): HostBatch[] {
  if (parts <= 1) return [batch];
  const { pixels, labels, size } = batch;
  const bytes = size * size * 3;
  const views = labels.length / sources;
  return Array.from({ length: parts }, (_, part) => {
    const from = Math.floor((part * sources) / parts);
    const to = Math.floor(((part + 1) * sources) / parts);
    const count = to - from;
    const own = {
      pixels: new Uint8Array(views * count * bytes),
      labels: new Uint8Array(views * count),
      size,
    };
    for (let view = 0; view < views; view++) {
      const first = view * sources + from;
      own.pixels.set(pixels.subarray(first * bytes, (first + count) * bytes), view * count * bytes);
      own.labels.set(labels.subarray(first, first + count), view * count);
    }
    return own;
  }).filter(({ labels: own }) => own.length > 0);
}

/** Where in the batch each sample of the parts, one after the other, comes from. */
export function placesOfParts(samples: number, sources: number, parts: number): readonly number[] {
  const views = samples / sources;
  return Array.from({ length: parts }, (_, part) => {
    const from = Math.floor((part * sources) / parts);
    const count = Math.floor(((part + 1) * sources) / parts) - from;
    return Array.from(
      { length: views * count },
      (__, i) => Math.floor(i / count) * sources + from + (i % count),
    );
  }).flat();
}

/** Sums of tensors by name, each part weighted; kept until `dispose`. */
export class WeightedSums {
  private readonly sums = new Map<string, Tensor>();

  /** Reads the parts, owns the sums. */
  add(parts: ReadonlyMap<string, Tensor>, weight: number): void {
    for (const [name, part] of parts) {
      const before = this.sums.get(name);
      const sum = keep(tidy(() => (before ? add(before, mul(part, weight)) : mul(part, weight))));
      before?.dispose();
      this.sums.set(name, sum);
    }
  }

  get values(): ReadonlyMap<string, Tensor> {
    return this.sums;
  }

  dispose(): void {
    for (const sum of this.sums.values()) sum.dispose();
    this.sums.clear();
  }
}

export interface PartStatistics {
  /** Share of the batch's samples. */
  readonly weight: number;
  /** By name of the batch norm. */
  readonly statistics: ReadonlyMap<string, BatchStatistics>;
}

/**
 * Statistics of the whole batch from those of its parts, for the running averages: mean of means; variance of all values
 * (mean of the variances plus variance of the means). Parts in proportion to their samples. Call inside a scope.
 */
export function pooledStatistics(parts: readonly PartStatistics[]): ReadonlyMap<string, BatchStatistics> {
  const pooled = new Map<string, BatchStatistics>();
  for (const name of parts[0].statistics.keys()) {
    const own = parts.map(({ weight, statistics }) => ({
      weight,
      ...(statistics.get(name) as BatchStatistics),
    }));
    const weighted = (value: (part: (typeof own)[number]) => Tensor) =>
      own.map((part) => mul(value(part), part.weight)).reduce((a, b) => add(a, b)) as Tensor1D;
    const mean = weighted((part) => part.mean);
    const variance = weighted((part) => add(part.variance, square(sub(part.mean, mean))));
    pooled.set(name, { mean, variance, count: own.reduce((sum, { count }) => sum + count, 0) });
  }
  return pooled;
}
