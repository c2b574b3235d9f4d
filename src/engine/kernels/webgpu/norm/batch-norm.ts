/**
 * Batch normalisation of a training step, forward and backward, fused with the residual and the ReLU after it (signatures
 * in ../../names.ts). Stock tfjs composes it of some 68 kernels and transposes the tensor for every reduction.
 *
 * Forward: moments of every channel (two stages), then one element-wise pass. The moments are (mean, sum of squared
 * deviations) of disjoint sets of rows, merged after Chan, Golub and LeVeque (1979): no cancellation where a channel's
 * mean is large against its deviation, as E[x^2] - mean^2 has.
 * Backward, with g = dy where the ReLU let through, n rows, xhat = (x - mean) / sqrt(variance + epsilon):
 *   dbeta = sum g, dgamma = sum g xhat, dx = gamma / sqrt(variance + epsilon) (g - dbeta / n - xhat dgamma / n), dresidual = g.
 */
import type { KernelFunc, TensorInfo } from '@tensorflow/tfjs-core';
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import type { BatchNormAttrs } from '../../names.ts';
import type { BufferSlice } from '../device.ts';
import { relu as reluOf } from '../gemm/epilogue.ts';
import { resultIn } from '../device.ts';
import { dispatch } from '../program.ts';
import type { ChannelGrid } from './channel-grid.ts';
import { channelGrid, GRID_BEGIN, GRID_THREADS, gridUniforms, rowLoop } from './channel-grid.ts';
import type { ChannelResult, PairSum } from './channel-sums.ts';
import { hasFewRows, mergeChunks, sumAndPass, sumChunks } from './channel-sums.ts';

/** Pair = (mean, sum of squared deviations). A thread sums around its own first value. */
const MOMENTS: PairSum = {
  key: 'moments',
  begin: 'var around = T(0.0); var sum = T(0.0); var squares = T(0.0);',
  eachRow: (at) => `
            if (taken == 0.0) { around = x[${at}]; }
            let deviation = x[${at}] - around;
            sum += deviation;
            squares += deviation * deviation;`,
  end: `
        let count = max(taken, 1.0);
        first = around + sum / count;
        second = squares - sum * sum / count;`,
  merge: `
      let share = countB / max(countA + countB, 1.0);
      let apart = firstB - firstA;
      first = firstA + apart * share;
      second = secondA + secondB + apart * apart * (countA * share);`,
};

const plainSums = (key: string, eachRow: PairSum['eachRow']): PairSum => ({
  key,
  begin: 'var sum = T(0.0); var product = T(0.0);',
  eachRow,
  end: 'first = sum; second = product;',
  merge: 'first = firstA + firstB; second = secondA + secondB;',
});

/** Pair = (sum of g, sum of g xhat). */
const gradientSums = (relu: boolean) =>
  plainSums(
    `gradient_${relu}`,
    (at) => `
            let g = ${relu ? `select(T(0.0), dy[${at}], y[${at}] > T(0.0))` : `dy[${at}]`};
            sum += g;
            product += g * (x[${at}] - mean[lane]);`,
  );

type Named = { name: string; tensor: TensorInfo };

interface Pass {
  key: string;
  inputs: Named[];
  /** Written beside `result`. */
  more?: Named[];
  /** Per lane, before its rows; then per row, setting `result[at]`. */
  begin: string;
  eachRow: string;
  epsilon: number;
}

/** One element-wise pass over all rows of `output`. */
function channelPass(backend: WebGPUBackend, grid: ChannelGrid, output: TensorInfo, pass: Pass): void {
  const { components } = grid;
  dispatch(backend, output, {
    key: `${pass.key}_${components}`,
    code: () => `
      alias T = ${grid.type};
      fn main() {
        ${GRID_BEGIN}
        if (!isLane) { return; }
        ${pass.begin}
        ${rowLoop(pass.eachRow)}
      }`,
    inputs: pass.inputs.map((input) => ({ ...input, components })),
    more: pass.more?.map((one) => ({ ...one, components })),
    outputComponents: components,
    workgroupSize: [GRID_THREADS, 1, 1],
    workgroups: [grid.laneGroups, grid.chunks, 1],
    uniforms: { ...gridUniforms(grid), epsilon: pass.epsilon },
    floatUniforms: ['epsilon'],
  });
}

const named = (tensors: Record<string, TensorInfo>): Named[] =>
  Object.entries(tensors).map(([name, tensor]) => ({ name, tensor }));

/** Chunks of an element-wise pass leave nothing to add up, so there may be many; WebGPU's limit is 65,535. */
const PASS_CHUNKS = 32768;

const VARIANCE = 'total.second / rows';

export function batchNormTrain(
  backend: WebGPUBackend,
  inputs: { x: TensorInfo; gamma: TensorInfo; beta: TensorInfo; residual?: TensorInfo },
  { epsilon, relu, into }: BatchNormAttrs & { into?: Partial<Record<'mean' | 'variance', BufferSlice>> },
): TensorInfo[] {
  const { x, gamma, beta, residual } = inputs;
  const grid = channelGrid(x);
  const y = backend.makeTensorInfo(x.shape, 'float32');
  const mean = resultIn(backend, into?.mean, [grid.channels]);
  const variance = resultIn(backend, into?.variance, [grid.channels]);
  const key = `normalise_${relu}_${!!residual}`;
  const outputs = [
    { name: 'result', tensor: mean, values: ['total.first'] },
    { name: 'variance', tensor: variance, values: [VARIANCE] },
  ] as const satisfies ChannelResult[];
  const affine = { gamma, beta, ...(residual ? { residual } : {}) };
  const begin = (centre: string, spread: string) => `
        let centre = ${centre};
        let scale = gamma[lane] * inverseSqrt(${spread} + T(uniforms.epsilon));
        let shift = beta[lane];`;
  const before = `
        let normalised = (x[at] - centre) * scale + shift${residual ? ' + residual[at]' : ''};`;
  const value = relu ? reluOf('normalised', grid.components) : 'normalised';
  if (hasFewRows(grid)) {
    sumAndPass(backend, grid, MOMENTS, {
      ...{ key, epsilon, outputs, inputs: named({ x, ...affine }), written: named({ y }) },
      begin: begin('total.first', VARIANCE),
      eachRow: `${before}
        y[at] = ${value};`,
    });
    return [y, mean, variance];
  }
  const chunks = sumChunks(backend, grid, MOMENTS, named({ x }));
  mergeChunks(backend, grid, MOMENTS, chunks, { key: 'statistics', outputs });
  backend.disposeData(chunks.dataId);
  channelPass(backend, channelGrid(x, PASS_CHUNKS), y, {
    ...{ key, epsilon, inputs: named({ x, mean, variance, ...affine }) },
    begin: begin('mean[lane]', 'variance[lane]'),
    eachRow: `${before}
        result[at] = ${value};`,
  });
  return [y, mean, variance];
}

const INVERSE = 'inverseSqrt(variance[lane] + T(uniforms.epsilon))';
/** What the last pass needs per channel: centre, scale, offset, slope. */
const COEFFICIENTS = [
  'mean[lane]',
  `gamma[lane] * ${INVERSE}`,
  'total.first / rows',
  'total.second / (rows * (variance[lane] + T(uniforms.epsilon)))',
];
const COEFFICIENT_NAMES = ['centre', 'scale', 'offset', 'slope'];

export function batchNormTrainGrad(
  backend: WebGPUBackend,
  inputs: Record<'x' | 'y' | 'dy' | 'gamma' | 'mean' | 'variance', TensorInfo>,
  {
    epsilon,
    relu,
    residual,
    into,
  }: BatchNormAttrs & { into?: Partial<Record<'gamma' | 'beta', BufferSlice>> },
): TensorInfo[] {
  const { x, y, dy, gamma, mean, variance } = inputs;
  const grid = channelGrid(x);
  const shape = [grid.channels];
  const dx = backend.makeTensorInfo(x.shape, 'float32');
  const dgamma = resultIn(backend, into?.gamma, shape);
  const dbeta = resultIn(backend, into?.beta, shape);
  const masked: Record<string, TensorInfo> = relu ? { y } : {};
  // With a ReLU the residual's gradient is g, made on the way; without one it is dy itself.
  const made = residual && relu ? backend.makeTensorInfo(x.shape, 'float32') : undefined;
  if (residual && !relu) backend.incRef(dy.dataId);
  const dresidual = made ?? { dataId: dy.dataId, shape: dy.shape, dtype: dy.dtype };
  const sums = gradientSums(relu);
  const key = `normaliseGradient_${relu}_${!!made}`;
  const outputs = [
    { name: 'result', tensor: dgamma, values: [`total.second * ${INVERSE}`] },
    { name: 'dbeta', tensor: dbeta, values: ['total.first'] },
  ] as const satisfies ChannelResult[];
  const eachRow = (target: string) => `
            let g = ${relu ? 'select(T(0.0), dy[at], y[at] > T(0.0))' : 'dy[at]'};
            ${made ? 'dresidual[at] = g;' : ''}
            ${target}[at] = scale * (g - offset - (x[at] - centre) * slope);`;
  const coefficientsFrom = (value: (i: number) => string) =>
    COEFFICIENT_NAMES.map((name, i) => `let ${name} = ${value(i)};`).join('\n        ');
  const alsoMade: Record<string, TensorInfo> = made ? { dresidual: made } : {};
  // Eight storage buffers are what WebGPU promises: with a residual beside the mask, one pass would take ten.
  if (hasFewRows(grid) && !made && !relu) {
    sumAndPass(backend, grid, sums, {
      ...{ key, epsilon, outputs, written: named({ dx }) },
      inputs: named({ x, dy, gamma, mean, variance }),
      begin: coefficientsFrom((i) => COEFFICIENTS[i]),
      eachRow: eachRow('dx'),
    });
  } else {
    const chunks = sumChunks(backend, grid, sums, named({ x, dy, mean, ...masked }));
    const coefficients = backend.makeTensorInfo([COEFFICIENTS.length, grid.channels], 'float32');
    mergeChunks(backend, grid, sums, chunks, {
      ...{ key: 'gradients', epsilon, inputs: named({ gamma, mean, variance }) },
      outputs: [...outputs, { name: 'coefficients', tensor: coefficients, values: COEFFICIENTS }],
    });
    backend.disposeData(chunks.dataId);
    channelPass(backend, channelGrid(x, PASS_CHUNKS), dx, {
      ...{ key, epsilon, inputs: named({ x, dy, coefficients, ...masked }), more: named(alsoMade) },
      begin: coefficientsFrom((i) => `coefficients[${i} * uniforms.lanes + lane]`),
      eachRow: eachRow('result'),
    });
    backend.disposeData(coefficients.dataId);
  }
  return residual ? [dx, dgamma, dbeta, dresidual] : [dx, dgamma, dbeta];
}

/** Kernel `PlaygroundBatchNormTrain`. */
export const makeBatchNormTrain = (): KernelFunc => (args) =>
  batchNormTrain(
    args.backend as WebGPUBackend,
    args.inputs as unknown as Parameters<typeof batchNormTrain>[1],
    args.attrs as unknown as Parameters<typeof batchNormTrain>[2],
  );

/** Kernel `PlaygroundBatchNormTrainGrad`. */
export const makeBatchNormTrainGrad = (): KernelFunc => (args) =>
  batchNormTrainGrad(
    args.backend as WebGPUBackend,
    args.inputs as unknown as Parameters<typeof batchNormTrainGrad>[1],
    args.attrs as unknown as Parameters<typeof batchNormTrainGrad>[2],
  );
