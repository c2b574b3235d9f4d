/** MaxPoolGrad as a loop: the gradient goes to the first largest value of each window, as PyTorch gives it. */
import { backend_util } from '@tensorflow/tfjs-core';
import type { HostKernel } from './host.ts';

/** inputs { dy, input, output }. */
export const maxPoolGrad: HostKernel = ({ dy, input }, attrs) => {
  const g = backend_util.computePool2DInfo(
    [...input.shape] as [number, number, number, number],
    attrs.filterSize as [number, number],
    attrs.strides as [number, number],
    1,
    attrs.pad as 'same',
  );
  const channels = g.inChannels;
  const x = input.values;
  const dx = new Float32Array(x.length);
  for (let n = 0; n < g.batchSize; n++)
    for (let oy = 0; oy < g.outHeight; oy++)
      for (let ox = 0; ox < g.outWidth; ox++)
        for (let c = 0; c < channels; c++) {
          let best = -1;
          for (let ky = 0; ky < g.filterHeight; ky++) {
            const iy = oy * g.strideHeight + ky - g.padInfo.top;
            if (iy < 0 || iy >= g.inHeight) continue;
            for (let kx = 0; kx < g.filterWidth; kx++) {
              const ix = ox * g.strideWidth + kx - g.padInfo.left;
              if (ix < 0 || ix >= g.inWidth) continue;
              const at = ((n * g.inHeight + iy) * g.inWidth + ix) * channels + c;
              if (best < 0 || x[at] > x[best]) best = at;
            }
          }
          dx[best] += dy.values[((n * g.outHeight + oy) * g.outWidth + ox) * channels + c];
        }
  return [{ values: dx, shape: input.shape }];
};
