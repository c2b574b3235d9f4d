/**
 * Two sums per channel over all rows, in two stages: every workgroup sums a chunk of rows (threads first, then a tree over
 * the threads that share a lane), then one workgroup per lane adds the chunks up. The order is fixed, so that two runs
 * agree to the last bit. Used for the mean and variance (as moments that merge without cancellation) and for the
 * gradients of gamma and beta.
 */
import type { TensorInfo } from '@tensorflow/tfjs-core';
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import { dispatch } from '../program.ts';
import { subgroupSize } from '../subgroups.ts';
import type { ChannelGrid, Held } from './channel-grid.ts';
import { GRID_BEGIN, GRID_THREADS, gridUniforms, halveHeld, handedOn, rowLoop } from './channel-grid.ts';

/** What is accumulated per lane: a pair of values, and how pairs of two disjoint sets of rows become one. */
export interface PairSum {
  key: string;
  /** Before the rows: declares what `eachRow` updates. */
  begin: string;
  eachRow: (at: string) => string;
  /** After the rows: sets `first`, `second` and `count` (rows taken in; f32). In scope: `taken` (f32). */
  end: string;
  /** WGSL statements that merge pair b (`firstB`, `secondB`, `countB`) into a (`firstA`, ...); counts are added by the caller. */
  merge: string;
}

const mergeFunction = (type: string, sum: PairSum) => `
    struct Pair { first : ${type}, second : ${type}, count : f32, };
    fn merge(a : Pair, b : Pair) -> Pair {
      let firstA = a.first; let secondA = a.second; let countA = a.count;
      let firstB = b.first; let secondB = b.second; let countB = b.count;
      var first : ${type}; var second : ${type};
      ${sum.merge}
      return Pair(first, second, countA + countB);
    }
    var<workgroup> pairs : array<Pair, ${GRID_THREADS}>;`;

const PAIRS: Held = {
  array: 'pairs',
  merge: (a, b) => `merge(${a}, ${b})`,
  further: (value) =>
    `Pair(${['first', 'second', 'count'].map((part) => handedOn(`${value}.${part}`)).join(', ')})`,
};

/** WGSL that walks over the rows of this workgroup and leaves the pair of each of its lanes in its first row of threads. */
const pairOfRows = (sum: PairSum, subgroup: number) => `
        ${GRID_BEGIN}
        ${sum.begin}
        var taken = 0.0;
        ${rowLoop(`${sum.eachRow('at')} taken += 1.0;`)}
        var first = T(0.0);
        var second = T(0.0);
        ${sum.end}
        pairs[thread] = Pair(first, second, taken);
        ${halveHeld('uniforms.across', PAIRS, subgroup)}`;

/**
 * First stage. Gives [chunks, 2, channels]: the pairs of every chunk.
 * @param inputs tensors of [rows, channels] or [channels], read with the components of the grid.
 */
export function sumChunks(
  backend: WebGPUBackend,
  grid: ChannelGrid,
  sum: PairSum,
  inputs: { name: string; tensor: TensorInfo }[],
): TensorInfo {
  const output = backend.makeTensorInfo([grid.chunks, 2, grid.channels], 'float32');
  const subgroup = subgroupSize(backend);
  dispatch(backend, output, {
    key: `sumChunks_${sum.key}_${grid.components}`,
    subgroup,
    code: () => `
      ${mergeFunction(grid.type, sum)}
      alias T = ${grid.type};
      fn main() {
        ${pairOfRows(sum, subgroup)}
        if (down == 0 && isLane) {
          let at = i32(workgroupId.y) * 2 * uniforms.lanes + lane;
          result[at] = pairs[thread].first;
          result[at + uniforms.lanes] = pairs[thread].second;
        }
      }`,
    inputs: inputs.map((input) => ({ ...input, components: grid.components })),
    outputComponents: grid.components,
    workgroupSize: [GRID_THREADS, 1, 1],
    workgroups: [grid.laneGroups, grid.chunks, 1],
    uniforms: gridUniforms(grid),
  });
  return output;
}

/** One tensor that the second stage makes of every lane's total. */
export interface ChannelResult {
  name: string;
  tensor: TensorInfo;
  /** WGSL expressions of `total` (Pair), `rows` (f32), the inputs and `uniforms.epsilon`; one row of the tensor each. */
  values: string[];
}

export interface Merge {
  key: string;
  /** Tensors of [channels], in scope by name at `[lane]`. */
  inputs?: { name: string; tensor: TensorInfo }[];
  /** `[channels]`, or `[values, channels]` where there are several values. The first is named `result`. */
  outputs: readonly [ChannelResult, ...ChannelResult[]];
  epsilon?: number;
}

/** WGSL that stores what is wanted of `total` for `lane`. */
const storeResults = (outputs: readonly ChannelResult[]) =>
  outputs
    .flatMap(({ name, values }) =>
      values.map((value, i) => `${name}[${i} * uniforms.lanes + lane] = ${value};`),
    )
    .join('\n          ');

/** Second stage: merges the chunks' pairs and makes all that is wanted of them. `chunks` is not disposed of. */
export function mergeChunks(
  backend: WebGPUBackend,
  grid: ChannelGrid,
  sum: PairSum,
  chunks: TensorInfo,
  wanted: Merge,
): void {
  const { outputs, inputs = [], epsilon = 0 } = wanted;
  const [first, ...more] = outputs;
  const { components } = grid;
  const subgroup = subgroupSize(backend);
  dispatch(backend, first.tensor, {
    key: `mergeChunks_${sum.key}_${wanted.key}_${components}`,
    subgroup,
    code: () => `
      ${mergeFunction(grid.type, sum)}
      alias T = ${grid.type};
      fn main() {
        let thread = i32(localId.x);
        let lane = i32(workgroupId.x);
        var mine = Pair(T(0.0), T(0.0), 0.0);
        for (var chunk = thread; chunk < uniforms.chunks; chunk += ${GRID_THREADS}) {
          let at = chunk * 2 * uniforms.lanes + lane;
          let count = min(uniforms.chunk, uniforms.rows - chunk * uniforms.chunk);
          mine = merge(mine, Pair(chunks[at], chunks[at + uniforms.lanes], f32(count)));
        }
        pairs[thread] = mine;
        ${halveHeld('1', PAIRS, subgroup)}
        if (thread == 0) {
          let total = pairs[0];
          let rows = f32(uniforms.rows);
          ${storeResults(outputs)}
        }
      }`,
    inputs: [{ name: 'chunks', tensor: chunks }, ...inputs].map((input) => ({ ...input, components })),
    outputComponents: components,
    more: more.map(({ name, tensor }) => ({ name, tensor, components })),
    workgroupSize: [GRID_THREADS, 1, 1],
    workgroups: [grid.lanes, 1, 1],
    uniforms: { ...gridUniforms(grid), chunks: grid.chunks, epsilon },
    floatUniforms: ['epsilon'],
  });
}

/** Rows up to which one workgroup goes over all of them twice, instead of three dispatches. */
const FEW_ROWS = 256;

export const hasFewRows = (grid: ChannelGrid) => grid.rows <= FEW_ROWS;

export interface AtOnce {
  key: string;
  /** Tensors of [rows, channels] or [channels], by name. */
  inputs: { name: string; tensor: TensorInfo }[];
  /** Of every lane's total; the first is named `result`. */
  outputs: readonly [ChannelResult, ...ChannelResult[]];
  /** Tensors of [rows, channels] that the second walk writes. */
  written: { name: string; tensor: TensorInfo }[];
  /** Per lane, before its second walk over the rows, with `total` and `rows` in scope; then per row, at `at`. */
  begin: string;
  eachRow: string;
  epsilon: number;
}

/** Both stages and the pass that follows them, for tensors of few rows. */
export function sumAndPass(backend: WebGPUBackend, grid: ChannelGrid, sum: PairSum, job: AtOnce): void {
  const [first, ...more] = job.outputs;
  const { components } = grid;
  const subgroup = subgroupSize(backend);
  dispatch(backend, first.tensor, {
    key: `sumAndPass_${sum.key}_${job.key}_${components}`,
    subgroup,
    code: () => `
      ${mergeFunction(grid.type, sum)}
      alias T = ${grid.type};
      fn main() {
        ${pairOfRows(sum, subgroup)}
        workgroupBarrier();
        if (!isLane) { return; }
        let total = pairs[thread - down * uniforms.across];
        let rows = f32(uniforms.rows);
        if (down == 0) { ${storeResults(job.outputs)} }
        ${job.begin}
        ${rowLoop(job.eachRow)}
      }`,
    inputs: job.inputs.map((input) => ({ ...input, components })),
    outputComponents: components,
    more: [...more, ...job.written].map(({ name, tensor }) => ({ name, tensor, components })),
    workgroupSize: [GRID_THREADS, 1, 1],
    workgroups: [grid.laneGroups, 1, 1],
    uniforms: { ...gridUniforms(grid), chunk: grid.rows, epsilon: job.epsilon },
    floatUniforms: ['epsilon'],
  });
}
