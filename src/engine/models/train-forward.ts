/** The forward pass of training: batch statistics, everything on the tape. Returns logits and the statistics of each batch norm. */
import type { Tensor, Tensor1D, Tensor2D, Tensor4D } from '@tensorflow/tfjs-core';
import { batchNormTrain } from '../ops/batch-norm.ts';
import { conv2d } from '../ops/conv2d.ts';
import { crop } from '../ops/crop.ts';
import { dense, reshaped } from '../ops/dense.ts';
import { globalAveragePool, maxPool } from '../ops/pool.ts';
import type { Parameter, Tape } from '../ops/tape.ts';
import type { Model } from './model.ts';
import { headLayers } from '../../core/networks/network.ts';
import type { ConvUnit } from '../../core/networks/types.ts';
import { marginOf } from '../../core/networks/locations.ts';
import type { BatchStatistics } from './batch-statistics.ts';

export interface TrainForward {
  /** `[N, K]`, owned by the tape. */
  readonly logits: Tensor2D;
  /** By name of the batch norm. */
  readonly statistics: ReadonlyMap<string, BatchStatistics>;
}

type Norm = (name: string, input: Tensor4D, relu: boolean, residual?: Tensor4D) => Tensor4D;

/** Batch norm with batch statistics, which are kept by name. */
function normOf(model: Model, tape: Tape, statistics: Map<string, BatchStatistics>): Norm {
  const parameter = (name: string): Parameter<Tensor1D> => ({ name, value: model.store.get(name) });
  return (name, input, relu, residual) => {
    const parameters = { gamma: parameter(`${name}.gamma`), beta: parameter(`${name}.beta`) };
    const { y, mean, variance } = batchNormTrain(tape, input, parameters, { relu, residual, name });
    statistics.set(name, { mean, variance, count: input.size / mean.size });
    return y;
  };
}

/** `x` is `[N, S, S, 3]`, normalised. */
export function trainForward(model: Model, tape: Tape, x: Tensor4D): TrainForward {
  const { network, store } = model;
  const statistics = new Map<string, BatchStatistics>();
  const norm = normOf(model, tape, statistics);
  const conv = (unit: ConvUnit, input: Tensor4D) => {
    const name = `${unit.name}.weight`;
    return conv2d(tape, input, { name, value: store.get<Tensor4D>(name) }, unit);
  };

  let y = norm('stem', conv(network.stem, x), true);
  if (network.maxPool) y = maxPool(tape, y);
  for (const block of network.blocks) {
    const { first, second, shortcut } = block;
    const inner = norm(first.name, conv(first, y), true);
    const outer = conv(second, inner);
    const margin = marginOf(block);
    const beside = margin > 0 ? crop(tape, y, margin) : y;
    const residual = shortcut ? norm(shortcut.name, conv(shortcut, beside), false) : beside;
    y = norm(second.name, outer, true, residual);
  }
  return { logits: headForward(model, tape, globalAveragePool(tape, y), statistics), statistics };
}

/** Logits `[N, K]` of pooled features `[N, D]`; statistics of its batch norms are added. */
export function headForward(
  model: Model,
  tape: Tape,
  features: Tensor2D,
  statistics: Map<string, BatchStatistics>,
): Tensor2D {
  const parameter = <T extends Tensor>(name: string): Parameter<T> => ({
    name,
    value: model.store.get<T>(name),
  });
  const norm = normOf(model, tape, statistics);
  const [head0, head1, logits] = headLayers(model.network);
  let h = features;
  for (const layer of [head0, head1]) {
    const z = dense(tape, h, parameter<Tensor2D>(`${layer.name}.weight`), null);
    const n = z.shape[0];
    const activated = norm(layer.name, reshaped<Tensor4D>(tape, z, [n, 1, 1, layer.outputs]), true);
    h = reshaped<Tensor2D>(tape, activated, [n, layer.outputs]);
  }
  return dense(tape, h, parameter(`${logits.name}.weight`), parameter(`${logits.name}.bias`));
}
