/**
 * Conv2DBackpropFilter as a tiled implicit GEMM: rows are the filter's (row, column, input channel), columns the output
 * channels, and the shared dimension all output pixels of the batch, which is cut into parts (split-K) that are made side
 * by side and added up in a fixed order. Stock tfjs gives each filter weight one thread with a loop over all pixels.
 *
 *   dW[r, c, ci, co] = sum over pixels (n, oy, ox) of x[n, oy s - pad + r, ox s - pad + c, ci] dy[n, oy, ox, co]
 */
import type { KernelFunc, TensorInfo } from '@tensorflow/tfjs-core';
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import { addSplits } from '../gemm/add-splits.ts';
import type { GemmPlan } from '../gemm/plan.ts';
import { planGemm } from '../gemm/plan.ts';
import type { Operand } from '../gemm/source.ts';
import { gemmSource } from '../gemm/source.ts';
import type { Tile } from '../gemm/tile.ts';
import { tileColumns, tileKey, tileRows } from '../gemm/tile.ts';
import type { BufferSlice } from '../device.ts';
import { resultIn } from '../device.ts';
import { tilesInForce } from '../gemm/tiles-in-force.ts';
import { dispatch } from '../program.ts';
import type { ConvAttrs, ConvGeometry } from './geometry.ts';
import { convFlops, convGeometry, dispatchesOf, UNMEASURED_FLOPS } from './geometry.ts';
import { noteProduct } from './noted.ts';
import { storeColumns } from './window-operand.ts';

const quad = [0, 1, 2, 3];

/** x as [k = output pixel][m = (filter row, position along the row)]; positions are counted in values. */
function imageOperand(components: 1 | 4): Operand {
  const prepare = (i: string) =>
    (components === 4 ? [0] : quad)
      .map(
        (e) => `
      let line${i}_${e} = (outer${i} + ${e}) / uniforms.runLength;
      let along${i}_${e} = outer${i} + ${e} - line${i}_${e} * uniforms.runLength;`,
      )
      .join('');
  // Four neighbouring pixels: the first is decoded by division, the others by stepping on.
  const load = (i: string) => `
          let pixel = slice * sliceLength + inner${i};
          let imageLine = pixel / uniforms.outWidth;
          var image = imageLine / uniforms.outHeight;
          var outY = imageLine - image * uniforms.outHeight;
          var outX = pixel - imageLine * uniforms.outWidth;
          ${quad
            .map((k) => {
              const pick = (e: number, target: string, at: string) => `
            let y${e} = top + line${i}_${e};
            let at${e} = left + along${i}_${e};
            if (u32(y${e}) < u32(uniforms.height) && u32(at${e}) < u32(pitch)) { ${target} = x[${at}]; }`;
              const offset = (e: number) => `(image * uniforms.height + y${e}) * pitch + at${e}`;
              return `
          var v${k} = vec4<f32>(0.0);
          if (pixel + ${k} < uniforms.depth) {
            let top = outY * uniforms.strideY - uniforms.padTop;
            let left = (outX * uniforms.strideX - uniforms.padLeft) * uniforms.channels;
            ${
              components === 4
                ? pick(0, `v${k}`, `(${offset(0)}) >> 2u`)
                : quad.map((e) => pick(e, `v${k}[${e}]`, offset(e))).join('')
            }
          }
          ${k < 3 ? 'outX++; if (outX == uniforms.outWidth) { outX = 0; outY++; if (outY == uniforms.outHeight) { outY = 0; image++; } }' : ''}`;
            })
            .join('')}`;
  return { threadsAlong: 'outer', loads: 'k-rows', prepare, load };
}

function filterGradientSource(tile: Tile, imageComponents: 1 | 4, dyComponents: 1 | 4): string {
  const dyAt = (k: number) =>
    dyComponents === 4
      ? `dy[(at + ${k} * uniforms.columns) >> 2u]`
      : `vec4<f32>(${quad.map((e) => `dy[at + ${k} * uniforms.columns + ${e}]`).join(', ')})`;
  return gemmSource({
    tile,
    begin: `
      let sliceLength = ${tile.depth};
      let part = i32(workgroupId.z) + uniforms.firstPart;
      let pitch = uniforms.width * uniforms.channels;
      let rowStart = i32(workgroupId.y) * ${tileRows(tile)};
      let columnStart = i32(workgroupId.x) * ${tileColumns(tile)};
      let sliceBegin = part * uniforms.slicesPerSplit;
      let sliceEnd = min(sliceBegin + uniforms.slicesPerSplit, uniforms.slices);`,
    eachSlice: '',
    a: imageOperand(imageComponents),
    b: {
      threadsAlong: 'outer',
      loads: 'k-rows',
      load: (i) => `
          let at = (slice * sliceLength + inner${i}) * uniforms.columns + outer${i};
          ${quad.map((k) => `let v${k} = ${dyAt(k)};`).join('\n          ')}`,
    },
    store: `if (row < uniforms.rows) { ${storeColumns(
      dyComponents,
      '(part * uniforms.rows + row) * uniforms.columns + column',
    )} }`,
  });
}

/** dW [h,w,C,outC] of x [N,H,W,C] and dy [N,outH,outW,outC]. */
export function convFilterGradient(
  backend: WebGPUBackend,
  x: TensorInfo,
  dy: TensorInfo,
  g: ConvGeometry,
  plan?: GemmPlan,
  into?: BufferSlice,
): TensorInfo {
  const runLength = g.filterWidth * g.channels;
  const rows = g.filterHeight * runLength;
  const columns = g.outChannels;
  const depth = g.batch * g.outHeight * g.outWidth;
  // Parts by a fixed measure, so that sums do not depend on how fast the device was measured to be.
  const leastParts = Math.ceil(convFlops(g) / UNMEASURED_FLOPS);
  const { tile, splits } = plan ?? planGemm({ rows, columns, depth }, tilesInForce(backend), leastParts);
  noteProduct({ kind: 'filter', geometry: g, plan: { tile, splits } });
  const slices = Math.ceil(depth / tile.depth);
  const slicesPerSplit = Math.ceil(slices / splits);
  const parts = Math.ceil(slices / slicesPerSplit);
  const imageComponents = g.channels % 4 === 0 ? 4 : 1;
  const dyComponents = columns % 4 === 0 ? 4 : 1;
  const output = resultIn(backend, into, [g.filterHeight, g.filterWidth, g.channels, columns]);
  const target = parts > 1 ? backend.makeTensorInfo([parts, rows, columns], 'float32') : output;
  const partsPerDispatch = Math.ceil(parts / dispatchesOf(g));
  for (let first = 0; first < parts; first += partsPerDispatch) {
    dispatch(backend, target, {
      key: `convFilterGradient_${tileKey(tile)}_${imageComponents}_${dyComponents}`,
      code: () => filterGradientSource(tile, imageComponents, dyComponents),
      inputs: [
        { name: 'x', tensor: x, components: imageComponents },
        { name: 'dy', tensor: dy, components: dyComponents },
      ],
      outputComponents: dyComponents,
      workgroupSize: [tile.threadsN, tile.threadsM, 1],
      workgroups: [
        Math.ceil(columns / tileColumns(tile)),
        Math.ceil(rows / tileRows(tile)),
        Math.min(partsPerDispatch, parts - first),
      ],
      uniforms: {
        rows,
        columns,
        depth,
        runLength,
        slices,
        slicesPerSplit,
        firstPart: first,
        height: g.height,
        width: g.width,
        channels: g.channels,
        outHeight: g.outHeight,
        outWidth: g.outWidth,
        strideY: g.strideY,
        strideX: g.strideX,
        padTop: g.padTop,
        padLeft: g.padLeft,
      },
    });
  }
  if (target !== output) addSplits(backend, target, parts, output);
  return output;
}

/** Kernel `Conv2DBackpropFilter`: inputs { x, dy }, tfjs's attributes with filterShape. */
export function makeConv2DBackpropFilter(stock: KernelFunc | undefined): KernelFunc {
  return (args) => {
    const { x, dy } = args.inputs as Record<'x' | 'dy', TensorInfo>;
    const attrs = args.attrs as unknown as ConvAttrs & { filterShape: number[]; into?: BufferSlice };
    const geometry = convGeometry([x, dy], x.shape, attrs.filterShape, attrs);
    if (!geometry) return stock!(args);
    return convFilterGradient(args.backend as WebGPUBackend, x, dy, geometry, undefined, attrs.into);
  };
}
