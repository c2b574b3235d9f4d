/**
 * DepthwiseConv2dNativeBackpropFilter: threads stand side by side over channels and walk down the output pixels, keeping
 * one sum per tap of a filter row; the threads of a lane add up in workgroup memory, and the chunks of pixels in a last
 * pass of fixed order. Stock tfjs gives each of the few weights one thread with a loop over all pixels.
 *
 *   dW[r, c, ch] = sum over pixels (n, oy, ox) of x[n, oy s - pad + r, ox s - pad + c, ch] dy[n, oy, ox, ch]
 */
import type { KernelFunc, TensorInfo } from '@tensorflow/tfjs-core';
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import { addSplits } from '../gemm/add-splits.ts';
import { channelGrid, GRID_BEGIN, GRID_THREADS, gridUniforms, halve, rowLoop } from '../norm/channel-grid.ts';
import type { BufferSlice } from '../device.ts';
import { resultIn } from '../device.ts';
import { dispatch } from '../program.ts';
import type { ConvAttrs, ConvGeometry } from './geometry.ts';
import { convGeometry, windowUniforms } from './geometry.ts';

const range = (n: number) => Array.from({ length: n }, (_, i) => i);

/** dW [h,w,C,1] of x [N,H,W,C] and dy [N,outH,outW,C]. */
function depthwiseFilterGradient(
  backend: WebGPUBackend,
  x: TensorInfo,
  dy: TensorInfo,
  g: ConvGeometry,
  into?: BufferSlice,
): TensorInfo {
  const grid = channelGrid(dy, 64);
  const taps = range(g.filterWidth);
  const output = resultIn(backend, into, [g.filterHeight, g.filterWidth, g.channels, 1]);
  const target = grid.chunks > 1 ? backend.makeTensorInfo([grid.chunks, ...output.shape], 'float32') : output;
  dispatch(backend, target, {
    key: `depthwiseFilterGradient_${g.filterWidth}_${grid.components}`,
    code: () => `
      alias T = ${grid.type};
      var<workgroup> sums : array<T, ${g.filterWidth * GRID_THREADS}>;
      fn main() {
        ${GRID_BEGIN}
        let filterRow = i32(workgroupId.z);
        ${taps.map((t) => `var sum${t} = T(0.0);`).join(' ')}
        ${rowLoop(
          `
            let line = row / uniforms.outWidth;
            let image = line / uniforms.outHeight;
            let y = (line - image * uniforms.outHeight) * uniforms.strideY - uniforms.padTop + filterRow;
            if (u32(y) < u32(uniforms.height)) {
              let left = (row - line * uniforms.outWidth) * uniforms.strideX - uniforms.padLeft;
              let base = ((image * uniforms.height + y) * uniforms.width + left) * uniforms.lanes + lane;
              let gradient = dy[at];
              ${taps
                .map(
                  (t) =>
                    `if (u32(left + ${t}) < u32(uniforms.width)) { sum${t} += gradient * x[base + ${t} * uniforms.lanes]; }`,
                )
                .join('\n              ')}
            }`,
        )}
        ${taps.map((t) => `sums[thread + ${t * GRID_THREADS}] = sum${t};`).join(' ')}
        ${halve('uniforms.across', (from) =>
          taps
            .map((t) => `sums[thread + ${t * GRID_THREADS}] += sums[${from} + ${t * GRID_THREADS}];`)
            .join(' '),
        )}
        if (down == 0 && isLane) {
          let at = ((i32(workgroupId.y) * uniforms.filterHeight + filterRow) * ${g.filterWidth}) * uniforms.lanes + lane;
          ${taps.map((t) => `result[at + ${t} * uniforms.lanes] = sums[thread + ${t * GRID_THREADS}];`).join('\n          ')}
        }
      }`,
    inputs: [
      { name: 'x', tensor: x, components: grid.components },
      { name: 'dy', tensor: dy, components: grid.components },
    ],
    outputComponents: grid.components,
    workgroupSize: [GRID_THREADS, 1, 1],
    workgroups: [grid.laneGroups, grid.chunks, g.filterHeight],
    uniforms: {
      ...gridUniforms(grid),
      ...windowUniforms(g),
    },
  });
  if (target !== output) addSplits(backend, target, grid.chunks, output);
  return output;
}

/** Widest filter whose sums stay in registers and fit workgroup memory. */
const WIDEST_FILTER = 15;

/** Kernel `DepthwiseConv2dNativeBackpropFilter`; a channel multiplier other than 1 goes to stock. */
export function makeDepthwiseBackpropFilter(stock: KernelFunc | undefined): KernelFunc {
  return (args) => {
    const { x, dy } = args.inputs as Record<'x' | 'dy', TensorInfo>;
    const attrs = args.attrs as unknown as ConvAttrs & { filterShape: number[]; into?: BufferSlice };
    const geometry = convGeometry([x, dy], x.shape, attrs.filterShape, attrs, true);
    const isCovered = geometry?.outChannels === geometry?.channels && attrs.filterShape[1] <= WIDEST_FILTER;
    if (!geometry || !isCovered) return stock!(args);
    return depthwiseFilterGradient(args.backend as WebGPUBackend, x, dy, geometry, attrs.into);
  };
}
