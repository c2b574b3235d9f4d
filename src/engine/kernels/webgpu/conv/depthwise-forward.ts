/**
 * Depthwise convolution with bias and swish in one pass: one thread per output pixel and four channels. With `keep` the value before the
 * activation is written as well, for the gradient.
 */
import type { KernelFunc, TensorInfo } from '@tensorflow/tfjs-core';
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import { BEGIN_PLACE, THREADS } from '../elementwise.ts';
import { activated } from '../gemm/epilogue.ts';
import { dispatch, gridOf } from '../program.ts';
import type { ConvAttrs, ConvGeometry } from './geometry.ts';
import { convGeometry, windowUniforms } from './geometry.ts';

/** [y] or, with `keep`, [y, z], y = swish(z), z [N,outH,outW,C] of x [N,H,W,C], filter [h,w,C,1] and bias [C]. */
function depthwiseSwish(
  backend: WebGPUBackend,
  { x, filter, bias }: Record<'x' | 'filter' | 'bias', TensorInfo>,
  g: ConvGeometry,
  keep: boolean,
): TensorInfo[] {
  const components = g.channels % 4 === 0 ? 4 : 1;
  const shape = [g.batch, g.outHeight, g.outWidth, g.channels];
  const y = backend.makeTensorInfo(shape, 'float32');
  const z = keep ? backend.makeTensorInfo(shape, 'float32') : undefined;
  const total = (g.batch * g.outHeight * g.outWidth * g.channels) / components;
  const component = components === 4 ? '' : '.x';
  dispatch(backend, y, {
    key: `depthwiseSwish_${keep}_${components}`,
    code: () => `
      fn main() {
        ${BEGIN_PLACE}
        let pixel = at / uniforms.lanes;
        let lane = at - pixel * uniforms.lanes;
        let line = pixel / uniforms.outWidth;
        let image = line / uniforms.outHeight;
        let top = (line - image * uniforms.outHeight) * uniforms.strideY - uniforms.padTop;
        let left = (pixel - line * uniforms.outWidth) * uniforms.strideX - uniforms.padLeft;
        var sum = bias[lane];
        for (var r = max(0, -top); r < min(uniforms.filterHeight, uniforms.height - top); r++) {
          let row = (image * uniforms.height + top + r) * uniforms.width + left;
          for (var c = max(0, -left); c < min(uniforms.filterWidth, uniforms.width - left); c++) {
            sum += x[(row + c) * uniforms.lanes + lane] * filter_[(r * uniforms.filterWidth + c) * uniforms.lanes + lane];
          }
        }
        ${keep ? 'before[at] = sum;' : ''}
        let value = vec4<f32>(sum);
        result[at] = (${activated({ activation: 'swish' }, 'value')})${component};
      }`,
    inputs: [
      { name: 'x', tensor: x, components },
      { name: 'filter_', tensor: filter, components },
      { name: 'bias', tensor: bias, components },
    ],
    outputComponents: components,
    more: z ? [{ name: 'before', tensor: z, components }] : [],
    workgroupSize: [THREADS, 1, 1],
    workgroups: gridOf(Math.ceil(total / THREADS)),
    uniforms: {
      total,
      lanes: g.channels / components,
      ...windowUniforms(g),
    },
  });
  return z ? [y, z] : [y];
}

/** Kernel `PlaygroundDepthwiseSwish`. */
export const makeDepthwiseSwish = (): KernelFunc => (args) => {
  const inputs = args.inputs as Record<'x' | 'filter' | 'bias', TensorInfo>;
  const attrs = args.attrs as unknown as ConvAttrs & { keep?: boolean };
  const { x, filter } = inputs;
  const geometry = convGeometry([x, filter], x.shape, filter.shape, attrs, true);
  if (geometry?.outChannels !== geometry?.channels || !geometry)
    throw new Error(
      'A depthwise convolution with swish must be NHWC, float32, without dilation, one filter a channel.',
    );
  return depthwiseSwish(args.backend as WebGPUBackend, inputs, geometry, attrs.keep ?? false);
};
