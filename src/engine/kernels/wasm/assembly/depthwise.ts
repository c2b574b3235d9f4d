/**
 * Depthwise convolution, forward and both gradients: channel c of the output sees channel c of the input alone. Forward and input
 * gradient are the same sum once the taps of a pixel are listed; a task is one row of one image. The filter gradient keeps
 * a partial sum for each task of some output rows, added in order by `sumPartials`.
 */
import { zeroFloats } from './copy';
import { fma } from './tile';
import { Window } from './window';

@unmanaged
class Depthwise extends Window {
  filter: usize;
  /** 0: none. */
  bias: usize;
  /** Forward: y. Input gradient: dx. Filter gradient: [tasks][taps][channels]. */
  target: usize;
  /** Gradients: dy. */
  dy: usize;
  /** Filter gradient: output rows of a task, tasks of an image. */
  taskRows: i32;
  imageTasks: i32;
}

/** target[c] = bias[c] + sum over the table's entries (a, b) of a[c] * b[c]. */
function sumTaps(table: usize, end: usize, bias: usize, target: usize, channelBytes: usize): void {
  let c: usize = 0;
  for (; c + 64 <= channelBytes; c += 64) {
    let s0 = f32x4.splat(0), s1 = s0, s2 = s0, s3 = s0;
    if (bias !== 0) {
      s0 = v128.load(bias + c);
      s1 = v128.load(bias + c, 16);
      s2 = v128.load(bias + c, 32);
      s3 = v128.load(bias + c, 48);
    }
    for (let entry = table; entry < end; entry += 8) {
      const a = load<usize>(entry) + c, b = load<usize>(entry, 4) + c;
      s0 = fma(v128.load(a), v128.load(b), s0);
      s1 = fma(v128.load(a, 16), v128.load(b, 16), s1);
      s2 = fma(v128.load(a, 32), v128.load(b, 32), s2);
      s3 = fma(v128.load(a, 48), v128.load(b, 48), s3);
    }
    v128.store(target + c, s0);
    v128.store(target + c, s1, 16);
    v128.store(target + c, s2, 32);
    v128.store(target + c, s3, 48);
  }
  for (; c < channelBytes; c += 4) {
    let sum: f32 = bias !== 0 ? load<f32>(bias + c) : 0;
    for (let entry = table; entry < end; entry += 8) {
      sum += load<f32>(load<usize>(entry) + c) * load<f32>(load<usize>(entry, 4) + c);
    }
    store<f32>(target + c, sum);
  }
}

export function depthwise(args: usize, task: i32, scratch: usize): void {
  const w = changetype<Depthwise>(args);
  const channelBytes = <usize>w.channels << 2;
  const high = w.taps / w.tapsWide;
  const image = task / w.outHeight;
  const top = (task % w.outHeight) * w.strideY - w.padTop;
  const source = w.source + <usize>(image * w.inHeight * w.inWidth) * channelBytes;
  let target = w.target + <usize>(task * w.outWidth) * channelBytes;
  for (let ox = 0; ox < w.outWidth; ox++) {
    const left = ox * w.strideX - w.padLeft;
    let end = scratch;
    for (let ky = max(0, -top); ky < min(high, w.inHeight - top); ky++) {
      for (let kx = max(0, -left); kx < min(w.tapsWide, w.inWidth - left); kx++) {
        store<usize>(end, source + <usize>((top + ky) * w.inWidth + left + kx) * channelBytes);
        store<usize>(end, w.filter + <usize>(ky * w.tapsWide + kx) * channelBytes, 4);
        end += 8;
      }
    }
    sumTaps(scratch, end, w.bias, target, channelBytes);
    target += channelBytes;
  }
}

export function depthwiseInputGradient(args: usize, task: i32, scratch: usize): void {
  const w = changetype<Depthwise>(args);
  const channelBytes = <usize>w.channels << 2;
  const high = w.taps / w.tapsWide;
  const image = task / w.inHeight;
  const y = (task % w.inHeight) + w.padTop;
  const dy = w.dy + <usize>(image * w.outHeight * w.outWidth) * channelBytes;
  let target = w.target + <usize>(task * w.inWidth) * channelBytes;
  for (let ix = 0; ix < w.inWidth; ix++) {
    let end = scratch;
    for (let ky = 0; ky < high; ky++) {
      const down = y - ky;
      if (down < 0 || down % w.strideY !== 0 || down / w.strideY >= w.outHeight) continue;
      const row = (down / w.strideY) * w.outWidth;
      for (let kx = 0; kx < w.tapsWide; kx++) {
        const across = ix + w.padLeft - kx;
        if (across < 0 || across % w.strideX !== 0 || across / w.strideX >= w.outWidth) continue;
        store<usize>(end, dy + <usize>(row + across / w.strideX) * channelBytes);
        store<usize>(end, w.filter + <usize>(ky * w.tapsWide + kx) * channelBytes, 4);
        end += 8;
      }
    }
    sumTaps(scratch, end, 0, target, channelBytes);
    target += channelBytes;
  }
}

export function depthwiseFilterGradient(args: usize, task: i32, _scratch: usize): void {
  const w = changetype<Depthwise>(args);
  const channelBytes = <usize>w.channels << 2;
  const high = w.taps / w.tapsWide;
  const image = task / w.imageTasks;
  const first = (task % w.imageTasks) * w.taskRows;
  const last = min(first + w.taskRows, w.outHeight);
  const source = w.source + <usize>(image * w.inHeight * w.inWidth) * channelBytes;
  const dy = w.dy + <usize>(image * w.outHeight * w.outWidth) * channelBytes;
  const target = w.target + <usize>(task * w.taps) * channelBytes;
  zeroFloats(target, <usize>w.taps * channelBytes);
  for (let oy = first; oy < last; oy++) {
    const top = oy * w.strideY - w.padTop;
    for (let ky = max(0, -top); ky < min(high, w.inHeight - top); ky++) {
      for (let kx = 0; kx < w.tapsWide; kx++) {
        // Outputs whose tap lies inside: 0 <= ox * stride - pad + kx < width.
        const start = max(0, (w.padLeft - kx + w.strideX - 1) / w.strideX);
        const stop = min(w.outWidth, (w.inWidth - 1 + w.padLeft - kx) / w.strideX + 1);
        if (start >= stop) continue;
        const x = source + <usize>((top + ky) * w.inWidth + start * w.strideX - w.padLeft + kx) * channelBytes;
        const d = dy + <usize>(oy * w.outWidth + start) * channelBytes;
        const step = <usize>w.strideX * channelBytes;
        addAlong(x, step, d, channelBytes, stop - start, target + <usize>(ky * w.tapsWide + kx) * channelBytes);
      }
    }
  }
}

/** target[c] += sum over i < count of x[i * step + c] * d[i * channelBytes + c]. */
function addAlong(x: usize, step: usize, d: usize, channelBytes: usize, count: i32, target: usize): void {
  let c: usize = 0;
  for (; c + 64 <= channelBytes; c += 64) {
    const t = target + c;
    let s0 = v128.load(t), s1 = v128.load(t, 16), s2 = v128.load(t, 32), s3 = v128.load(t, 48);
    let a = x + c, b = d + c;
    for (let i = 0; i < count; i++) {
      s0 = fma(v128.load(a), v128.load(b), s0);
      s1 = fma(v128.load(a, 16), v128.load(b, 16), s1);
      s2 = fma(v128.load(a, 32), v128.load(b, 32), s2);
      s3 = fma(v128.load(a, 48), v128.load(b, 48), s3);
      a += step;
      b += channelBytes;
    }
    v128.store(t, s0);
    v128.store(t, s1, 16);
    v128.store(t, s2, 32);
    v128.store(t, s3, 48);
  }
  for (; c < channelBytes; c += 4) {
    let sum = load<f32>(target + c);
    let a = x + c, b = d + c;
    for (let i = 0; i < count; i++) {
      sum += load<f32>(a) * load<f32>(b);
      a += step;
      b += channelBytes;
    }
    store<f32>(target + c, sum);
  }
}
