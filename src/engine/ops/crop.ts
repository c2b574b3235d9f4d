/** Parts of maps. (tfjs's Slice copies the channels of one place at a time, which is slow on WASM's shared memory.) */
import { pad, slice } from '@tensorflow/tfjs-core';
import type { Tensor, Tensor4D } from '@tensorflow/tfjs-core';
import { CROP, type CropAttrs } from '../kernels/names.ts';
import { hasKernel, runKernel } from './kernels.ts';
import type { Tape } from './tape.ts';

/** `[N, H, W, C]` to `[N, height, width, C]`: the places from (top, left) on. */
export function part(x: Tensor4D, attrs: CropAttrs): Tensor4D {
  if (hasKernel(CROP)) return runKernel<Tensor4D>(CROP, { x }, attrs);
  const { top, left, height, width } = attrs;
  return slice(x, [0, top, left, 0], [x.shape[0], height, width, x.shape[3]]);
}

/**
 * The places that convolutions without padding leave, for the shortcut beside them: `[N, H, W, C]` to `[N, H - 2 margin, W - 2 margin, C]`.
 * Without a tape for inference.
 */
export function crop(tape: Tape | null, x: Tensor4D, margin: number): Tensor4D {
  const [, height, width] = x.shape;
  const y = part(x, { top: margin, left: margin, height: height - 2 * margin, width: width - 2 * margin });
  if (!tape) return y;
  const edge: [number, number] = [margin, margin];
  return tape.record(y, [x], [], (dy: Tensor) => [pad(dy as Tensor4D, [[0, 0], edge, edge, [0, 0]])]);
}
