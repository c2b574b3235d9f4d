/**
 * Batch normalisation with batch statistics, optionally plus a residual, optionally followed by ReLU, as one operation:
 * our fused kernel where the active backend has one, stock operations otherwise. Biased variance, as PyTorch normalises.
 */
import type { Tensor, Tensor1D, Tensor4D } from '@tensorflow/tfjs-core';
import { batchNormComposed, batchNormGradComposed } from '../kernels/composed/batch-norm.ts';
import { BATCH_NORM_TRAIN, BATCH_NORM_TRAIN_GRAD } from '../kernels/names.ts';
import { hasKernel, runKernelOutputs } from './kernels.ts';
import { meanPlace, variancePlace, type Parameter, type Tape } from './tape.ts';

/** PyTorch's and the project's epsilon (method section 2). */
export const BATCH_NORM_EPSILON = 1e-5;

export interface BatchNormParameters {
  readonly gamma: Parameter<Tensor1D>;
  readonly beta: Parameter<Tensor1D>;
}

export interface BatchNormResult {
  readonly y: Tensor4D;
  /** Statistics of this batch, `[C]`; the variance is biased. */
  readonly mean: Tensor1D;
  readonly variance: Tensor1D;
}

export function batchNormTrain(
  tape: Tape,
  x: Tensor4D,
  { gamma, beta }: BatchNormParameters,
  options: { relu: boolean; residual?: Tensor4D; name?: string },
): BatchNormResult {
  const { relu, residual, name = '' } = options;
  const attrs = { epsilon: BATCH_NORM_EPSILON, relu };
  const own = hasKernel(BATCH_NORM_TRAIN) && hasKernel(BATCH_NORM_TRAIN_GRAD);
  const inputs = { x, gamma: gamma.value, beta: beta.value, ...(residual ? { residual } : {}) };
  const statistics = { mean: tape.into(meanPlace(name)).into, variance: tape.into(variancePlace(name)).into };
  const [y, mean, variance] = own
    ? runKernelOutputs(BATCH_NORM_TRAIN, inputs, { ...attrs, into: statistics })
    : batchNormComposed(inputs, attrs);
  const tracked = residual ? [x, residual] : [x];
  tape.record(y, tracked, [gamma, beta], (dy: Tensor) => {
    const saved = { x, y, dy, gamma: gamma.value, mean, variance };
    const places = { gamma: tape.into(gamma.name).into, beta: tape.into(beta.name).into };
    const gradAttrs = { ...attrs, residual: residual !== undefined, into: places };
    const [dx, dgamma, dbeta, dresidual] = own
      ? runKernelOutputs(BATCH_NORM_TRAIN_GRAD, saved, gradAttrs)
      : batchNormGradComposed(saved, gradAttrs);
    return residual ? [dx, dresidual, dgamma, dbeta] : [dx, dgamma, dbeta];
  });
  return { y: y as Tensor4D, mean: mean as Tensor1D, variance: variance as Tensor1D };
}
