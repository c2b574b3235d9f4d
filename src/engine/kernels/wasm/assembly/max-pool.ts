/**
 * Gradient of max pooling: each dy goes to the first element of its window that equals the window's maximum
 * (PyTorch's and stock tfjs's rule). One task is one image, so overlapping windows never meet.
 */
import { zeroFloats } from './copy';
import { Window } from './window';

@unmanaged
class MaxPool extends Window {
  y: usize;
  dy: usize;
  dx: usize;
}

export function maxPoolGradient(args: usize, image: i32, _scratch: usize): void {
  const w = changetype<MaxPool>(args);
  const channelBytes = <usize>w.channels << 2;
  const imageBytes = <usize>(w.inHeight * w.inWidth) * channelBytes;
  const x = w.source + <usize>image * imageBytes;
  const dx = w.dx + <usize>image * imageBytes;
  const outBytes = <usize>image * <usize>(w.outHeight * w.outWidth) * channelBytes;
  let y = w.y + outBytes;
  let dy = w.dy + outBytes;
  zeroFloats(dx, imageBytes);
  const tapsHigh = w.taps / w.tapsWide;
  for (let oy = 0; oy < w.outHeight; oy++) {
    const top = oy * w.strideY - w.padTop;
    const y0 = max(top, 0), y1 = min(top + tapsHigh, w.inHeight);
    for (let ox = 0; ox < w.outWidth; ox++) {
      const left = ox * w.strideX - w.padLeft;
      const x0 = max(left, 0), x1 = min(left + w.tapsWide, w.inWidth);
      route(w, x, dx, y, dy, y0, y1, x0, x1, channelBytes);
      y += channelBytes;
      dy += channelBytes;
    }
  }
}

/** Hands the gradient of one output pixel, all channels, to its window [y0, y1) x [x0, x1). */
// @ts-ignore: decorator
@inline function route(
  w: MaxPool, x: usize, dx: usize, y: usize, dy: usize, y0: i32, y1: i32, x0: i32, x1: i32, channelBytes: usize,
): void {
  let c: usize = 0;
  for (; c + 16 <= channelBytes; c += 16) {
    const maximum = v128.load(y + c);
    let open = v128.load(dy + c);
    for (let iy = y0; iy < y1; iy++) {
      let at = <usize>(iy * w.inWidth + x0) * channelBytes + c;
      for (let ix = x0; ix < x1; ix++) {
        const hit = f32x4.eq(v128.load(x + at), maximum);
        v128.store(dx + at, f32x4.add(v128.load(dx + at), v128.and(open, hit)));
        open = v128.andnot(open, hit);
        at += channelBytes;
      }
    }
  }
  for (; c < channelBytes; c += 4) {
    const maximum = load<f32>(y + c);
    let open = load<f32>(dy + c);
    for (let iy = y0; iy < y1; iy++) {
      let at = <usize>(iy * w.inWidth + x0) * channelBytes + c;
      for (let ix = x0; ix < x1; ix++) {
        if (load<f32>(x + at) === maximum) {
          store<f32>(dx + at, load<f32>(dx + at) + open);
          open = 0;
        }
        at += channelBytes;
      }
    }
  }
}
