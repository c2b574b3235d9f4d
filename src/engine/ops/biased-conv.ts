/**
 * Convolutions with a bias and TensorFlow's SAME padding, plain and depthwise, as EfficientNet has them once its normalisation is
 * folded in; squeeze-and-excitation; the sum of a residual. Each works without a tape too, for inference.
 */
import { add, clone, mul, reshape, sigmoid, sub, tidy } from '@tensorflow/tfjs-core';
import type { Tensor, Tensor1D, Tensor4D } from '@tensorflow/tfjs-core';
import { channelScale, channelSums, swish } from './channels.ts';
import { hasKernel, runKernel } from './kernels.ts';
import { Tape, type Parameter } from './tape.ts';

/** Filter and bias of one layer. */
export interface Layer {
  /** `[k, k, in, out]`; depthwise `[k, k, C, 1]`. */
  readonly filter: Parameter<Tensor4D>;
  readonly bias: Parameter<Tensor1D>;
}

const attributes = (stride: number) => ({
  strides: [stride, stride] as [number, number],
  pad: 'same',
  dataFormat: 'NHWC',
  dilations: [1, 1],
  dimRoundingMode: undefined,
});

const LINEAR = { activation: 'linear', leakyreluAlpha: 0 };

/** Sum over everything but the channels. */
const biasGradient = (dy: Tensor) => reshape(channelSums(dy, null, 1), [dy.shape[dy.shape.length - 1]]);

/** `[N, H, W, in]` to `[N, ceil(H / stride), ceil(W / stride), out]`. */
export function convSame(tape: Tape | null, x: Tensor4D, layer: Layer, stride: number): Tensor4D {
  const { filter, bias } = layer;
  const attrs = attributes(stride);
  const inputs = { x, filter: filter.value, bias: bias.value };
  const y = runKernel<Tensor4D>('FusedConv2D', inputs, { ...attrs, ...LINEAR });
  if (!tape) return y;
  const wantsInput = tape.tracks(x);
  return tape.record(y, wantsInput ? [x] : [], [filter, bias], (dy: Tensor) => [
    ...(wantsInput
      ? [runKernel('Conv2DBackpropInput', { dy, filter: filter.value }, { ...attrs, inputShape: x.shape })]
      : []),
    runKernel('Conv2DBackpropFilter', { x, dy }, { ...attrs, filterShape: filter.value.shape }),
    biasGradient(dy),
  ]);
}

/** Channel by channel. */
export function depthwiseSame(tape: Tape | null, x: Tensor4D, layer: Layer, stride: number): Tensor4D {
  const { filter, bias } = layer;
  const attrs = attributes(stride);
  const inputs = { x, filter: filter.value, bias: bias.value };
  const y = hasKernel('FusedDepthwiseConv2D')
    ? runKernel<Tensor4D>('FusedDepthwiseConv2D', inputs, { ...attrs, ...LINEAR })
    : (tidy(() =>
        add(runKernel('DepthwiseConv2dNative', { x, filter: filter.value }, attrs), bias.value),
      ) as Tensor4D);
  if (!tape) return y;
  return tape.record(y, [x], [filter, bias], (dy: Tensor) => [
    runKernel(
      'DepthwiseConv2dNativeBackpropInput',
      { dy, filter: filter.value },
      { ...attrs, inputShape: x.shape },
    ),
    runKernel(
      'DepthwiseConv2dNativeBackpropFilter',
      { x, dy },
      { ...attrs, filterShape: filter.value.shape },
    ),
    biasGradient(dy),
  ]);
}

const POOLED = 'pooled';

/**
 * Squeeze-and-excitation: y = x * gate, gate = sigmoid(expand(swish(reduce(mean of x over its places)))), `[N, C]`. One entry of the tape:
 * the small layers keep a tape of their own, so that both ways back to x are one pass over it.
 */
export function squeezeExcite(tape: Tape | null, x: Tensor4D, reduce: Layer, expand: Layer): Tensor4D {
  const [n, height, width, channels] = x.shape;
  const inner = tape && new Tape();
  const run = () => {
    const mean = reshape(channelSums(x, null, n, 1 / (height * width)), [n, 1, 1, channels]) as Tensor4D;
    const pooled = inner
      ? inner.record(mean, [], [{ name: POOLED, value: mean }], (dy: Tensor) => [clone(dy)])
      : mean;
    const small = swish(inner, convSame(inner, pooled, reduce, 1));
    const logits = convSame(inner, small, expand, 1);
    const gate = sigmoid(logits);
    inner?.record(gate, [logits], [], (dy: Tensor) => [mul(dy, mul(gate, sub(1, gate)))]);
    return gate;
  };
  if (!tape || !inner) return tidy(() => channelScale(x, run(), null));
  const gate = run();
  const y = channelScale(x, gate, null);
  const parameters = [reduce.filter, reduce.bias, expand.filter, expand.bias];
  return tape.record(y, [x], parameters, (dy: Tensor) => {
    const kept = clone(gate);
    const dgate = reshape(channelSums(dy, x, n), [n, 1, 1, channels]);
    const gradients = inner.backward(gate, dgate);
    const shift = mul(gradients.get(POOLED) as Tensor, 1 / (height * width));
    const dx = channelScale(dy as Tensor4D, kept, shift);
    return [dx, ...parameters.map(({ name }) => gradients.get(name) as Tensor)];
  });
}

/** a + b. */
export function sumOf(tape: Tape | null, a: Tensor4D, b: Tensor4D): Tensor4D {
  const y = add(a, b) as Tensor4D;
  return tape ? tape.record(y, [a, b], [], (dy: Tensor) => [clone(dy), clone(dy)]) : y;
}
