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
  const channelBytes = <usize>w.channels << 2;
  const tapsWide = w.tapsWide;
  let ox = first % w.outWidth;
  let oy = (first / w.outWidth) % w.outHeight;
  let image = first / (w.outWidth * w.outHeight);
  for (let p = 0; p < count; p++) {
    const top = oy * w.strideY - w.padTop;
    const left = ox * w.strideX - w.padLeft;
    let ky = tap / tapsWide;
    let kx = tap % tapsWide;
    let remaining = tapEnd - tap;
    while (remaining > 0) {
      const width = min(tapsWide - kx, remaining);
      const y = top + ky;
      const x = left + kx;
      if (y < 0 || y >= w.inHeight || x >= w.inWidth || x + width <= 0) {
        zeroFloats(target, <usize>width * channelBytes);
      } else {
        const before = max(0, -x);
        const inside = min(width, w.inWidth - x) - before;
        const pixel = (image * w.inHeight + y) * w.inWidth + x + before;
        if (before > 0) zeroFloats(target, <usize>before * channelBytes);
        copyFloats(target + <usize>before * channelBytes, w.source + <usize>pixel * channelBytes, <usize>inside * channelBytes);
        const after = width - before - inside;
        if (after > 0) zeroFloats(target + <usize>(before + inside) * channelBytes, <usize>after * channelBytes);
      }
      target += <usize>width * channelBytes;
      remaining -= width;
      kx = 0;
      ky++;
    }
    if (++ox === w.outWidth) {
      ox = 0;
      if (++oy === w.outHeight) {
        oy = 0;
        image++;
      }
    }
  }
}
