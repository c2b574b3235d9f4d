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
import { dispatch } from '../program.ts';
import type { ChannelGrid } from './channel-grid.ts';
import { channelGrid, GRID_BEGIN, GRID_THREADS, gridUniforms, rowLoop } from './channel-grid.ts';
import type { PairSum } from './channel-sums.ts';
import { mergeChunks, sumChunks } from './channel-sums.ts';

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
  /** Per lane, before its rows; then per row, setting `result[at]`. */
  begin: string;
  eachRow: string;
  epsilon: number;
}

/** One element-wise pass over all rows; gives a tensor of the shape of `like`. */
function channelPass(backend: WebGPUBackend, grid: ChannelGrid, like: TensorInfo, pass: Pass): TensorInfo {
  const output = backend.makeTensorInfo(like.shape, 'float32');
  dispatch(backend, output, {
    key: `${pass.key}_${grid.components}`,
    code: () => `
      alias T = ${grid.type};
      fn main() {
        ${GRID_BEGIN}
        if (!isLane) { return; }
        ${pass.begin}
        ${rowLoop(pass.eachRow)}
      }`,
    inputs: pass.inputs.map((input) => ({ ...input, components: grid.components })),
    outputComponents: grid.components,
    workgroupSize: [GRID_THREADS, 1, 1],
    workgroups: [grid.laneGroups, grid.chunks, 1],
    uniforms: { ...gridUniforms(grid), epsilon: pass.epsilon },
    floatUniforms: ['epsilon'],
  });
  return output;
}

const named = (tensors: Record<string, TensorInfo>): Named[] =>
  Object.entries(tensors).map(([name, tensor]) => ({ name, tensor }));

/** Chunks of an element-wise pass leave nothing to add up, so there may be many; WebGPU's limit is 65,535. */
const PASS_CHUNKS = 32768;

export function batchNormTrain(
  backend: WebGPUBackend,
  inputs: { x: TensorInfo; gamma: TensorInfo; beta: TensorInfo; residual?: TensorInfo },
  attrs: BatchNormAttrs,
): TensorInfo[] {
  const { x, gamma, beta, residual } = inputs;
  const grid = channelGrid(x);
  const chunks = sumChunks(backend, grid, MOMENTS, named({ x }));
  const mean = mergeChunks(backend, grid, MOMENTS, chunks, { key: 'mean', values: ['total.first'] });
  const variance = mergeChunks(backend, grid, MOMENTS, chunks, {
    key: 'variance',
    values: ['total.second / rows'],
  });
  backend.disposeData(chunks.dataId);
  const normalised = `(x[at] - centre) * scale + shift${residual ? ' + residual[at]' : ''}`;
  const y = channelPass(backend, channelGrid(x, PASS_CHUNKS), x, {
    key: `normalise_${attrs.relu}_${!!residual}`,
    inputs: named({ x, gamma, beta, mean, variance, ...(residual ? { residual } : {}) }),
    begin: `
        let centre = mean[lane];
        let scale = gamma[lane] * inverseSqrt(variance[lane] + T(uniforms.epsilon));
        let shift = beta[lane];`,
    eachRow: `result[at] = ${attrs.relu ? `max(${normalised}, T(0.0))` : normalised};`,
    epsilon: attrs.epsilon,
  });
  return [y, mean, variance];
}

export function batchNormTrainGrad(
  backend: WebGPUBackend,
  inputs: Record<'x' | 'y' | 'dy' | 'gamma' | 'mean' | 'variance', TensorInfo>,
  attrs: BatchNormAttrs,
): TensorInfo[] {
  const { x, y, gamma, mean, variance } = inputs;
  let { dy } = inputs;
  let { relu } = attrs;
  const passGrid = channelGrid(x, PASS_CHUNKS);
  const epsilon = attrs.epsilon;
  let dresidual: TensorInfo | undefined;
  if (attrs.residual && relu) {
    // The residual's gradient is g itself; made first, it serves the two passes below in place of dy and y.
    dresidual = channelPass(backend, passGrid, x, {
      key: 'reluGradient',
      inputs: named({ y, dy }),
      begin: '',
      eachRow: 'result[at] = select(T(0.0), dy[at], y[at] > T(0.0));',
      epsilon,
    });
    dy = dresidual;
    relu = false;
  } else if (attrs.residual) {
    backend.incRef(dy.dataId);
    dresidual = { dataId: dy.dataId, shape: dy.shape, dtype: dy.dtype };
  }
  const masked: Record<string, TensorInfo> = relu ? { y } : {};
  const grid = channelGrid(x);
  const sums = gradientSums(relu);
  const chunks = sumChunks(backend, grid, sums, named({ x, dy, mean, ...masked }));
  const dbeta = mergeChunks(backend, grid, sums, chunks, { key: 'dbeta', values: ['total.first'] });
  const inverse = 'inverseSqrt(variance[lane] + T(uniforms.epsilon))';
  const dgamma = mergeChunks(backend, grid, sums, chunks, {
    key: 'dgamma',
    inputs: named({ variance }),
    values: [`total.second * ${inverse}`],
    epsilon,
  });
  // What the last pass needs per channel, gathered in one tensor: WebGPU promises only eight storage buffers.
  const coefficients = mergeChunks(backend, grid, sums, chunks, {
    key: 'coefficients',
    inputs: named({ gamma, mean, variance }),
    values: [
      'mean[lane]',
      `gamma[lane] * ${inverse}`,
      'total.first / rows',
      'total.second / (rows * (variance[lane] + T(uniforms.epsilon)))',
    ],
    epsilon,
  });
  backend.disposeData(chunks.dataId);
  const dx = channelPass(backend, passGrid, x, {
    key: `normaliseGradient_${relu}`,
    inputs: named({ x, dy, coefficients, ...masked }),
    begin: `
        let centre = coefficients[lane];
        let scale = coefficients[uniforms.lanes + lane];
        let offset = coefficients[2 * uniforms.lanes + lane];
        let slope = coefficients[3 * uniforms.lanes + lane];`,
    eachRow: `
            let g = ${relu ? 'select(T(0.0), dy[at], y[at] > T(0.0))' : 'dy[at]'};
            result[at] = scale * (g - offset - (x[at] - centre) * slope);`,
    epsilon,
  });
  backend.disposeData(coefficients.dataId);
  return dresidual ? [dx, dgamma, dbeta, dresidual] : [dx, dgamma, dbeta];
}

/** Kernel `PlaygroundBatchNormTrain`. */
export const makeBatchNormTrain = (): KernelFunc => (args) =>
  batchNormTrain(
    args.backend as WebGPUBackend,
    args.inputs as unknown as Parameters<typeof batchNormTrain>[1],
    args.attrs as unknown as BatchNormAttrs,
  );

/** Kernel `PlaygroundBatchNormTrainGrad`. */
export const makeBatchNormTrainGrad = (): KernelFunc => (args) =>
  batchNormTrainGrad(
    args.backend as WebGPUBackend,
    args.inputs as unknown as Parameters<typeof batchNormTrainGrad>[1],
    args.attrs as unknown as BatchNormAttrs,
  );
