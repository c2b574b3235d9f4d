/**
 * Running mean and variance of all batch norms, packed into two vectors so that a step updates them with a handful of small
 * operations instead of five per layer. PyTorch's law: running = momentum * running + (1 - momentum) * batch, with the
 * unbiased variance (times n / (n - 1)); `momentum` is 0.9 here where PyTorch writes 0.1.
 */
import { add, concat, keep, mul, slice, tensor1d, tidy } from '@tensorflow/tfjs-core';
import type { Tensor1D } from '@tensorflow/tfjs-core';
import type { BatchStatistics } from './batch-statistics.ts';
import { FlatStatistics } from './flat-statistics.ts';
import { batchNorms } from '../../core/networks/network.ts';
import type { Network } from '../../core/networks/types.ts';
import type { GradientPlaces } from '../ops/tape.ts';
import type { WeightStore } from './weight-store.ts';

export const RUNNING_MEAN = 'running.mean';
export const RUNNING_VARIANCE = 'running.variance';

export class RunningStatistics {
  private readonly offsets = new Map<string, { at: number; channels: number }>();
  private readonly names: string[] = [];
  private readonly size: number;
  private readonly flat: FlatStatistics;
  private unbias: Tensor1D | null = null;
  private unbiasKey = '';

  constructor(network: Network) {
    let at = 0;
    for (const { name, channels } of batchNorms(network)) {
      this.offsets.set(name, { at, channels });
      this.names.push(name);
      at += channels;
    }
    this.size = at;
    this.flat = new FlatStatistics(batchNorms(network), [RUNNING_MEAN, RUNNING_VARIANCE]);
  }

  /** Where the batch's statistics are wanted, if anywhere (on WebGPU), under names of their own. */
  places(store: WeightStore): GradientPlaces | null {
    return this.flat.ready(store);
  }

  /** Mean 0 and variance 1, as a new network starts. */
  initialise(store: WeightStore): void {
    store.upload(RUNNING_MEAN, new Float32Array(this.size), [this.size]);
    store.upload(RUNNING_VARIANCE, new Float32Array(this.size).fill(1), [this.size]);
  }

  update(store: WeightStore, batch: ReadonlyMap<string, BatchStatistics>, momentum: number): void {
    const inOrder = this.names.map((name) => batch.get(name) as BatchStatistics);
    const correction = this.correction(inOrder);
    if (this.flat.update(store, batch, correction, momentum)) return;
    const [mean, variance] = tidy(() => {
      const means = concat(inOrder.map((s) => s.mean));
      const variances = mul(concat(inOrder.map((s) => s.variance)), correction);
      return [
        add(mul(store.get(RUNNING_MEAN), momentum), mul(means, 1 - momentum)),
        add(mul(store.get(RUNNING_VARIANCE), momentum), mul(variances, 1 - momentum)),
      ];
    });
    store.set(RUNNING_MEAN, mean);
    store.set(RUNNING_VARIANCE, variance);
  }

  /** Views of one batch norm's running values, `[C]` each; the caller disposes of them. */
  read(store: WeightStore, name: string): { mean: Tensor1D; variance: Tensor1D } {
    const { at, channels } = this.offsets.get(name) as { at: number; channels: number };
    const part = (whole: string) => slice(store.get<Tensor1D>(whole), [at], [channels]);
    return { mean: part(RUNNING_MEAN), variance: part(RUNNING_VARIANCE) };
  }

  dispose(): void {
    this.unbias?.dispose();
    this.unbias = null;
    this.flat.dispose();
  }

  /** n / (n - 1) per channel, made once per batch shape. */
  private correction(statistics: readonly BatchStatistics[]): Tensor1D {
    const key = statistics.map((s) => s.count).join();
    if (this.unbias && key === this.unbiasKey) return this.unbias;
    this.unbias?.dispose();
    const values = new Float32Array(this.size);
    let at = 0;
    for (const { mean, count } of statistics) {
      values.fill(count / Math.max(1, count - 1), at, at + mean.size);
      at += mean.size;
    }
    this.unbias = keep(tensor1d(values));
    this.unbiasKey = key;
    return this.unbias;
  }
}
