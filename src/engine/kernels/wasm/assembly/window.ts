/**
 * The implicit im2col of a convolution: rows of the left operand, made for one cache-resident block of output pixels at
 * a time and never for the whole tensor. Row p holds, tap after tap, the channels under the window of output pixel p;
 * zeros where the window hangs over the edge.
 */
import { copyFloats, zeroFloats } from './copy';

/** Where windows lie: source [batch, inHeight, inWidth, channels], window of output (oy, ox) starts at (oy * strideY - padTop, ...). */
@unmanaged
export class Window {
  source: usize;
  inHeight: i32;
  inWidth: i32;
  channels: i32;
  outHeight: i32;
  outWidth: i32;
  taps: i32;
  tapsWide: i32;
  strideY: i32;
  strideX: i32;
  padTop: i32;
  padLeft: i32;
}

/** Whether row p of the left operand is simply pixel p of the source. */
export function isPointwise(w: Window): bool {
  return w.taps === 1 && w.strideY === 1 && w.strideX === 1 && w.padTop === 0 && w.padLeft === 0 &&
    w.inHeight === w.outHeight && w.inWidth === w.outWidth;
}

/** Writes rows [first, first + count) with taps [tap, tapEnd) to `target`: [count][tapEnd - tap][channels]. */
export function gatherWindows(w: Window, first: i32, count: i32, tap: i32, tapEnd: i32, target: usize): void {
  const rowBytes = (<usize>(tapEnd - tap) * <usize>w.channels) << 2;
  const whole = tap === 0 && tapEnd === w.taps;
  const lastLeft = w.inWidth - w.tapsWide;
  let ox = first % w.outWidth;
  let oy = (first / w.outWidth) % w.outHeight;
  let image = first / (w.outWidth * w.outHeight);
  for (let p = 0; p < count; p++) {
    const top = oy * w.strideY - w.padTop;
    const left = ox * w.strideX - w.padLeft;
    if (whole && left >= 0 && left <= lastLeft) gatherInside(w, image, top, left, target);
    else gatherEdge(w, image, top, left, tap, tapEnd, target);
    target += rowBytes;
    if (++ox === w.outWidth) {
      ox = 0;
      if (++oy === w.outHeight) {
        oy = 0;
        image++;
      }
    }
  }
}

/** A whole window that hangs over neither side: its rows are runs of memory. */
// @ts-ignore: decorator
@inline function gatherInside(w: Window, image: i32, top: i32, left: i32, target: usize): void {
  const channelBytes = <usize>w.channels << 2;
  const runBytes = <usize>w.tapsWide * channelBytes;
  const lineBytes = <usize>w.inWidth * channelBytes;
  let source = w.source + <usize>((image * w.inHeight + top) * w.inWidth + left) * channelBytes;
  const bottom = top + w.taps / w.tapsWide;
  for (let y = top; y < bottom; y++) {
    if (y >= 0 && y < w.inHeight) copyFloats(target, source, runBytes);
    else zeroFloats(target, runBytes);
    source += lineBytes;
    target += runBytes;
  }
}

function gatherEdge(w: Window, image: i32, top: i32, left: i32, tap: i32, tapEnd: i32, target: usize): void {
  const channelBytes = <usize>w.channels << 2;
  let y = top + tap / w.tapsWide;
  let kx = tap % w.tapsWide;
  for (let remaining = tapEnd - tap; remaining > 0; ) {
    const width = min(w.tapsWide - kx, remaining);
    const x = left + kx;
    const before = y < 0 || y >= w.inHeight ? width : min(width, max(0, -x));
    const inside = max(0, min(width, w.inWidth - x) - before);
    const after = width - before - inside;
    if (before > 0) zeroFloats(target, <usize>before * channelBytes);
    target += <usize>before * channelBytes;
    if (inside > 0) {
      const pixel = (image * w.inHeight + y) * w.inWidth + x + before;
      copyFloats(target, w.source + <usize>pixel * channelBytes, <usize>inside * channelBytes);
    }
    target += <usize>inside * channelBytes;
    if (after > 0) zeroFloats(target, <usize>after * channelBytes);
    target += <usize>after * channelBytes;
    remaining -= width;
    kx = 0;
    y++;
  }
}
