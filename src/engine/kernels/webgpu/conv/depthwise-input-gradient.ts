/**
 * DepthwiseConv2dNativeBackpropInput: one thread per input pixel and four channels, which visits only those taps of the
 * filter that the stride lets meet this pixel (every s-th row and column), never a zero that was put in between.
 *
 *   dx[n, y, x, ch] = sum over r, c with s | (y + pad - r), s | (x + pad - c) of dy[n, (y + pad - r) / s, (x + pad - c) / s, ch] W[r, c, ch]
 */
import { util } from '@tensorflow/tfjs-core';
import type { KernelFunc, TensorInfo } from '@tensorflow/tfjs-core';
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import { dispatch, gridOf } from '../program.ts';
import type { ConvAttrs, ConvGeometry } from './geometry.ts';
import { convGeometry, windowUniforms } from './geometry.ts';

const THREADS = 64;

/** dx [N,H,W,C] of dy [N,outH,outW,C] and filter [h,w,C,1]. */
function depthwiseInputGradient(
  backend: WebGPUBackend,
  dy: TensorInfo,
  filter: TensorInfo,
  g: ConvGeometry,
): TensorInfo {
  const components = g.channels % 4 === 0 ? 4 : 1;
  const type = components === 4 ? 'vec4<f32>' : 'f32';
  const output = backend.makeTensorInfo([g.batch, g.height, g.width, g.channels], 'float32');
  const total = util.sizeFromShape(output.shape) / components;
  dispatch(backend, output, {
    key: `depthwiseInputGradient_${components}`,
    code: () => `
      fn main() {
        let at = (i32(workgroupId.y) * i32(numWorkgroups.x) + i32(workgroupId.x)) * ${THREADS} + i32(localId.x);
        if (at >= uniforms.total) { return; }
        let pixel = at / uniforms.lanes;
        let lane = at - pixel * uniforms.lanes;
        let line = pixel / uniforms.width;
        let image = line / uniforms.height;
        let y = line - image * uniforms.height + uniforms.padTop;
        let x = pixel - line * uniforms.width + uniforms.padLeft;
        var sum = ${type}(0.0);
        for (var r = y % uniforms.strideY; r < uniforms.filterHeight; r += uniforms.strideY) {
          let outY = (y - r) / uniforms.strideY;
          if (y < r || outY >= uniforms.outHeight) { continue; }
          for (var c = x % uniforms.strideX; c < uniforms.filterWidth; c += uniforms.strideX) {
            let outX = (x - c) / uniforms.strideX;
            if (x < c || outX >= uniforms.outWidth) { continue; }
            sum += dy[((image * uniforms.outHeight + outY) * uniforms.outWidth + outX) * uniforms.lanes + lane]
                 * filter_[(r * uniforms.filterWidth + c) * uniforms.lanes + lane];
          }
        }
        result[at] = sum;
      }`,
    inputs: [
      { name: 'dy', tensor: dy, components },
      { name: 'filter_', tensor: filter, components },
    ],
    outputComponents: components,
    workgroupSize: [THREADS, 1, 1],
    workgroups: gridOf(Math.ceil(total / THREADS)),
    uniforms: {
      total,
      lanes: g.channels / components,
      ...windowUniforms(g),
    },
  });
  return output;
}

/** Kernel `DepthwiseConv2dNativeBackpropInput`; a channel multiplier other than 1 goes to stock. */
export function makeDepthwiseBackpropInput(stock: KernelFunc | undefined): KernelFunc {
  return (args) => {
    const { dy, filter } = args.inputs as Record<'dy' | 'filter', TensorInfo>;
    const attrs = args.attrs as unknown as ConvAttrs & { inputShape: number[] };
    const geometry = convGeometry([dy, filter], attrs.inputShape, filter.shape, attrs, true);
    if (!geometry || geometry.outChannels !== geometry.channels) return stock!(args);
    return depthwiseInputGradient(args.backend as WebGPUBackend, dy, filter, geometry);
  };
}
