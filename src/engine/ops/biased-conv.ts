/**
 * Convolutions with a bias and TensorFlow's SAME padding, plain and depthwise, as EfficientNet has them once its normalisation is
 * folded in; squeeze-and-excitation; the sum of a residual. Each works without a tape too, for inference.
 */
import { add, clone, mul, reshape, sigmoid, sub, tidy } from '@tensorflow/tfjs-core';
import type { Tensor, Tensor1D, Tensor4D } from '@tensorflow/tfjs-core';
import { CONV_GATE, CONV_SWISH, DEPTHWISE_SWISH, GATE_GRAD } from '../kernels/names.ts';
import { channelScale, channelSums, swish, swishGradient } from './channels.ts';
import { hasKernel, runKernel, runKernelOutputs } from './kernels.ts';
import { inputGradient } from './conv2d.ts';
import { Tape, type Backward, type Parameter } from './tape.ts';

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
const biasGradient = (dy: Tensor, place: { into?: object }) =>
  reshape(channelSums(dy, null, 1, 1, place), [dy.shape[dy.shape.length - 1]]);

function convBackward(tape: Tape, x: Tensor4D, { filter, bias }: Layer, stride: number): Backward {
  const attrs = attributes(stride);
  const wantsInput = tape.tracks(x);
  return (dy, sumsSoFar) => [
    ...(wantsInput ? [inputGradient(x, dy, filter.value, attrs, sumsSoFar)] : []),
    runKernel(
      'Conv2DBackpropFilter',
      { x, dy },
      { ...attrs, filterShape: filter.value.shape, ...tape.into(filter.name) },
    ),
    biasGradient(dy, tape.into(bias.name)),
  ];
}

function depthwiseBackward(tape: Tape, x: Tensor4D, { filter, bias }: Layer, stride: number): Backward {
  const attrs = attributes(stride);
  return (dy) => [
    runKernel(
      'DepthwiseConv2dNativeBackpropInput',
      { dy, filter: filter.value },
      { ...attrs, inputShape: x.shape },
    ),
    runKernel(
      'DepthwiseConv2dNativeBackpropFilter',
      { x, dy },
      { ...attrs, filterShape: filter.value.shape, ...tape.into(filter.name) },
    ),
    biasGradient(dy, tape.into(bias.name)),
  ];
}

const inputsOf = (tape: Tape, x: Tensor4D) => (tape.tracks(x) ? [x] : []);

/** `[N, H, W, in]` to `[N, ceil(H / stride), ceil(W / stride), out]`. */
export function convSame(tape: Tape | null, x: Tensor4D, layer: Layer, stride: number): Tensor4D {
  const { filter, bias } = layer;
  const inputs = { x, filter: filter.value, bias: bias.value };
  const y = runKernel<Tensor4D>('FusedConv2D', inputs, { ...attributes(stride), ...LINEAR });
  if (!tape) return y;
  return tape.record(y, inputsOf(tape, x), [filter, bias], convBackward(tape, x, layer, stride));
}

/** Channel by channel. */
function depthwiseSame(tape: Tape | null, x: Tensor4D, layer: Layer, stride: number): Tensor4D {
  const { filter, bias } = layer;
  const attrs = attributes(stride);
  const inputs = { x, filter: filter.value, bias: bias.value };
  const y = hasKernel('FusedDepthwiseConv2D')
    ? runKernel<Tensor4D>('FusedDepthwiseConv2D', inputs, { ...attrs, ...LINEAR })
    : (tidy(() =>
        add(runKernel('DepthwiseConv2dNative', { x, filter: filter.value }, attrs), bias.value),
      ) as Tensor4D);
  if (!tape) return y;
  return tape.record(y, [x], [filter, bias], depthwiseBackward(tape, x, layer, stride));
}

/** A layer and the swish after it, in one pass where the backend can. */
function withSwish(kernel: string, plain: typeof convSame, backward: typeof convBackward): typeof convSame {
  return (tape, x, layer, stride) => {
    if (!hasKernel(kernel)) {
      const z = plain(tape, x, layer, stride);
      const activated = swish(tape, z);
      if (!tape) z.dispose();
      return activated;
    }
    const { filter, bias } = layer;
    const inputs = { x, filter: filter.value, bias: bias.value };
    const outputs = runKernelOutputs(kernel, inputs, { ...attributes(stride), keep: tape !== null });
    const [y, z] = outputs as [Tensor4D, Tensor4D];
    if (!tape) return y;
    tape.record(z, inputsOf(tape, x), [filter, bias], backward(tape, x, layer, stride));
    return tape.record(y, [z], [], (dy: Tensor) => [swishGradient(z, dy)]);
  };
}

export const convSwish = withSwish(CONV_SWISH, convSame, convBackward);
export const depthwiseSwish = withSwish(DEPTHWISE_SWISH, depthwiseSame, depthwiseBackward);

/** A layer and the sigmoid after it. */
function convGate(tape: Tape | null, x: Tensor4D, layer: Layer): Tensor4D {
  if (!hasKernel(CONV_GATE)) {
    const logits = convSame(tape, x, layer, 1);
    const gate = sigmoid(logits);
    if (!tape) return gate;
    return tape.record(gate, [logits], [], (dy: Tensor) => [mul(dy, mul(gate, sub(1, gate)))]);
  }
  const { filter, bias } = layer;
  const inputs = { x, filter: filter.value, bias: bias.value };
  const gate = runKernel<Tensor4D>(CONV_GATE, inputs, attributes(1));
  if (!tape) return gate;
  const backward = convBackward(tape, x, layer, 1);
  return tape.record(gate, inputsOf(tape, x), [filter, bias], (dy: Tensor, sumsSoFar) =>
    backward(
      hasKernel(GATE_GRAD) ? runKernel(GATE_GRAD, { y: gate, dy }) : mul(dy, mul(gate, sub(1, gate))),
      sumsSoFar,
    ),
  );
}

const POOLED = 'pooled';

/**
 * Squeeze-and-excitation: y = x * gate, gate = sigmoid(expand(swish(reduce(mean of x over its places)))), `[N, C]`. One entry of the tape:
 * the small layers keep a tape of their own, so that both ways back to x are one pass over it.
 */
export function squeezeExcite(tape: Tape | null, x: Tensor4D, reduce: Layer, expand: Layer): Tensor4D {
  const [n, height, width, channels] = x.shape;
  const inner = tape && new Tape(tape.places);
  const run = () => {
    const mean = reshape(channelSums(x, null, n, 1 / (height * width)), [n, 1, 1, channels]) as Tensor4D;
    const pooled = inner
      ? inner.record(mean, [], [{ name: POOLED, value: mean }], (dy: Tensor) => [clone(dy)])
      : mean;
    return convGate(inner, convSwish(inner, pooled, reduce, 1), expand);
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
