/**
 * Weights that are no numbers do not always show: on WebGPU max(x, 0) may give 0 for a NaN, so that behind a ReLU the loss stays finite while
 * the network is dead. The weights themselves (running statistics among them) are therefore asked: their sums are read in one transfer, at
 * the pace of checkpoints and evaluations. Sums pass every NaN and infinity on, which a maximum need not.
 */
import { concat, reshape, sum, tidy } from '@tensorflow/tfjs-core';
import { PlaygroundError } from '../../core/errors.ts';
import type { WeightStore } from './weight-store.ts';

/** @throws PlaygroundError `weights-not-finite` naming the first tensor. */
export async function requireFiniteWeights(store: WeightStore, step: number): Promise<void> {
  const names = store.names();
  if (names.length === 0) return;
  const sums = tidy(() => concat(names.map((name) => reshape(sum(store.get(name)), [1]))));
  const values = await sums.data();
  sums.dispose();
  const bad = values.findIndex((value) => !Number.isFinite(value));
  if (bad < 0) return;
  throw new PlaygroundError(
    'weights-not-finite',
    `The weights "${names[bad]}" are not numbers at step ${step}, though the loss is: training has diverged. The last checkpoint was kept; lower the learning rate.`,
    { step, name: names[bad] },
  );
}
