/**
 * The mean of a run's weights over its last steps (core/schedule/averaging.ts), as a network of its own beside the one that learns. Running
 * statistics of batch norms are averaged with the weights rather than computed again by a pass over the data: so late in a cycle the networks
 * differ little, the mean also takes the noise of the last few batches out of them, and it costs nothing (bench/results/quick-readouts.md).
 */
import { add, div, mul, sub, tidy } from '@tensorflow/tfjs-core';
import type { Checkpoint } from '../../worker/protocol.ts';
import { Embedder } from '../inference/embedder.ts';
import { Model } from '../models/model.ts';

type Tensors = Checkpoint['tensors'];

/** In a checkpoint the average has the names of the weights, for whoever reads them; those that learn on are kept under these. */
const ownName = (name: string): string => `own/${name}`;

export class AveragedWeights {
  readonly model: Model;
  readonly embedder: Embedder;

  constructor(private readonly learning: Model) {
    this.model = new Model(learning.network);
    this.embedder = new Embedder(this.model);
  }

  /** @param taken how many there are with these: mean + (present - mean) / taken */
  take(taken: number): void {
    for (const name of this.learning.weightNames()) {
      const present = this.learning.store.get(name);
      const mean = tidy(() => {
        // On WebGPU weights change in place: a copy.
        if (taken === 1) return mul(present, 1);
        const before = this.model.store.get(name);
        return add(before, div(sub(present, before), taken));
      });
      this.model.store.set(name, mean);
    }
  }

  /** What `restore` needs: the average under the names of the weights, and the run's own state beside it. */
  async checkpointed(own: Tensors): Promise<Tensors> {
    const { store } = this.model;
    const weights = new Set(this.learning.weightNames());
    const averages = await Promise.all([...weights].map((name) => store.download(name)));
    return [
      ...averages,
      ...own.map((tensor) => (weights.has(tensor.name) ? { ...tensor, name: ownName(tensor.name) } : tensor)),
    ];
  }

  fill(averages: Tensors): void {
    for (const { name, shape, data } of averages) this.model.store.upload(name, data, shape);
  }

  dispose(): void {
    this.embedder.dispose();
    this.model.dispose();
  }
}

/** A checkpoint's average, if it has one, and what the run itself goes on from. */
export function partsOf(learning: Model, tensors: Tensors): { averages: Tensors; own: Tensors } {
  const weights = learning.weightNames();
  const owns = new Map(weights.map((name) => [ownName(name), name]));
  if (!tensors.some(({ name }) => owns.has(name))) return { averages: [], own: tensors };
  const isWeight = new Set(weights);
  return {
    averages: tensors.filter(({ name }) => isWeight.has(name)),
    own: tensors.flatMap((tensor) =>
      isWeight.has(tensor.name) ? [] : [{ ...tensor, name: owns.get(tensor.name) ?? tensor.name }],
    ),
  };
}
