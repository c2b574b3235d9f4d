/** Swish, sums over places and scales per channel: own kernels where the backend has them, else composed of stock operations. */
import { add, mul, reshape, sigmoid, sub, sum, tidy } from '@tensorflow/tfjs-core';
import type { Tensor, Tensor2D, Tensor4D } from '@tensorflow/tfjs-core';
import { CHANNEL_SCALE, CHANNEL_SUMS, SWISH, SWISH_GRAD } from '../kernels/names.ts';
import { hasKernel, runKernel } from './kernels.ts';
import type { Tape } from './tape.ts';

/** x * sigmoid(x); without a tape for inference. */
export function swish<T extends Tensor>(tape: Tape | null, x: T): T {
  const y = hasKernel(SWISH) ? runKernel<T>(SWISH, { x }) : (tidy(() => mul(x, sigmoid(x))) as T);
  if (!tape) return y;
  return tape.record(y, [x], [], (dy: Tensor) => [swishGradient(x, dy)]);
}

/** dx of y = x * sigmoid(x). */
export function swishGradient(x: Tensor, dy: Tensor): Tensor {
  if (hasKernel(SWISH_GRAD)) return runKernel(SWISH_GRAD, { x, dy });
  return tidy(() => {
    const s = sigmoid(x);
    return mul(dy, mul(s, add(1, mul(x, sub(1, s)))));
  });
}

/** factor * sum of a (* b) over the places of each of `segments` equal parts: `[segments, C]`. */
export function channelSums(
  a: Tensor,
  b: Tensor | null,
  segments: number,
  factor = 1,
  place: { into?: object } = {},
): Tensor2D {
  if (hasKernel(CHANNEL_SUMS))
    return runKernel(CHANNEL_SUMS, b ? { a, b } : { a }, { segments, factor, ...place });
  const channels = a.shape[a.shape.length - 1];
  return tidy(() => {
    const product = reshape(b ? mul(a, b) : a, [segments, -1, channels]);
    return mul(sum(product, 1), factor) as Tensor2D;
  });
}

/** x * scale (+ shift), numbers `[N, C]` of each image for all its places. */
export function channelScale(x: Tensor4D, scale: Tensor, shift: Tensor | null): Tensor4D {
  if (hasKernel(CHANNEL_SCALE)) return runKernel(CHANNEL_SCALE, shift ? { x, scale, shift } : { x, scale });
  const [n, , , channels] = x.shape;
  const spread = (t: Tensor) => reshape(t, [n, 1, 1, channels]);
  return tidy(() => {
    const y = mul(x, spread(scale));
    return (shift ? add(y, spread(shift)) : y) as Tensor4D;
  });
}
