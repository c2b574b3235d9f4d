/** Convolution NHWC x [kh, kw, in, out] and its two gradients as direct sums, dilation 1, accumulated in float64. */
import { backend_util } from '@tensorflow/tfjs-core';
import type { NamedAttrMap } from '@tensorflow/tfjs-core';
import type { HostKernel } from './host.ts';

type Shape4 = [number, number, number, number];

function geometry(inputShape: readonly number[], filterShape: readonly number[], attrs: NamedAttrMap) {
  return backend_util.computeConv2DInfo(
    [...inputShape] as Shape4,
    [...filterShape] as Shape4,
    attrs.strides as [number, number],
    1,
    attrs.pad as 'same',
  );
}
type Geometry = ReturnType<typeof geometry>;

/** Calls `visit(xOffset, wOffset, yOffset)` for every pixel of the output and tap of the filter that meets the input. */
function forEachTap(g: Geometry, visit: (x: number, w: number, y: number) => void): void {
  for (let n = 0; n < g.batchSize; n++)
    for (let oy = 0; oy < g.outHeight; oy++)
      for (let ox = 0; ox < g.outWidth; ox++) {
        const y = ((n * g.outHeight + oy) * g.outWidth + ox) * g.outChannels;
        for (let ky = 0; ky < g.filterHeight; ky++) {
          const iy = oy * g.strideHeight + ky - g.padInfo.top;
          if (iy < 0 || iy >= g.inHeight) continue;
          for (let kx = 0; kx < g.filterWidth; kx++) {
            const ix = ox * g.strideWidth + kx - g.padInfo.left;
            if (ix < 0 || ix >= g.inWidth) continue;
            visit(
              ((n * g.inHeight + iy) * g.inWidth + ix) * g.inChannels,
              (ky * g.filterWidth + kx) * g.inChannels * g.outChannels,
              y,
            );
          }
        }
      }
}

/** inputs { x, filter }. */
export const conv2d: HostKernel = ({ x, filter }, attrs) => {
  const g = geometry(x.shape, filter.shape, attrs);
  const sums = new Float64Array(g.outShape.reduce((a, b) => a * b));
  const { inChannels, outChannels } = g;
  const from = x.values;
  const weights = filter.values;
  forEachTap(g, (xAt, wAt, yAt) => {
    for (let i = 0; i < inChannels; i++) {
      const value = from[xAt + i];
      const w = wAt + i * outChannels;
      for (let o = 0; o < outChannels; o++) sums[yAt + o] += value * weights[w + o];
    }
  });
  return [{ values: Float32Array.from(sums), shape: g.outShape }];
};

/** inputs { x, dy }, attrs { filterShape }: d loss / d filter. */
export const conv2dBackpropFilter: HostKernel = ({ x, dy }, attrs) => {
  const filterShape = attrs.filterShape as number[];
  const g = geometry(x.shape, filterShape, attrs);
  const sums = new Float64Array(filterShape.reduce((a, b) => a * b));
  const { inChannels, outChannels } = g;
  const from = x.values;
  const upstream = dy.values;
  forEachTap(g, (xAt, wAt, yAt) => {
    for (let i = 0; i < inChannels; i++) {
      const value = from[xAt + i];
      const w = wAt + i * outChannels;
      for (let o = 0; o < outChannels; o++) sums[w + o] += value * upstream[yAt + o];
    }
  });
  return [{ values: Float32Array.from(sums), shape: filterShape }];
};

/** inputs { dy, filter }, attrs { inputShape }: d loss / d x. */
export const conv2dBackpropInput: HostKernel = ({ dy, filter }, attrs) => {
  const inputShape = attrs.inputShape as number[];
  const g = geometry(inputShape, filter.shape, attrs);
  const sums = new Float64Array(inputShape.reduce((a, b) => a * b));
  const { inChannels, outChannels } = g;
  const weights = filter.values;
  const upstream = dy.values;
  forEachTap(g, (xAt, wAt, yAt) => {
    for (let i = 0; i < inChannels; i++) {
      const w = wAt + i * outChannels;
      let sum = 0;
      for (let o = 0; o < outChannels; o++) sum += weights[w + o] * upstream[yAt + o];
      sums[xAt + i] += sum;
    }
  });
  return [{ values: Float32Array.from(sums), shape: inputShape }];
};
