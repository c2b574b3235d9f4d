/**
 * Conv2DBackpropInput as a tiled implicit GEMM. With a stride s, input pixels fall into s x s phases by their coordinates
 * modulo s. Within a phase the same taps of the filter meet every pixel, and the pixels' windows of dy are next to each
 * other: a phase is a plain convolution of dy, stride 1, with every s-th filter row and column, flipped. So nothing is
 * multiplied by the zeros that a strided gradient would otherwise have inserted. Stride 1 is the case of one phase.
 *
 *   dx[n, a s + py, b s + px, ci] = sum over jy, jx, co of dy[n, a + offsetY - jy, b + offsetX - jx, co] W[ry + s jy, rx + s jx, ci, co]
 *   ry = (py + padTop) mod s, offsetY = (py + padTop - ry) / s, and so for x.
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
import { tilesInForce } from '../gemm/tiles-in-force.ts';
import { dispatch } from '../program.ts';
import type { ConvAttrs, ConvGeometry } from './geometry.ts';
import { convGeometry, dispatchesOf } from './geometry.ts';
import { noteProduct } from './noted.ts';
import { storeColumns, windowOperand } from './window-operand.ts';

const quad = [0, 1, 2, 3];

/** Filter as [k = (tap along the row, co)][ci]: contiguous along co, so blocks are loaded by ci and transposed. */
function filterOperand(components: 1 | 4): Operand {
  const tapAt = (k: string) => `
          let tap = ${k} / uniforms.outChannels;
          let column = firstColumn + uniforms.strideX * (tapsX - 1 - tap);
          let at = ((filterLine + column) * uniforms.columns + outer) * uniforms.outChannels + ${k} - tap * uniforms.outChannels;`;
  const load = (i: string) => {
    if (components === 4) {
      return `
          let k = kStart + inner${i};
          let outer = outer${i};
          ${tapAt('k')}
          ${quad.map((c) => `let v${c} = filter_[(at + ${c} * uniforms.outChannels) >> 2u];`).join('\n          ')}`;
    }
    return `
          let outer = outer${i};
          ${quad.map((c) => `var v${c} = vec4<f32>(0.0);`).join(' ')}
          for (var e = 0; e < 4; e++) {
            let k = kStart + inner${i} + e;
            ${tapAt('k')}
            ${quad.map((c) => `v${c}[e] = filter_[at + ${c} * uniforms.outChannels];`).join(' ')}
          }`;
  };
  return { threadsAlong: 'k', loads: 'outer-rows', load };
}

const RESULT_AT = 'pixel * uniforms.columns + column';

/** What is stored: with `plus`, its values are added. Values beyond the columns are not stored. */
const sumWithPlus = (components: 1 | 4) =>
  components === 4
    ? `value + plus[(${RESULT_AT}) >> 2u]`
    : `value + vec4<f32>(${quad.map((e) => `plus[${RESULT_AT} + ${e}]`).join(', ')})`;

function inputGradientSource(
  tile: Tile,
  dyComponents: 1 | 4,
  resultComponents: 1 | 4,
  hasPlus: boolean,
): string {
  return gemmSource({
    tile,
    begin: `
      let phases = uniforms.strideY * uniforms.strideX;
      let part = i32(workgroupId.z) / phases;
      let phase = i32(workgroupId.z) - part * phases;
      let phaseY = phase / uniforms.strideX;
      let phaseX = phase - phaseY * uniforms.strideX;
      let phaseHeight = (uniforms.height - phaseY + uniforms.strideY - 1) / uniforms.strideY;
      let phaseWidth = (uniforms.width - phaseX + uniforms.strideX - 1) / uniforms.strideX;
      let rows = uniforms.batch * phaseHeight * phaseWidth;
      let firstLine = (phaseY + uniforms.padTop) % uniforms.strideY;
      let firstColumn = (phaseX + uniforms.padLeft) % uniforms.strideX;
      let tapsY = max(0, (uniforms.filterHeight - firstLine + uniforms.strideY - 1) / uniforms.strideY);
      let tapsX = max(0, (uniforms.filterWidth - firstColumn + uniforms.strideX - 1) / uniforms.strideX);
      let cornerY = (phaseY + uniforms.padTop - firstLine) / uniforms.strideY - tapsY + 1;
      let cornerX = (phaseX + uniforms.padLeft - firstColumn) / uniforms.strideX - tapsX + 1;
      let pitch = uniforms.outWidth * uniforms.outChannels;
      let imageHeight = uniforms.outHeight;
      let depth = tapsX * uniforms.outChannels;
      let slicesPerRow = max(1, (depth + ${tile.depth - 1}) / ${tile.depth});
      let slices = select(0, slicesPerRow * tapsY, depth > 0);
      let slicesPerSplit = (slices + uniforms.splits - 1) / uniforms.splits;
      let rowStart = (i32(workgroupId.y) + uniforms.firstRowTile) * ${tileRows(tile)};
      let columnStart = i32(workgroupId.x) * ${tileColumns(tile)};
      let sliceBegin = part * slicesPerSplit;
      let sliceEnd = select(0, min(sliceBegin + slicesPerSplit, slices), rowStart < rows);`,
    eachSlice: `
        let windowRow = slice / slicesPerRow;
        let kStart = (slice - windowRow * slicesPerRow) * ${tile.depth};
        let filterLine = (firstLine + uniforms.strideY * (tapsY - 1 - windowRow)) * uniforms.filterWidth;`,
    a: windowOperand(
      'dy',
      dyComponents,
      ({ m, top, left, base }) => `
      let line${m} = ${m} / phaseWidth;
      let image${m} = line${m} / phaseHeight;
      let ${top} = select(-0x1000000, line${m} - image${m} * phaseHeight + cornerY, ${m} < rows);
      let ${left} = (${m} - line${m} * phaseWidth + cornerX) * uniforms.outChannels;
      let ${base} = (image${m} * uniforms.outHeight + ${top}) * pitch + ${left};`,
    ),
    b: filterOperand(dyComponents),
    beginRow: `
        let line = row / phaseWidth;
        let image = line / phaseHeight;
        let y = (line - image * phaseHeight) * uniforms.strideY + phaseY;
        let x = (row - line * phaseWidth) * uniforms.strideX + phaseX;
        let pixel = ((part * uniforms.batch + image) * uniforms.height + y) * uniforms.width + x;`,
    store: `if (row < rows) {
          let sum = ${hasPlus ? sumWithPlus(resultComponents) : 'value'};
          ${storeColumns(resultComponents, RESULT_AT, 'result', 'sum')}
        }`,
  });
}

/** dx [N,H,W,C] (+ `plus`, of that shape) of dy [N,outH,outW,outC] and filter [h,w,C,outC]. */
export function convInputGradient(
  backend: WebGPUBackend,
  dy: TensorInfo,
  filter: TensorInfo,
  g: ConvGeometry,
  plan?: GemmPlan,
  plus?: TensorInfo,
): TensorInfo {
  const phases = g.strideY * g.strideX;
  const columns = g.channels;
  const rows = g.batch * Math.ceil(g.height / g.strideY) * Math.ceil(g.width / g.strideX);
  const taps = Math.max(1, Math.floor((g.filterHeight * g.filterWidth) / phases));
  // Phases run side by side, so the plan sees them as so many more rows.
  const size = { rows: rows * phases, columns, depth: taps * g.outChannels };
  const { tile, splits } = plan ?? planGemm(size, tilesInForce(backend));
  noteProduct({ kind: 'input', geometry: g, plan: { tile, splits }, plus: !!plus });
  const dyComponents = g.outChannels % 4 === 0 ? 4 : 1;
  const resultComponents = columns % 4 === 0 ? 4 : 1;
  const shape = [g.batch, g.height, g.width, columns];
  const output = backend.makeTensorInfo(shape, 'float32');
  const target = splits > 1 ? backend.makeTensorInfo([splits, ...shape], 'float32') : output;
  // With several parts it waits for their sum.
  const atOnce = splits > 1 ? undefined : plus;
  const rowTiles = Math.ceil(rows / tileRows(tile));
  const tilesPerDispatch = Math.min(65535, Math.ceil(rowTiles / dispatchesOf(g)));
  for (let first = 0; first < rowTiles; first += tilesPerDispatch) {
    dispatch(backend, target, {
      key: `convInputGradient_${tileKey(tile)}_${dyComponents}_${resultComponents}${atOnce ? '_plus' : ''}`,
      code: () => inputGradientSource(tile, dyComponents, resultComponents, atOnce !== undefined),
      inputs: [
        { name: 'dy', tensor: dy, components: dyComponents },
        { name: 'filter_', tensor: filter, components: dyComponents },
        ...(atOnce ? [{ name: 'plus', tensor: atOnce, components: resultComponents } as const] : []),
      ],
      outputComponents: resultComponents,
      workgroupSize: [tile.threadsN, tile.threadsM, 1],
      workgroups: [
        Math.ceil(columns / tileColumns(tile)),
        Math.min(tilesPerDispatch, rowTiles - first),
        phases * splits,
      ],
      uniforms: {
        columns,
        splits,
        firstRowTile: first,
        batch: g.batch,
        height: g.height,
        width: g.width,
        outHeight: g.outHeight,
        outWidth: g.outWidth,
        outChannels: g.outChannels,
        filterHeight: g.filterHeight,
        filterWidth: g.filterWidth,
        strideY: g.strideY,
        strideX: g.strideX,
        padTop: g.padTop,
        padLeft: g.padLeft,
      },
    });
  }
  if (target !== output) addSplits(backend, target, splits, output, undefined, plus);
  return output;
}

/** Kernel `Conv2DBackpropInput`: inputs { dy, filter }, tfjs's attributes with inputShape. */
export function makeConv2DBackpropInput(stock: KernelFunc | undefined): KernelFunc {
  return (args) => {
    const { dy, filter } = args.inputs as Record<'dy' | 'filter', TensorInfo>;
    const attrs = args.attrs as unknown as ConvAttrs & { inputShape: number[] };
    const geometry = convGeometry([dy, filter], attrs.inputShape, filter.shape, attrs);
    if (!geometry) return stock!(args);
    return convInputGradient(args.backend as WebGPUBackend, dy, filter, geometry);
  };
}

/** Kernel `PlaygroundConvInputGradPlus`. */
export const makeConvInputGradPlus = (): KernelFunc => (args) => {
  const { dy, filter, plus } = args.inputs as Record<'dy' | 'filter' | 'plus', TensorInfo>;
  const attrs = args.attrs as unknown as ConvAttrs & { inputShape: number[] };
  const geometry = convGeometry([dy, filter, plus], attrs.inputShape, filter.shape, attrs);
  if (!geometry) throw new Error('An input gradient with a sum must be NHWC, float32 and without dilation.');
  return convInputGradient(args.backend as WebGPUBackend, dy, filter, geometry, undefined, plus);
};
