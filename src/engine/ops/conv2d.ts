/**
 * Convolution without bias, NHWC, weights `[k, k, in, out]`, as many zeros on every side as PyTorch's `padding` says. The
 * gradients are the kernels Conv2DBackpropFilter and Conv2DBackpropInput, which every backend has from us or from tfjs.
 */
import type { Tensor, Tensor4D } from '@tensorflow/tfjs-core';
import { runKernel, symmetricPad, type Padding } from './kernels.ts';
import type { Parameter, Tape } from './tape.ts';

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
  return tape.record(y, wantsInput ? [x] : [], [weight], (dy: Tensor) => {
    const gradients: Tensor[] = [];
    if (wantsInput)
      gradients.push(runKernel('Conv2DBackpropInput', { dy, filter }, { ...attrs, inputShape: x.shape }));
    gradients.push(runKernel('Conv2DBackpropFilter', { x, dy }, { ...attrs, filterShape: filter.shape }));
    return gradients;
  });
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
