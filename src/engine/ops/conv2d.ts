/**
 * Convolution without bias, NHWC, weights `[k, k, in, out]`, as many zeros on every side as PyTorch's `padding` says. The
 * gradients are the kernels Conv2DBackpropFilter and Conv2DBackpropInput, which every backend has from us or from tfjs.
 */
import type { Tensor, Tensor4D } from '@tensorflow/tfjs-core';
import { CONV_INPUT_GRAD_PLUS } from '../kernels/names.ts';
import { hasKernel, runKernel, symmetricPad, type Padding } from './kernels.ts';
import type { Parameter, SumsSoFar, Tape } from './tape.ts';

/** How a filter goes over the places. */
export interface Walk {
  readonly stride: number;
  /** Zeros on every side. */
  readonly padding: number;
}

function attributes({ stride, padding }: Walk) {
  return {
    strides: [stride, stride] as [number, number],
    pad: symmetricPad(padding),
    dataFormat: 'NHWC',
    dimRoundingMode: undefined,
  };
}

/** `[N, H, W, in]` to `[N, h, w, out]`, h = floor((H + 2 padding - k) / stride) + 1. */
export function conv2d(tape: Tape, x: Tensor4D, weight: Parameter<Tensor4D>, walk: Walk): Tensor4D {
  const filter = weight.value;
  const attrs = attributes(walk);
  const y = runKernel<Tensor4D>('Conv2D', { x, filter }, { ...attrs, dilations: [1, 1] });
  const wantsInput = tape.tracks(x);
  return tape.record(y, wantsInput ? [x] : [], [weight], (dy: Tensor, sumsSoFar) => {
    const gradients: Tensor[] = [];
    if (wantsInput) gradients.push(inputGradient(x, dy, filter, attrs, sumsSoFar));
    const ofFilter = { ...attrs, filterShape: filter.shape, ...tape.into(weight.name) };
    gradients.push(runKernel('Conv2DBackpropFilter', { x, dy }, ofFilter));
    return gradients;
  });
}

/** Added to what others have given to the input, in one pass where the backend can. */
export function inputGradient(
  x: Tensor4D,
  dy: Tensor,
  filter: Tensor,
  attributes: object,
  sumsSoFar: SumsSoFar,
): Tensor {
  const attrs = { ...attributes, inputShape: x.shape };
  const plus = hasKernel(CONV_INPUT_GRAD_PLUS) ? sumsSoFar.take(x) : undefined;
  if (!plus) return runKernel('Conv2DBackpropInput', { dy, filter }, attrs);
  const sum = runKernel(CONV_INPUT_GRAD_PLUS, { dy, filter, plus }, attrs);
  plus.dispose();
  return sum;
}

/** Inference: bias and optional ReLU in the same pass; other padding than that of the walk where given (down, across). */
export function convBias(
  x: Tensor4D,
  filter: Tensor4D,
  bias: Tensor,
  walk: Walk,
  activation: 'relu' | 'linear',
  padding: readonly [Padding, Padding] | null = null,
): Tensor4D {
  const attrs = attributes(walk);
  const sides = padding?.map(({ before, after }) => [before, after]);
  const pad = sides ? [[0, 0], ...sides, [0, 0]] : attrs.pad;
  return runKernel<Tensor4D>(
    'FusedConv2D',
    { x, filter, bias },
    { ...attrs, pad, dilations: [1, 1], activation, leakyreluAlpha: 0 },
  );
}
