/** The places that convolutions without padding leave: what a shortcut beside them is cut to. */
import { pad, reshape, slice, tidy } from '@tensorflow/tfjs-core';
import type { Tensor, Tensor3D, Tensor4D } from '@tensorflow/tfjs-core';
import type { Tape } from './tape.ts';

/** Whole lines at a time: tfjs copies along the last axis, and channels alone are short. */
const lines = (x: Tensor4D) => reshape(x, [x.shape[0], x.shape[1], x.shape[2] * x.shape[3]]) as Tensor3D;

/** `[N, H, W, C]` to `[N, H - 2 margin, W - 2 margin, C]`; without a tape for inference. */
export function crop(tape: Tape | null, x: Tensor4D, margin: number): Tensor4D {
  const [n, height, width, channels] = x.shape;
  const size = [n, height - 2 * margin, width - 2 * margin, channels] as const;
  const y = tidy(() =>
    reshape(slice(lines(x), [0, margin, margin * channels], [n, size[1], size[2] * channels]), [...size]),
  ) as Tensor4D;
  if (!tape) return y;
  return tape.record(y, [x], [], (dy: Tensor) => {
    const across = margin * channels;
    const whole = pad(lines(dy as Tensor4D), [
      [0, 0],
      [margin, margin],
      [across, across],
    ]);
    return [reshape(whole, [...x.shape])];
  });
}
