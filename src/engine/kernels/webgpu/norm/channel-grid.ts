/**
 * How per-channel passes over an [rows, channels] tensor share out the work, without transposing it: the threads of a
 * workgroup stand side by side over neighbouring channels (four each where the number of channels allows), as many rows
 * deep as fit, and walk down a chunk of rows. So reads are contiguous for any number of channels.
 */
import { util } from '@tensorflow/tfjs-core';
import type { TensorInfo } from '@tensorflow/tfjs-core';

export interface ChannelGrid {
  rows: number;
  channels: number;
  /** Channels of one lane, and the WGSL type that holds them. */
  components: 1 | 4;
  type: 'f32' | 'vec4<f32>';
  /** Lanes over all channels, and lanes side by side in a workgroup (a power of two). */
  lanes: number;
  across: number;
  /** Rows that a workgroup walks, and workgroups down the rows and over the lanes. */
  chunk: number;
  chunks: number;
  laneGroups: number;
}

export const GRID_THREADS = 64;

/** At least this many rows per thread, so that sums of a chunk are worth their second stage, and at most so many chunks. */
const LEAST_ROWS_PER_THREAD = 8;
const MOST_CHUNKS = 256;

/** The grid for a tensor whose last dimension is the channels. `maxChunks` caps the number of partial results. */
export function channelGrid(tensor: TensorInfo, maxChunks = MOST_CHUNKS): ChannelGrid {
  const channels = tensor.shape[tensor.shape.length - 1];
  const rows = util.sizeFromShape(tensor.shape) / channels;
  const components = channels % 4 === 0 ? 4 : 1;
  const lanes = channels / components;
  const across = Math.min(GRID_THREADS, 2 ** Math.ceil(Math.log2(lanes)));
  const deep = GRID_THREADS / across;
  const laneGroups = Math.ceil(lanes / across);
  const wanted = Math.ceil(rows / (deep * LEAST_ROWS_PER_THREAD));
  const chunk = Math.ceil(rows / Math.min(maxChunks, Math.max(1, wanted)) / deep) * deep;
  return {
    rows,
    channels,
    components,
    type: components === 4 ? 'vec4<f32>' : 'f32',
    lanes,
    across,
    chunk,
    chunks: Math.ceil(rows / chunk),
    laneGroups,
  };
}

/** Uniforms that the snippets below read: one shader serves any number of channels. */
export const gridUniforms = (g: ChannelGrid) => ({
  rows: g.rows,
  lanes: g.lanes,
  chunk: g.chunk,
  across: g.across,
});

/** Declares `thread`, `down` (how deep it stands in the workgroup), `lane` and `isLane` (whether there is such a lane). */
export const GRID_BEGIN = `
        let thread = i32(localId.x);
        let down = thread / uniforms.across;
        let lane = i32(workgroupId.x) * uniforms.across + thread - down * uniforms.across;
        let isLane = lane < uniforms.lanes;`;

/** Runs `body` for every row of this thread; `at` is the index of its lane there. */
export const rowLoop = (body: string) => `
        if (isLane) {
          let lastRow = min((i32(workgroupId.y) + 1) * uniforms.chunk, uniforms.rows);
          let deep = ${GRID_THREADS} / uniforms.across;
          for (var row = i32(workgroupId.y) * uniforms.chunk + down; row < lastRow; row += deep) {
            let at = row * uniforms.lanes + lane;
            ${body}
          }
        }`;

/**
 * Halves what the threads of a workgroup hold until the first `across` threads hold one result per lane. `merge(from)` is
 * the statement by which a thread takes in what thread `from` holds.
 */
export const halve = (across: string, merge: (from: string) => string) => `
        for (var apart = ${GRID_THREADS / 2}; apart >= ${across}; apart /= 2) {
          workgroupBarrier();
          if (thread < apart) { ${merge('thread + apart')} }
        }`;

/** What the threads of a workgroup hold, each its own, in a workgroup's array. */
export interface Held {
  readonly array: string;
  /** WGSL expression of two of them as one. */
  readonly merge: (a: string, b: string) => string;
  /** WGSL expression of what the thread `apart` further holds in `value`, handed on within a subgroup. */
  readonly further: (value: string) => string;
}

/** `value` of the thread that is `apart` further, for a number or a vector. */
export const handedOn = (value: string) => `subgroupShuffleDown(${value}, u32(apart))`;

/**
 * As `halve`. With subgroups of `subgroup` threads (0: the device has none) the last halvings need no barrier and no workgroup memory; the same
 * values meet in the same order, so that the result is the same to the last bit.
 */
export function halveHeld(across: string, { array, merge, further }: Held, subgroup: number): string {
  const byBarriers = (last: string) =>
    halve(last, (from) => `${array}[thread] = ${merge(`${array}[thread]`, `${array}[${from}]`)};`);
  if (subgroup < 2) return byBarriers(across);
  return `${byBarriers(`max(${across}, ${subgroup})`)}
        workgroupBarrier();
        var handed = ${array}[thread];
        for (var apart = ${subgroup / 2}; apart >= ${across}; apart /= 2) { handed = ${merge('handed', further('handed'))}; }
        workgroupBarrier();
        if (thread < ${across}) { ${array}[thread] = handed; }`;
}
