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
