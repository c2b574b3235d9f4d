/** The places that convolutions without padding leave: what a shortcut beside them is cut to. */
import { pad, slice } from '@tensorflow/tfjs-core';
import type { Tensor, Tensor4D } from '@tensorflow/tfjs-core';
import { CROP } from '../kernels/names.ts';
import { hasKernel, runKernel } from './kernels.ts';
import type { Tape } from './tape.ts';

/** `[N, H, W, C]` to `[N, H - 2 margin, W - 2 margin, C]`; without a tape for inference. */
export function crop(tape: Tape | null, x: Tensor4D, margin: number): Tensor4D {
  const y = hasKernel(CROP) ? runKernel<Tensor4D>(CROP, { x }, { margin }) : sliced(x, margin);
  if (!tape) return y;
  const edge: [number, number] = [margin, margin];
  return tape.record(y, [x], [], (dy: Tensor) => [pad(dy as Tensor4D, [[0, 0], edge, edge, [0, 0]])]);
}

function sliced(x: Tensor4D, margin: number): Tensor4D {
  const [n, height, width, channels] = x.shape;
  return slice(x, [0, margin, margin, 0], [n, height - 2 * margin, width - 2 * margin, channels]);
}
