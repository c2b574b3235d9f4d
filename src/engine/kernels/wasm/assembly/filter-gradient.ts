/**
 * Filter gradient of a convolution: dw[tap, c, oc] = sum over output pixels of x[window(pixel), tap, c] * dy[pixel, oc],
 * the transposed gathered windows times dy. Tasks form a grid of tap groups by pixel chunks. With several chunks each
 * writes a partial sum of its own and `sumPartials` adds them in order: the result does not depend on who did what.
 */
import { addFloats, copyFloats, zeroFloats } from './copy';
import { columnProduct, columnScratch } from './product';
import { gatherWindows, isPointwise, Window } from './window';

@unmanaged
class FilterGradient extends Window {
  pixels: i32;
  dy: usize;
  /** [chunks][taps][channels][outChannels]; the gradient itself with one chunk. */
  target: usize;
  outChannels: i32;
  taskTaps: i32;
  tapTasks: i32;
  chunkPixels: i32;
  blockPixels: i32;
}

export function filterGradient(args: usize, task: i32, scratch: usize): void {
  const w = changetype<FilterGradient>(args);
  const chunk = task / w.tapTasks;
  const tap = (task % w.tapTasks) * w.taskTaps;
  const tapEnd = min(tap + w.taskTaps, w.taps);
  const rows = (tapEnd - tap) * w.channels;
  const channelBytes = <usize>w.channels << 2;
  const outBytes = <usize>w.outChannels << 2;
  const target = w.target + <usize>(chunk * w.taps + tap) * <usize>w.channels * outBytes;
  const start = chunk * w.chunkPixels;
  const end = min(start + w.chunkPixels, w.pixels);
  const pointwise = isPointwise(w);
  const block = scratch + columnScratch(w.taskTaps * w.channels, w.blockPixels);
  if (start >= end) zeroFloats(target, <usize>rows * outBytes);
  for (let first = start; first < end; first += w.blockPixels) {
    const count = min(w.blockPixels, end - first);
    const dy = w.dy + <usize>first * outBytes;
    let a = w.source + <usize>first * channelBytes;
    if (!pointwise) {
      gatherWindows(w, first, count, tap, tapEnd, block);
      a = block;
    }
    columnProduct(a, <usize>rows << 2, rows, dy, outBytes, w.outChannels, count, target, outBytes, first > start, scratch);
  }
}

/** target[i] = sum of partials[part][i] over parts, in order. One task is `taskFloats` elements. */
@unmanaged
class Partials {
  partials: usize;
  target: usize;
  parts: i32;
  floats: i32;
  taskFloats: i32;
}

export function sumPartials(args: usize, task: i32, _scratch: usize): void {
  const p = changetype<Partials>(args);
  const first = task * p.taskFloats;
  const bytes = <usize>min(p.taskFloats, p.floats - first) << 2;
  const target = p.target + (<usize>first << 2);
  let source = p.partials + (<usize>first << 2);
  copyFloats(target, source, bytes);
  for (let part = 1; part < p.parts; part++) {
    source += <usize>p.floats << 2;
    addFloats(target, source, bytes);
  }
}
