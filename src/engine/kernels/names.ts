/**
 * Names and signatures of the project's own kernels. A backend that has one registers it under this name
 * (`tf.registerKernel`); `src/engine/ops` calls it through `tf.engine().runKernel` inside `tf.customGrad` and
 * composes stock operations where a backend has none. The stock kernels Conv2D, Conv2DBackpropFilter,
 * Conv2DBackpropInput, MaxPoolGrad and BatchMatMul are replaced under their own names.
 * All tensors are float32, NHWC.
 */

/**
 * Batch normalisation with batch statistics, optional residual, optional ReLU:
 * y = relu?(gamma * (x - mean) / sqrt(var + epsilon) + beta (+ residual)).
 * inputs { x [N,H,W,C], gamma [C], beta [C], residual? [N,H,W,C] }, attrs { epsilon, relu }
 * outputs [y [N,H,W,C], mean [C], variance [C] (biased)].
 */
export const BATCH_NORM_TRAIN = 'PlaygroundBatchNormTrain';

/**
 * Gradient of the above. inputs { x, y, dy, gamma, mean, variance }, attrs { epsilon, relu, residual: boolean }
 * outputs [dx, dgamma, dbeta] and, with residual, dresidual as the fourth. With relu the mask is y > 0.
 */
export const BATCH_NORM_TRAIN_GRAD = 'PlaygroundBatchNormTrainGrad';

/**
 * SGD with momentum and L2 (PyTorch's law): g = grad + weightDecay * w; m = momentum * m + g; w = w - learningRate * m.
 * inputs { weight, momentum, gradient }, attrs { learningRate, momentum, weightDecay }; outputs [newWeight, newMomentum].
 */
export const SGD_UPDATE = 'PlaygroundSgdUpdate';

/** y = relu(a + b), without broadcasting. inputs { a, b }; output y. */
export const ADD_RELU = 'PlaygroundAddRelu';

/** The places from (top, left) on. inputs { x [N,H,W,C] }, attrs { top, left, height, width }; output [N, height, width, C]. */
export const CROP = 'PlaygroundCrop';

/** y = x * sigmoid(x). inputs { x }; output y. */
export const SWISH = 'PlaygroundSwish';

/** Gradient of the above. inputs { x, dy }; output dx. */
export const SWISH_GRAD = 'PlaygroundSwishGrad';

/**
 * Sums over the places of each segment: out[s, c] = factor * sum_p a[s, p, c] (* b[s, p, c]). The tensor is cut into `segments` equal
 * parts along its rows: N for a sum per image, 1 for a bias. inputs { a [..., C], b? }, attrs { segments, factor }; output [segments, C].
 */
export const CHANNEL_SUMS = 'PlaygroundChannelSums';

/** y[n, p, c] = x[n, p, c] * scale[n, c] (+ shift[n, c]). inputs { x [N,H,W,C], scale [N, C], shift? [N, C] }; output y. */
export const CHANNEL_SCALE = 'PlaygroundChannelScale';

/** True for the names above, which tfjs does not have. */
export function isFused(kernelName: string): boolean {
  return kernelName.startsWith('Playground');
}

export interface CropAttrs {
  top: number;
  left: number;
  height: number;
  width: number;
}

export interface ChannelSumsAttrs {
  segments: number;
  factor: number;
}

export interface BatchNormAttrs {
  epsilon: number;
  relu: boolean;
  residual?: boolean;
}

export interface SgdAttrs {
  learningRate: number;
  momentum: number;
  weightDecay: number;
}
