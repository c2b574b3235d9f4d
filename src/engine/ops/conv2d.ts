/**
 * Convolution without bias, NHWC, weights `[k, k, in, out]`, padding (k - 1) / 2 on every side as PyTorch does it. The
 * gradients are the kernels Conv2DBackpropFilter and Conv2DBackpropInput, which every backend has from us or from tfjs.
 */
import type { Tensor, Tensor4D } from '@tensorflow/tfjs-core';
import { runKernel, symmetricPad, type Padding } from './kernels.ts';
import type { Parameter, Tape } from './tape.ts';

function attributes(kernel: number, stride: number) {
  return {
    strides: [stride, stride] as [number, number],
    pad: symmetricPad((kernel - 1) / 2),
    dataFormat: 'NHWC',
    dimRoundingMode: undefined,
  };
}

/** `[N, H, W, in]` to `[N, ceil(H / stride), ceil(W / stride), out]` (odd kernels). */
export function conv2d(tape: Tape, x: Tensor4D, weight: Parameter<Tensor4D>, stride: number): Tensor4D {
  const filter = weight.value;
  const attrs = attributes(filter.shape[0], stride);
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

/** Inference: bias and optional ReLU in the same pass; other padding than (k - 1) / 2 where given (down, across). */
export function convBias(
  x: Tensor4D,
  filter: Tensor4D,
  bias: Tensor,
  stride: number,
  activation: 'relu' | 'linear',
  padding: readonly [Padding, Padding] | null = null,
): Tensor4D {
  const attrs = attributes(filter.shape[0], stride);
  const sides = padding?.map(({ before, after }) => [before, after]);
  const pad = sides ? [[0, 0], ...sides, [0, 0]] : attrs.pad;
  return runKernel<Tensor4D>(
    'FusedConv2D',
    { x, filter, bias },
    { ...attrs, pad, dilations: [1, 1], activation, leakyreluAlpha: 0 },
  );
}
