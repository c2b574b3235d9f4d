/**
 * What inverted residual blocks need besides their convolutions (signatures in ../names.ts): swish and its gradient, sums over the places
 * of each image and channel, and scales per image and channel. Stock tfjs composes them of two to five passes each.
 */
import { util } from '@tensorflow/tfjs-core';
import type { KernelFunc, TensorInfo } from '@tensorflow/tfjs-core';
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import type { ChannelSumsAttrs } from '../names.ts';
import type { BufferSlice } from './device.ts';
import { resultIn } from './device.ts';
import { BEGIN_PLACE, elementwise, THREADS } from './elementwise.ts';
import { addSplits } from './gemm/add-splits.ts';
import { sigmoid } from './gemm/epilogue.ts';
import type { Held } from './norm/channel-grid.ts';
import { channelGrid, GRID_BEGIN, GRID_THREADS, halveHeld, handedOn } from './norm/channel-grid.ts';
import { dispatch, gridOf } from './program.ts';
import { subgroupSize } from './subgroups.ts';

/** Workgroups that keep a large device busy. */
const BUSY_WORKGROUPS = 256;
/** Rows that a thread sums at least before a second stage is worth it. */
const LEAST_ROWS = 8;

const SUMS: Held = { array: 'sums', merge: (a, b) => `${a} + ${b}`, further: handedOn };

/** out[s, c] = factor * sum over the rows of segment s of a (* b): `[segments, C]`, in one stage or two of fixed order. */
function channelSums(
  backend: WebGPUBackend,
  { a, b }: { a: TensorInfo; b?: TensorInfo },
  { segments, factor, into }: ChannelSumsAttrs & { into?: BufferSlice },
): TensorInfo {
  const { channels, components, lanes, across, laneGroups, type } = channelGrid(a);
  const rows = util.sizeFromShape(a.shape) / channels / segments;
  const deep = GRID_THREADS / across;
  const wanted = Math.ceil(BUSY_WORKGROUPS / (laneGroups * segments));
  const parts = Math.max(1, Math.min(wanted, Math.floor(rows / (deep * LEAST_ROWS))));
  const chunk = Math.ceil(rows / parts);
  const chunks = Math.ceil(rows / chunk);
  const shape = [segments, channels];
  const output = resultIn(backend, into, shape);
  const target = chunks > 1 ? backend.makeTensorInfo([chunks, ...shape], 'float32') : output;
  const product = b ? 'a[at] * b[at]' : 'a[at]';
  const subgroup = subgroupSize(backend);
  dispatch(backend, target, {
    key: `channelSums_${!!b}_${components}`,
    subgroup,
    code: () => `
      alias T = ${type};
      var<workgroup> sums : array<T, ${GRID_THREADS}>;
      fn main() {
        ${GRID_BEGIN}
        let segment = i32(workgroupId.z);
        var sum = T(0.0);
        if (isLane) {
          let deep = ${GRID_THREADS} / uniforms.across;
          let firstRow = segment * uniforms.rows;
          let lastRow = firstRow + min((i32(workgroupId.y) + 1) * uniforms.chunk, uniforms.rows);
          for (var row = firstRow + i32(workgroupId.y) * uniforms.chunk + down; row < lastRow; row += deep) {
            let at = row * uniforms.lanes + lane;
            sum += ${product};
          }
        }
        sums[thread] = sum;
        ${halveHeld('uniforms.across', SUMS, subgroup)}
        if (down == 0 && isLane) {
          result[(i32(workgroupId.y) * uniforms.segments + segment) * uniforms.lanes + lane] = sums[thread] * uniforms.factor;
        }
      }`,
    inputs: [
      { name: 'a', tensor: a, components },
      ...(b ? [{ name: 'b', tensor: b, components } as const] : []),
    ],
    outputComponents: components,
    workgroupSize: [GRID_THREADS, 1, 1],
    workgroups: [laneGroups, chunks, segments],
    uniforms: { rows, lanes, chunk, across, segments, factor },
    floatUniforms: ['factor'],
  });
  if (target !== output) addSplits(backend, target, chunks, output);
  return output;
}

/** y = x * scale (+ shift), numbers `[N, C]` of each image for all its places. */
function channelScale(
  backend: WebGPUBackend,
  { x, scale, shift }: { x: TensorInfo; scale: TensorInfo; shift?: TensorInfo },
): TensorInfo {
  const [images, height, width, channels] = x.shape;
  const components = channels % 4 === 0 ? 4 : 1;
  const lanes = channels / components;
  const total = images * height * width * lanes;
  const output = backend.makeTensorInfo(x.shape, 'float32');
  dispatch(backend, output, {
    key: `channelScale_${!!shift}_${components}`,
    code: () => `
      fn main() {
        ${BEGIN_PLACE}
        let lane = at % uniforms.lanes;
        let factorAt = at / uniforms.perImage * uniforms.lanes + lane;
        result[at] = x[at] * scale[factorAt]${shift ? ' + shift[factorAt]' : ''};
      }`,
    inputs: [
      { name: 'x', tensor: x, components },
      { name: 'scale', tensor: scale, components },
      ...(shift ? [{ name: 'shift', tensor: shift, components } as const] : []),
    ],
    outputComponents: components,
    workgroupSize: [THREADS, 1, 1],
    workgroups: gridOf(Math.ceil(total / THREADS)),
    uniforms: { total, lanes, perImage: height * width * lanes },
  });
  return output;
}

/** y[n, p, c] = factor * x[n, c] for `places` places: `[N, height, width, C]`. */
function spread(
  backend: WebGPUBackend,
  x: TensorInfo,
  { height, width, factor }: { height: number; width: number; factor: number },
): TensorInfo {
  const channels = x.shape[x.shape.length - 1];
  const images = util.sizeFromShape(x.shape) / channels;
  const components = channels % 4 === 0 ? 4 : 1;
  const lanes = channels / components;
  const total = images * height * width * lanes;
  const output = backend.makeTensorInfo([images, height, width, channels], 'float32');
  dispatch(backend, output, {
    key: `spread_${components}`,
    code: () => `
      fn main() {
        ${BEGIN_PLACE}
        result[at] = uniforms.factor * x[at / uniforms.perImage * uniforms.lanes + at % uniforms.lanes];
      }`,
    inputs: [{ name: 'x', tensor: x, components }],
    outputComponents: components,
    workgroupSize: [THREADS, 1, 1],
    workgroups: gridOf(Math.ceil(total / THREADS)),
    uniforms: { total, lanes, perImage: height * width * lanes, factor },
    floatUniforms: ['factor'],
  });
  return output;
}

const swish = (backend: WebGPUBackend, x: TensorInfo) =>
  elementwise(backend, {
    key: 'swish',
    tensors: { x },
    expression: (lanes) => `x[at] * ${sigmoid('x[at]', lanes)}`,
  });

/** dy (s + x s (1 - s)), s = sigmoid(x). */
const swishGrad = (backend: WebGPUBackend, x: TensorInfo, dy: TensorInfo) =>
  elementwise(backend, {
    key: 'swishGradient',
    tensors: { x, dy },
    expression: (lanes) => {
      const s = sigmoid('x[at]', lanes);
      return `dy[at] * (${s} * (1.0 + x[at] * (1.0 - ${s})))`;
    },
  });

/** Gradient of a gate y = sigmoid(x), from its value: dy y (1 - y). */
const gateGrad = (backend: WebGPUBackend, y: TensorInfo, dy: TensorInfo) =>
  elementwise(backend, {
    key: 'gateGradient',
    tensors: { y, dy },
    expression: () => 'dy[at] * y[at] * (1.0 - y[at])',
  });

type Given = Record<string, TensorInfo>;
type Own = (backend: WebGPUBackend, inputs: Given, attrs: never) => TensorInfo;

const asKernel = (run: Own) => (): KernelFunc => (args) =>
  run(args.backend as WebGPUBackend, args.inputs as Given, args.attrs as never);

export const makeChannelSums = asKernel((backend, inputs, attrs) =>
  channelSums(backend, inputs as never, attrs),
);
export const makeChannelScale = asKernel((backend, inputs) => channelScale(backend, inputs as never));
export const makeSpread = asKernel((backend, { x }, attrs) => spread(backend, x, attrs));
export const makeSwish = asKernel((backend, { x }) => swish(backend, x));
export const makeSwishGrad = asKernel((backend, { x, dy }) => swishGrad(backend, x, dy));
export const makeGateGrad = asKernel((backend, { y, dy }) => gateGrad(backend, y, dy));
