/**
 * Batch normalisation and its gradient from stock operations, for backends without our kernels (WebGL, or WebGPU with a kernel
 * switched off). Sums over [N, H, W] are products with a row of ones: tfjs's reductions over leading axes transpose first.
 */
import { add, matMul, mul, ones, relu, reshape, rsqrt, square, step, sub } from '@tensorflow/tfjs-core';
import type { Tensor, Tensor1D, Tensor2D } from '@tensorflow/tfjs-core';
import type { BatchNormAttrs } from '../names.ts';

function channelSums(x: Tensor2D): Tensor1D {
  return reshape(matMul(ones([1, x.shape[0]]) as Tensor2D, x), [-1]);
}

function flatten(x: Tensor): Tensor2D {
  return reshape(x, [-1, x.shape[x.shape.length - 1]]);
}

/** As BATCH_NORM_TRAIN of ../names.ts. The caller's scope frees the temporaries. */
export function batchNormComposed(
  inputs: { x: Tensor; gamma: Tensor; beta: Tensor; residual?: Tensor },
  attrs: BatchNormAttrs,
): Tensor[] {
  const x = flatten(inputs.x);
  const count = x.shape[0];
  const mean = mul(channelSums(x), 1 / count);
  const centred = sub(x, mean) as Tensor2D;
  const variance = mul(channelSums(square(centred)), 1 / count);
  const scale = mul(inputs.gamma, rsqrt(add(variance, attrs.epsilon)));
  let y: Tensor = reshape(add(mul(centred, scale), inputs.beta), inputs.x.shape);
  if (inputs.residual) y = add(y, inputs.residual);
  return [attrs.relu ? relu(y) : y, mean, variance];
}

/** As BATCH_NORM_TRAIN_GRAD of ../names.ts. */
export function batchNormGradComposed(
  inputs: { x: Tensor; y: Tensor; dy: Tensor; gamma: Tensor; mean: Tensor; variance: Tensor },
  attrs: BatchNormAttrs,
): Tensor[] {
  const { gamma, mean, variance } = inputs;
  const dz = attrs.relu ? mul(inputs.dy, step(inputs.y)) : inputs.dy;
  const x = flatten(inputs.x);
  const dzFlat = flatten(dz);
  const count = x.shape[0];
  const inverse = rsqrt(add(variance, attrs.epsilon));
  const normalised = mul(sub(x, mean), inverse) as Tensor2D;
  const dbeta = channelSums(dzFlat);
  const dgamma = channelSums(mul(dzFlat, normalised));
  const centred = sub(sub(dzFlat, mul(dbeta, 1 / count)), mul(normalised, mul(dgamma, 1 / count)));
  const dx = reshape(mul(centred, mul(gamma, inverse)), inputs.x.shape);
  return attrs.residual ? [dx, dgamma, dbeta, dz.clone()] : [dx, dgamma, dbeta];
}
