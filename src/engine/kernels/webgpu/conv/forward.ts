/**
 * Conv2D, and FusedConv2D (bias and ReLU in the same pass), as a tiled implicit GEMM: rows are output pixels, columns
 * output channels, and the shared dimension runs over the filter's rows and along each of them (see window-operand.ts).
 * The unfolded image is never written.
 */
import { util } from '@tensorflow/tfjs-core';
import type { KernelFunc, TensorInfo } from '@tensorflow/tfjs-core';
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import { addSplits } from '../gemm/add-splits.ts';
import type { Activation, Epilogue } from '../gemm/epilogue.ts';
import { activated, biasedValue, epilogueKey, isActivation } from '../gemm/epilogue.ts';
import type { GemmPlan } from '../gemm/plan.ts';
import { planGemm } from '../gemm/plan.ts';
import { gemmSource } from '../gemm/source.ts';
import type { Tile } from '../gemm/tile.ts';
import { tileColumns, tileKey, tileRows } from '../gemm/tile.ts';
import { tilesInForce } from '../gemm/tiles-in-force.ts';
import { dispatch } from '../program.ts';
import type { ConvAttrs, ConvGeometry } from './geometry.ts';
import { convGeometry, dispatchesOf } from './geometry.ts';
import { noteProduct } from './noted.ts';
import { storeColumns, windowOperand } from './window-operand.ts';

function forwardSource(
  tile: Tile,
  imageComponents: 1 | 4,
  filterComponents: 1 | 4,
  epilogue: Epilogue | undefined,
): string {
  const filterRow = (k: number) =>
    filterComponents === 4
      ? `filter_[(at + ${k} * uniforms.columns) >> 2u]`
      : `vec4<f32>(${[0, 1, 2, 3].map((e) => `filter_[at + ${k} * uniforms.columns + ${e}]`).join(', ')})`;
  return gemmSource({
    tile,
    begin: `
      let rowStart = (i32(workgroupId.y) + uniforms.firstRowTile) * ${tileRows(tile)};
      let columnStart = i32(workgroupId.x) * ${tileColumns(tile)};
      let pitch = uniforms.width * uniforms.channels;
      let imageHeight = uniforms.height;
      let depth = uniforms.depth;
      let sliceBegin = i32(workgroupId.z) * uniforms.slicesPerSplit;
      let sliceEnd = min(sliceBegin + uniforms.slicesPerSplit, uniforms.slicesPerRow * uniforms.filterHeight);`,
    eachSlice: `
        let windowRow = slice / uniforms.slicesPerRow;
        let kStart = (slice - windowRow * uniforms.slicesPerRow) * ${tile.depth};`,
    a: windowOperand(
      'x',
      imageComponents,
      ({ m, top, left, base }) => `
      let line${m} = ${m} / uniforms.outWidth;
      let image${m} = line${m} / uniforms.outHeight;
      // A row beyond the result reads nothing: its window lies far above the image.
      let ${top} = select(-0x1000000, (line${m} - image${m} * uniforms.outHeight) * uniforms.strideY - uniforms.padTop, ${m} < uniforms.rows);
      let ${left} = ((${m} - line${m} * uniforms.outWidth) * uniforms.strideX - uniforms.padLeft) * uniforms.channels;
      let ${base} = (image${m} * uniforms.height + ${top}) * pitch + ${left};`,
    ),
    b: {
      threadsAlong: 'outer',
      loads: 'k-rows',
      load: (i) => `
          let at = (windowRow * depth + kStart + inner${i}) * uniforms.columns + outer${i};
          ${[0, 1, 2, 3].map((k) => `let v${k} = ${filterRow(k)};`).join('\n          ')}`,
    },
    finish: epilogue && biasedValue(epilogue, biasAt(filterComponents)),
    store: `if (row < uniforms.rows) {
          ${epilogue?.before ? storeColumns(filterComponents, RESULT_AT, 'before') : ''}
          let shown = ${epilogue ? activated(epilogue, 'value') : 'value'};
          ${storeColumns(filterComponents, RESULT_AT, 'result', 'shown')}
        }`,
  });
}

const RESULT_AT = '(i32(workgroupId.z) * uniforms.rows + row) * uniforms.columns + column';

const biasAt = (components: 1 | 4) =>
  components === 4
    ? 'bias[column >> 2u]'
    : `vec4<f32>(${[0, 1, 2, 3].map((e) => `bias[column + ${e}]`).join(', ')})`;

/** y [N,outH,outW,outC], with the epilogue's bias and activation, of x [N,H,W,C] and filter [h,w,C,outC]. */
export function convForward(
  backend: WebGPUBackend,
  x: TensorInfo,
  filter: TensorInfo,
  g: ConvGeometry,
  plan?: GemmPlan,
  epilogue?: Epilogue,
): TensorInfo {
  const rows = g.batch * g.outHeight * g.outWidth;
  const columns = g.outChannels;
  const depth = g.filterWidth * g.channels;
  const { tile, splits } =
    plan ?? planGemm({ rows, columns, depth: depth * g.filterHeight }, tilesInForce(backend));
  noteProduct({
    ...{ kind: 'forward', geometry: g, plan: { tile, splits } },
    ...(epilogue && {
      after: { activation: epilogue.activation, bias: !!epilogue.bias, kept: !!epilogue.before },
    }),
  });
  const imageComponents = g.channels % 4 === 0 ? 4 : 1;
  const filterComponents = columns % 4 === 0 ? 4 : 1;
  const slicesPerRow = Math.ceil(depth / tile.depth);
  const slicesPerSplit = Math.ceil((slicesPerRow * g.filterHeight) / splits);
  const usedSplits = Math.ceil((slicesPerRow * g.filterHeight) / slicesPerSplit);
  const output = backend.makeTensorInfo([g.batch, g.outHeight, g.outWidth, columns], 'float32');
  const target = usedSplits > 1 ? backend.makeTensorInfo([usedSplits, rows, columns], 'float32') : output;
  // With several parts the bias and the activation wait for their sum.
  const atOnce = usedSplits > 1 ? undefined : epilogue;
  const rowTiles = Math.ceil(rows / tileRows(tile));
  const tilesPerDispatch = Math.min(65535, Math.ceil(rowTiles / dispatchesOf(g)));
  for (let first = 0; first < rowTiles; first += tilesPerDispatch) {
    dispatch(backend, target, {
      key: `conv_${tileKey(tile)}_${imageComponents}_${filterComponents}_${epilogueKey(atOnce)}`,
      code: () => forwardSource(tile, imageComponents, filterComponents, atOnce),
      inputs: [
        { name: 'x', tensor: x, components: imageComponents },
        { name: 'filter_', tensor: filter, components: filterComponents },
        ...(atOnce?.bias
          ? [{ name: 'bias', tensor: atOnce.bias, components: filterComponents } as const]
          : []),
      ],
      outputComponents: filterComponents,
      more: atOnce?.before ? [{ name: 'before', tensor: atOnce.before, components: filterComponents }] : [],
      workgroupSize: [tile.threadsN, tile.threadsM, 1],
      workgroups: [
        Math.ceil(columns / tileColumns(tile)),
        Math.min(tilesPerDispatch, rowTiles - first),
        usedSplits,
      ],
      uniforms: {
        rows,
        columns,
        depth,
        firstRowTile: first,
        slicesPerRow,
        slicesPerSplit,
        filterHeight: g.filterHeight,
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
  if (target !== output) addSplits(backend, target, usedSplits, output, epilogue);
  return output;
}

/** Kernel `Conv2D`: inputs { x, filter }, tfjs's attributes. */
export function makeConv2D(stock: KernelFunc | undefined): KernelFunc {
  return (args) => {
    const { x, filter } = args.inputs as Record<'x' | 'filter', TensorInfo>;
    const geometry = convGeometry([x, filter], x.shape, filter.shape, args.attrs as unknown as ConvAttrs);
    if (!geometry) return stock!(args);
    return convForward(args.backend as WebGPUBackend, x, filter, geometry);
  };
}

/** Kernel `FusedConv2D` (inference): inputs { x, filter, bias? }; bias [outC] and activation linear, relu or relu6. */
export function makeFusedConv2D(stock: KernelFunc | undefined): KernelFunc {
  return (args) => {
    const inputs = args.inputs as Record<'x' | 'filter' | 'bias' | 'preluActivationWeights', TensorInfo>;
    const { x, filter, bias } = inputs;
    const attrs = args.attrs as unknown as ConvAttrs & { activation?: string };
    const activation = (attrs.activation ?? 'linear') as Activation;
    const isCovered =
      !inputs.preluActivationWeights &&
      isActivation(activation) &&
      (!bias || (bias.dtype === 'float32' && util.sizeFromShape(bias.shape) === filter.shape[3]));
    const geometry = isCovered ? convGeometry([x, filter], x.shape, filter.shape, attrs) : null;
    if (!geometry) return stock!(args);
    const epilogue = { bias, activation };
    return convForward(args.backend as WebGPUBackend, x, filter, geometry, undefined, epilogue);
  };
}

/** Kernels `PlaygroundConvSwish` and `PlaygroundConvGate`: what a layer without tfjs's attributes for it ends in. */
const makeActivated = (activation: Activation) => (): KernelFunc => (args) => {
  const { x, filter, bias } = args.inputs as Record<'x' | 'filter' | 'bias', TensorInfo>;
  const attrs = args.attrs as unknown as ConvAttrs & { keep?: boolean };
  const backend = args.backend as WebGPUBackend;
  const geometry = convGeometry([x, filter], x.shape, filter.shape, attrs);
  if (!geometry)
    throw new Error(`A convolution with ${activation} must be NHWC, float32 and without dilation.`);
  const { batch, outHeight, outWidth, outChannels } = geometry;
  const before = attrs.keep
    ? backend.makeTensorInfo([batch, outHeight, outWidth, outChannels], 'float32')
    : undefined;
  const y = convForward(backend, x, filter, geometry, undefined, { bias, activation, before });
  return before ? [y, before] : [y];
};

export const makeConvSwish = makeActivated('swish');
export const makeConvGate = makeActivated('sigmoid');
