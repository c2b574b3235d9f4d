/** A depthwise convolution (channel multiplier 1, NHWC) and its gradients as plain loops in float64. */
import type { ConvAttrs } from '../conv/geometry.ts';
import { convGeometry } from '../conv/geometry.ts';
import type { ConvGeometry } from '../conv/geometry.ts';
import type { HostTensor } from '../../reference/host.ts';

/** Calls `visit(x, w, y)` with the offsets of every meeting of an input value, a filter weight and an output value. */
function forEachTap(g: ConvGeometry, visit: (x: number, w: number, y: number) => void): void {
  const outputs = g.batch * g.outHeight * g.outWidth;
  for (let pixel = 0; pixel < outputs; pixel++) {
    const outX = pixel % g.outWidth;
    const outY = Math.floor(pixel / g.outWidth) % g.outHeight;
    const image = Math.floor(pixel / (g.outWidth * g.outHeight));
    for (let r = 0; r < g.filterHeight; r++) {
      for (let c = 0; c < g.filterWidth; c++) {
        const y = outY * g.strideY + r - g.padTop;
        const x = outX * g.strideX + c - g.padLeft;
        if (y < 0 || y >= g.height || x < 0 || x >= g.width) continue;
        for (let channel = 0; channel < g.channels; channel++) {
          visit(
            ((image * g.height + y) * g.width + x) * g.channels + channel,
            (r * g.filterWidth + c) * g.channels + channel,
            pixel * g.channels + channel,
          );
        }
      }
    }
  }
}

export function depthwiseReference(x: HostTensor, filter: HostTensor, attrs: ConvAttrs): HostTensor {
  const g = convGeometry([], x.shape, filter.shape, attrs, true) as ConvGeometry;
  const sums = new Float64Array(g.batch * g.outHeight * g.outWidth * g.channels);
  forEachTap(g, (xAt, wAt, yAt) => (sums[yAt] += x.values[xAt] * filter.values[wAt]));
  return { values: Float32Array.from(sums), shape: [g.batch, g.outHeight, g.outWidth, g.channels] };
}

export function depthwiseFilterGradientReference(x: HostTensor, dy: HostTensor, g: ConvGeometry): HostTensor {
  const sums = new Float64Array(g.filterHeight * g.filterWidth * g.channels);
  forEachTap(g, (xAt, wAt, yAt) => (sums[wAt] += x.values[xAt] * dy.values[yAt]));
  return { values: Float32Array.from(sums), shape: [g.filterHeight, g.filterWidth, g.channels, 1] };
}

export function depthwiseInputGradientReference(
  dy: HostTensor,
  filter: HostTensor,
  g: ConvGeometry,
): HostTensor {
  const sums = new Float64Array(g.batch * g.height * g.width * g.channels);
  forEachTap(g, (xAt, wAt, yAt) => (sums[xAt] += filter.values[wAt] * dy.values[yAt]));
  return { values: Float32Array.from(sums), shape: [g.batch, g.height, g.width, g.channels] };
}
