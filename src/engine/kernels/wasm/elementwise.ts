/** The kernels that pass over memory: batch norm and its gradient, max pool gradient, SGD. Addresses in bytes. */
import type { CropAttrs } from '../names.ts';
import { windowWords, type ConvGeometry } from './geometry.ts';
import { floatWord, type KernelRuntime } from './runtime.ts';

/** Floats of one task of a sum. */
const SUM_TASK_FLOATS = 32 * 1024;
/** Channels of one task of the combining phases (assembly/batch-norm.ts). */
const COMBINE_CHANNELS = 64;
/** Bytes of x in one chunk of rows: read twice, the second time from the cache. */
const CHUNK_BYTES = 128 * 1024;
const MAX_CHUNKS = 64;

interface Rows {
  readonly rows: number;
  readonly channels: number;
}

function chunksOf({ rows, channels }: Rows) {
  const chunkRows = Math.max(1, Math.ceil(CHUNK_BYTES / (4 * channels)), Math.ceil(rows / MAX_CHUNKS));
  return { chunkRows, chunks: Math.ceil(rows / chunkRows) };
}

export interface BatchNormAddresses {
  readonly x: number;
  readonly gamma: number;
  readonly beta: number;
  /** 0: none. */
  readonly residual: number;
  readonly y: number;
  readonly mean: number;
  readonly variance: number;
}

export function batchNorm(
  runtime: KernelRuntime,
  shape: Rows,
  at: BatchNormAddresses,
  { epsilon, relu }: { epsilon: number; relu: boolean },
): void {
  const { rows, channels } = shape;
  const { chunkRows, chunks } = chunksOf(shape);
  const partials = runtime.workspace((2 * chunks + 2) * channels * 4);
  const words = [at.x, at.gamma, at.beta, at.residual, at.y, at.mean, at.variance, partials];
  words.push(partials + 2 * chunks * channels * 4, rows, channels, chunkRows, chunks);
  words.push(floatWord(epsilon), relu ? 1 : 0);
  runtime.run('batchNormStatistics', chunks, words);
  runtime.run('batchNormCombine', Math.ceil(channels / COMBINE_CHANNELS), words);
  runtime.run('batchNormApply', chunks, words);
}

export interface BatchNormGradientAddresses {
  readonly x: number;
  readonly y: number;
  readonly dy: number;
  readonly gamma: number;
  readonly mean: number;
  readonly variance: number;
  readonly dx: number;
  readonly dgamma: number;
  readonly dbeta: number;
  /** 0: none. */
  readonly dresidual: number;
}

export function batchNormGradient(
  runtime: KernelRuntime,
  shape: Rows,
  at: BatchNormGradientAddresses,
  { epsilon, relu }: { epsilon: number; relu: boolean },
): void {
  const { rows, channels } = shape;
  const { chunkRows, chunks } = chunksOf(shape);
  const partials = runtime.workspace((2 * chunks + 3) * channels * 4);
  const words = [at.x, at.y, at.dy, at.gamma, at.mean, at.variance, at.dx, at.dgamma, at.dbeta, at.dresidual];
  words.push(partials, partials + 2 * chunks * channels * 4, rows, channels, chunkRows, chunks);
  words.push(floatWord(epsilon), relu ? 1 : 0);
  runtime.run('batchNormGradientSums', chunks, words);
  runtime.run('batchNormGradientCombine', Math.ceil(channels / COMBINE_CHANNELS), words);
  runtime.run('batchNormGradientApply', chunks, words);
}

export function maxPoolGradient(
  runtime: KernelRuntime,
  g: ConvGeometry,
  at: { x: number; y: number; dy: number; dx: number },
): void {
  runtime.run('maxPoolGradient', g.batch, [...windowWords(g, at.x), at.y, at.dy, at.dx]);
}

const SGD_TASK_FLOATS = 32 * 1024;

export function sgdUpdate(
  runtime: KernelRuntime,
  floats: number,
  at: { weight: number; momentum: number; gradient: number; newWeight: number; newMomentum: number },
  law: { learningRate: number; momentum: number; weightDecay: number },
): void {
  const words = [at.weight, at.momentum, at.gradient, at.newWeight, at.newMomentum, floats, SGD_TASK_FLOATS];
  words.push(floatWord(law.learningRate), floatWord(law.momentum), floatWord(law.weightDecay));
  runtime.run('sgdUpdate', Math.ceil(floats / SGD_TASK_FLOATS), words);
}

const CROP_TASK_BYTES = 128 * 1024;

/** target `[N, height, width, C]` of source `[N, H, W, C]`. */
export function crop(
  runtime: KernelRuntime,
  [samples, inHeight, inWidth, channels]: readonly number[],
  { top, left, height, width }: CropAttrs,
  at: { source: number; target: number },
): void {
  const [inLine, outLine] = [inWidth, width].map((places) => 4 * places * channels);
  const lines = samples * height;
  const taskLines = Math.max(1, Math.ceil(CROP_TASK_BYTES / outLine));
  const words = [at.source, at.target, inHeight, inLine, height, outLine];
  words.push(top, 4 * left * channels, lines, taskLines);
  runtime.run('crop', Math.ceil(lines / taskLines), words);
}

/** target = relu(a + b), `floats` long. */
export function addRelu(
  runtime: KernelRuntime,
  floats: number,
  at: { a: number; b: number; target: number },
): void {
  const words = [at.a, at.b, at.target, floats, SUM_TASK_FLOATS];
  runtime.run('addRelu', Math.ceil(floats / SUM_TASK_FLOATS), words);
}
