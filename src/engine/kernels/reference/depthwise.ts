/** Gradients of a depthwise convolution (channel multiplier 1) as plain loops, for backends that lack them. */
import { backend_util } from '@tensorflow/tfjs-core';
import type { NamedAttrMap } from '@tensorflow/tfjs-core';
import type { HostKernel } from './host.ts';

type Shape4 = [number, number, number, number];

/** Offsets of every meeting of an input value, a filter weight and an output value. */
function forEachTap(
  inputShape: readonly number[],
  filterShape: readonly number[],
  attrs: NamedAttrMap,
  visit: (x: number, w: number, y: number) => void,
): void {
  const info = backend_util.computeConv2DInfo(
    [...inputShape] as Shape4,
    [...filterShape] as Shape4,
    attrs.strides as [number, number],
    1,
    attrs.pad as 'same',
    'floor',
    true,
  );
  const { batchSize, outHeight, outWidth, inHeight, inWidth, inChannels: channels, padInfo } = info;
  for (let pixel = 0; pixel < batchSize * outHeight * outWidth; pixel++) {
    const top = (Math.floor(pixel / outWidth) % outHeight) * info.strideHeight - padInfo.top;
    const left = (pixel % outWidth) * info.strideWidth - padInfo.left;
    const image = Math.floor(pixel / (outWidth * outHeight));
    for (let ky = 0; ky < info.filterHeight; ky++)
      for (let kx = 0; kx < info.filterWidth; kx++) {
        const [y, x] = [top + ky, left + kx];
        if (y < 0 || y >= inHeight || x < 0 || x >= inWidth) continue;
        const at = ((image * inHeight + y) * inWidth + x) * channels;
        for (let c = 0; c < channels; c++)
          visit(at + c, (ky * info.filterWidth + kx) * channels + c, pixel * channels + c);
      }
  }
}

export const depthwiseBackpropInput: HostKernel = ({ dy, filter }, attrs) => {
  const shape = attrs.inputShape as number[];
  const values = new Float32Array(shape.reduce((a, b) => a * b, 1));
  forEachTap(shape, filter.shape, attrs, (x, w, y) => (values[x] += filter.values[w] * dy.values[y]));
  return [{ values, shape }];
};

export const depthwiseBackpropFilter: HostKernel = ({ x: input, dy }, attrs) => {
  const shape = attrs.filterShape as number[];
  const sums = new Float64Array(shape.reduce((a, b) => a * b, 1));
  forEachTap(input.shape, shape, attrs, (x, w, y) => (sums[w] += input.values[x] * dy.values[y]));
  return [{ values: Float32Array.from(sums), shape }];
};
