/** The kernels of inverted residual blocks: depthwise convolution, swish, sums and scales of channels. Addresses in bytes. */
import { windowWords, type ConvGeometry } from './geometry.ts';
import { floatWord, type KernelRuntime } from './runtime.ts';

const TABLE_BYTES_PER_TAP = 8;
const SWISH_TASK_FLOATS = 16 * 1024;
/** Bytes of one chunk of rows: small enough to share, large enough to be worth a task. */
const CHUNK_BYTES = 256 * 1024;
/** Chunks of a task of the filter gradient: a few per image bound the partial sums. */
const FILTER_TASKS = 16;
const SUM_TASK_FLOATS = 16 * 1024;

const tableBytes = (g: ConvGeometry) => g.filterHeight * g.filterWidth * TABLE_BYTES_PER_TAP;

export function depthwiseConvolve(
  runtime: KernelRuntime,
  g: ConvGeometry,
  at: { x: number; filter: number; bias: number; target: number },
): void {
  const words = [...windowWords(g, at.x), at.filter, at.bias, at.target, 0, 0, 0];
  runtime.run('depthwise', g.batch * g.outHeight, words, tableBytes(g));
}

export function depthwiseInputGradient(
  runtime: KernelRuntime,
  g: ConvGeometry,
  at: { dy: number; filter: number; target: number },
): void {
  const words = [...windowWords(g, 0), at.filter, 0, at.target, at.dy, 0, 0];
  runtime.run('depthwiseInputGradient', g.batch * g.inHeight, words, tableBytes(g));
}

export function depthwiseFilterGradient(
  runtime: KernelRuntime,
  g: ConvGeometry,
  at: { x: number; dy: number; target: number },
): void {
  const floats = g.filterHeight * g.filterWidth * g.inChannels;
  const wanted = Math.max(1, Math.min(g.outHeight, Math.floor(FILTER_TASKS / g.batch)));
  const taskRows = Math.ceil(g.outHeight / wanted);
  const imageTasks = Math.ceil(g.outHeight / taskRows);
  const tasks = g.batch * imageTasks;
  const partials = tasks > 1 ? runtime.workspace(tasks * floats * 4) : at.target;
  const words = [...windowWords(g, at.x), 0, 0, partials, at.dy, taskRows, imageTasks];
  runtime.run('depthwiseFilterGradient', tasks, words);
  if (tasks > 1)
    runtime.run('sumPartials', Math.ceil(floats / SUM_TASK_FLOATS), [
      ...[partials, at.target, tasks, floats, SUM_TASK_FLOATS],
    ]);
}

export function swish(
  runtime: KernelRuntime,
  floats: number,
  at: { x: number; /** Given: the gradient. */ dy?: number; target: number },
): void {
  const words = [at.x, at.dy ?? 0, at.target, floats, SWISH_TASK_FLOATS];
  const phase = at.dy === undefined ? 'swish' : 'swishGradient';
  runtime.run(phase, Math.ceil(floats / SWISH_TASK_FLOATS), words);
}

export interface Segments {
  readonly segments: number;
  /** Of one segment. */
  readonly rows: number;
  readonly channels: number;
}

function chunksOf({ segments, rows, channels }: Segments) {
  const byBytes = Math.ceil((4 * rows * channels) / CHUNK_BYTES);
  const chunks = Math.min(rows, Math.max(byBytes, Math.ceil(8 / segments)));
  const chunkRows = Math.ceil(rows / Math.max(1, chunks));
  return { chunkRows, chunks: Math.ceil(rows / chunkRows) };
}

/** `b` 0 for none. */
export function channelSums(
  runtime: KernelRuntime,
  shape: Segments,
  at: { a: number; b: number; target: number },
  factor: number,
): void {
  const { chunks, chunkRows } = chunksOf(shape);
  const tasks = shape.segments * chunks;
  const partials = runtime.workspace(tasks * shape.channels * 4);
  const words = [at.a, at.b, 0, partials, shape.rows, shape.channels, chunks, chunkRows];
  runtime.run('channelSums', tasks, words);
  const totals = [partials, at.target, shape.channels, chunks, floatWord(factor)];
  runtime.run('channelTotals', shape.segments, totals);
}

/** `shift` 0 for none. */
export function channelScale(
  runtime: KernelRuntime,
  shape: Segments,
  at: { x: number; scale: number; shift: number; target: number },
): void {
  const { chunks, chunkRows } = chunksOf(shape);
  const words = [at.x, at.shift, at.scale, at.target, shape.rows, shape.channels, chunks, chunkRows];
  runtime.run('channelScale', shape.segments * chunks, words);
}
