/** Max pooling of the ImageNet stem (3x3, stride 2, padding 1, as PyTorch) and global average pooling. */
import { fill, mul, pad, reshape, tidy } from '@tensorflow/tfjs-core';
import type { Tensor, Tensor2D, Tensor4D } from '@tensorflow/tfjs-core';
import { SPREAD } from '../kernels/names.ts';
import { channelSums } from './channels.ts';
import { hasKernel, runKernel, type Padding } from './kernels.ts';
import type { Tape } from './tape.ts';

const STEM_POOL = {
  filterSize: [3, 3],
  strides: [2, 2],
  pad: 1,
  dimRoundingMode: undefined,
};

/** `[N, H, W, C]` to `[N, ceil(H / 2), ceil(W / 2), C]`; without a tape for inference. */
export function maxPool(tape: Tape | null, x: Tensor4D): Tensor4D {
  const y = runKernel<Tensor4D>('MaxPool', { x }, STEM_POOL);
  if (!tape) return y;
  return tape.record(y, [x], [], (dy: Tensor) => [
    runKernel('MaxPoolGrad', { dy, input: x, output: y }, STEM_POOL),
  ]);
}

/** The same with other padding, of values that are not negative (a ReLU's). Inference only. */
export function maxPoolOfPositive(x: Tensor4D, down: Padding, across: Padding): Tensor4D {
  return tidy(() => {
    const padded = pad(x, [
      [0, 0],
      [down.before, down.after],
      [across.before, across.after],
      [0, 0],
    ]);
    return runKernel<Tensor4D>('MaxPool', { x: padded }, { ...STEM_POOL, pad: 'valid' });
  });
}

/** Mean over the places: `[N, H, W, C]` to `[N, C]`. */
export function globalAveragePool(tape: Tape | null, x: Tensor4D): Tensor2D {
  const [n, height, width, channels] = x.shape;
  const factor = 1 / (height * width);
  // A backend with the kernel for the way back has that for sums, too.
  const own = hasKernel(SPREAD);
  const y = own ? channelSums(x, null, n, factor) : averagePool(x);
  if (!tape) return y;
  return tape.record(y, [x], [], (dy: Tensor) => [
    own
      ? runKernel(SPREAD, { x: dy }, { height, width, factor })
      : mul(reshape(dy, [n, 1, 1, channels]), fill([1, height, width, 1], factor)),
  ]);
}

function averagePool(x: Tensor4D): Tensor2D {
  const [n, height, width, channels] = x.shape;
  const pooled = runKernel<Tensor4D>(
    'AvgPool',
    { x },
    { filterSize: [height, width], strides: [1, 1], pad: 'valid', dimRoundingMode: undefined },
  );
  const y = reshape(pooled, [n, channels]) as Tensor2D;
  pooled.dispose();
  return y;
}
