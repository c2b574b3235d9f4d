/**
 * Convolution as an implicit product: gathered windows times filter panels. The same code computes
 *   - the forward convolution (one class of output pixels),
 *   - the input gradient: the pixels of dx fall into strideY * strideX classes, and within a class dx is a convolution of
 *     dy with those filter taps that reach it, so no inserted zero is ever multiplied.
 * One task is one block of output pixels of one class; the tasks' outputs are disjoint.
 */
import { copyFloats, zeroFloats } from './copy';
import { packPanel, packPanelTransposed, rowProduct } from './product';
import { NR, TILE_BYTES } from './tile';
import { gatherWindows, isPointwise, Window } from './window';

/** One class of output pixels; arguments are an array of these. Output pixel (y, x) of the class lies at (y * stepY + offsetY, ...). */
@unmanaged
class ConvolutionClass extends Window {
  pixels: i32;
  panels: usize;
  target: usize;
  bias: usize;
  outChannels: i32;
  targetHeight: i32;
  targetWidth: i32;
  stepY: i32;
  stepX: i32;
  offsetY: i32;
  offsetX: i32;
  blockPixels: i32;
  blockTaps: i32;
  /** 0 none, 1 relu, 2 relu6. */
  activation: i32;
  /** Columns of one task (a multiple of 8), and how many tasks share the columns. */
  taskColumns: i32;
  columnTasks: i32;
  tasks: i32;
}

export function convolve(args: usize, task: i32, scratch: usize): void {
  let w = changetype<ConvolutionClass>(args);
  while (task >= w.tasks) {
    task -= w.tasks;
    args += offsetof<ConvolutionClass>();
    w = changetype<ConvolutionClass>(args);
  }
  const first = (task / w.columnTasks) * w.blockPixels;
  const column = (task % w.columnTasks) * w.taskColumns;
  const columns = min(w.taskColumns, w.outChannels - column);
  const count = min(w.blockPixels, w.pixels - first);
  const targetBytes = <usize>w.outChannels << 2;
  const target = w.target + (<usize>column << 2);
  const edge = scratch;
  const block = scratch + TILE_BYTES;
  const direct = w.stepX === 1 && w.stepY === 1 && w.outHeight === w.targetHeight && w.outWidth === w.targetWidth;
  const out = direct
    ? target + <usize>first * targetBytes
    : block + ((<usize>(w.blockPixels * w.blockTaps) * <usize>w.channels) << 2);
  const rowBytes = direct ? targetBytes : <usize>columns << 2;
  if (w.taps === 0) {
    for (let p = 0; p < count; p++) zeroFloats(out + <usize>p * rowBytes, <usize>columns << 2);
  } else {
    multiply(w, first, count, column, columns, block, out, rowBytes, edge);
  }
  if (w.bias !== 0 || w.activation !== 0) {
    const bias = w.bias === 0 ? 0 : w.bias + (<usize>column << 2);
    for (let p = 0; p < count; p++) finish(out + <usize>p * rowBytes, columns, bias, w.activation);
  }
  if (!direct) scatter(w, first, count, target, targetBytes, out, rowBytes);
}

function multiply(
  w: ConvolutionClass, first: i32, count: i32, column: i32, columns: i32, block: usize, out: usize, rowBytes: usize, edge: usize,
): void {
  const channelBytes = <usize>w.channels << 2;
  const panelBytes = <usize>w.taps * channelBytes * NR;
  const panels = w.panels + <usize>(column / NR) * panelBytes;
  if (isPointwise(w)) {
    const rows = w.source + <usize>first * channelBytes;
    rowProduct(rows, channelBytes, count, panels, panelBytes, w.channels, columns, out, rowBytes, false, edge);
    return;
  }
  for (let tap = 0; tap < w.taps; tap += w.blockTaps) {
    const tapEnd = min(tap + w.blockTaps, w.taps);
    const k = (tapEnd - tap) * w.channels;
    gatherWindows(w, first, count, tap, tapEnd, block);
    const from = panels + <usize>tap * channelBytes * NR;
    rowProduct(block, <usize>k << 2, count, from, panelBytes, k, columns, out, rowBytes, tap > 0, edge);
  }
}

/** Adds the bias and applies the activation to a row that is still in the cache. */
function finish(row: usize, channels: i32, bias: usize, activation: i32): void {
  const zero = f32x4.splat(0), six = f32x4.splat(6);
  let c = 0;
  for (; c + 4 <= channels; c += 4) {
    let y = v128.load(row);
    if (bias !== 0) y = f32x4.add(y, v128.load(bias + (<usize>c << 2)));
    if (activation !== 0) y = f32x4.max(y, zero);
    if (activation === 2) y = f32x4.min(y, six);
    v128.store(row, y);
    row += 16;
  }
  for (; c < channels; c++) {
    let y = load<f32>(row);
    if (bias !== 0) y += load<f32>(bias + (<usize>c << 2));
    if (activation !== 0) y = max<f32>(y, 0);
    if (activation === 2) y = min<f32>(y, 6);
    store<f32>(row, y);
    row += 4;
  }
}

function scatter(
  w: ConvolutionClass, first: i32, count: i32, target: usize, targetBytes: usize, rows: usize, rowBytes: usize,
): void {
  let ox = first % w.outWidth;
  let oy = (first / w.outWidth) % w.outHeight;
  let image = first / (w.outWidth * w.outHeight);
  for (let p = 0; p < count; p++) {
    const y = image * w.targetHeight + oy * w.stepY + w.offsetY;
    const pixel = y * w.targetWidth + ox * w.stepX + w.offsetX;
    copyFloats(target + <usize>pixel * targetBytes, rows, rowBytes);
    rows += rowBytes;
    if (++ox === w.outWidth) {
      ox = 0;
      if (++oy === w.outHeight) {
        oy = 0;
        image++;
      }
    }
  }
}

/**
 * Filter panels: [filterHeight, filterWidth, inner, outer] -> [ceil(n / 8)][taps][k][8]. Tap (ty, tx) of the panels is
 * filter tap (firstY + ty * stepY, firstX + tx * stepX). Plain: k = inner, n = outer; transposed: k = outer, n = inner.
 */
@unmanaged
class FilterPanels {
  filter: usize;
  panels: usize;
  filterWidth: i32;
  inner: i32;
  outer: i32;
  tapsHigh: i32;
  tapsWide: i32;
  firstY: i32;
  firstX: i32;
  stepY: i32;
  stepX: i32;
  transposed: i32;
  /** One task a panel; arguments are an array of these. */
  tasks: i32;
}

export function packFilter(args: usize, task: i32, _scratch: usize): void {
  let f = changetype<FilterPanels>(args);
  while (task >= f.tasks) {
    task -= f.tasks;
    args += offsetof<FilterPanels>();
    f = changetype<FilterPanels>(args);
  }
  const k = f.transposed ? f.outer : f.inner;
  const n = f.transposed ? f.inner : f.outer;
  const tapBytes = (<usize>k * NR) << 2;
  const rowBytes = <usize>f.outer << 2;
  const column = task * NR;
  const valid = min(NR, n - column);
  let target = f.panels + <usize>task * <usize>(f.tapsHigh * f.tapsWide) * tapBytes;
  for (let ty = 0; ty < f.tapsHigh; ty++) {
    for (let tx = 0; tx < f.tapsWide; tx++) {
      const tap = (f.firstY + ty * f.stepY) * f.filterWidth + f.firstX + tx * f.stepX;
      const source = f.filter + <usize>tap * <usize>f.inner * rowBytes;
      if (f.transposed) packPanelTransposed(source + <usize>column * rowBytes, rowBytes, k, valid, target);
      else packPanel(source + (<usize>column << 2), rowBytes, k, valid, target);
      target += tapBytes;
    }
  }
}
