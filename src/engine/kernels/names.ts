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

/**
 * Convolution with bias and swish: inputs { x, filter, bias }, attrs those of FusedConv2D and `keep`; outputs [y = swish(z)] and, with keep, z (the
 * value before the activation) as the second.
 */
export const CONV_SWISH = 'PlaygroundConvSwish';

/** The same channel by channel; attrs those of FusedDepthwiseConv2D and `keep`. */
export const DEPTHWISE_SWISH = 'PlaygroundDepthwiseSwish';

/** Convolution with bias and sigmoid, a gate. inputs { x, filter, bias }, attrs those of FusedConv2D; output y. */
export const CONV_GATE = 'PlaygroundConvGate';

/** Conv2DBackpropInput and a sum: inputs { dy, filter, plus }, attrs those of Conv2DBackpropInput; output dx + plus. */
export const CONV_INPUT_GRAD_PLUS = 'PlaygroundConvInputGradPlus';

/** Gradient of y = sigmoid(z), from y. inputs { y, dy }; output dz. */
export const GATE_GRAD = 'PlaygroundGateGrad';

/** y[n, h, w, c] = factor * x[n, c]. inputs { x [N, C] }, attrs { height, width, factor }; output y. */
export const SPREAD = 'PlaygroundSpread';

/** y = x w (+ bias). inputs { x [N, in], weight [in, out], bias? [out] }; output [N, out]. */
export const DENSE = 'PlaygroundDense';

/** inputs { dy [N, out], weight [in, out] }; output [N, in]. */
export const DENSE_INPUT_GRAD = 'PlaygroundDenseInputGrad';

/** inputs { x [N, in], dy [N, out] }; output [in, out]. */
export const DENSE_WEIGHT_GRAD = 'PlaygroundDenseWeightGrad';

/** (softmax - one-hot) / N. inputs { logits [N, K], oneHot [N, K] }; output [N, K]. */
export const CROSS_ENTROPY_GRAD = 'PlaygroundCrossEntropyGrad';

/** Floats of bytes by a table. inputs { words (four bytes each), table [768] }, attrs { shape [..., 3] }; output of that shape. */
export const NORMALISE = 'PlaygroundNormalise';

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

export interface NormaliseAttrs {
  shape: readonly number[];
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
