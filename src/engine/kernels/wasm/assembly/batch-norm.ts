/**
 * Batch normalisation in training, forward: y = relu?(gamma * (x - mean) / sqrt(variance + epsilon) + beta (+ residual)).
 * x is [rows, channels]. Three phases: statistics of each chunk of rows (two passes while the chunk is in the cache),
 * their combination in double precision and in order (Chan), and one pass that writes y.
 */
import { fma } from './tile';

@unmanaged
class BatchNorm {
  x: usize;
  gamma: usize;
  beta: usize;
  /** 0 where there is none. */
  residual: usize;
  y: usize;
  mean: usize;
  variance: usize;
  /** [chunks][2][channels]: mean and sum of squared deviations of a chunk. */
  partials: usize;
  /** [2][channels]: scale and shift. */
  factors: usize;
  rows: i32;
  channels: i32;
  chunkRows: i32;
  chunks: i32;
  epsilon: f32;
  relu: i32;
}

/** Channels of one task of the combining phase. */
// @ts-ignore: decorator
@inline const TASK_CHANNELS: i32 = 64;

export function batchNormStatistics(args: usize, chunk: i32, _scratch: usize): void {
  const p = changetype<BatchNorm>(args);
  const rowBytes = <usize>p.channels << 2;
  const first = chunk * p.chunkRows;
  const count = min(p.chunkRows, p.rows - first);
  const x = p.x + <usize>first * rowBytes;
  const end = x + <usize>count * rowBytes;
  const inverse: f32 = <f32>1 / <f32>count;
  const mean = p.partials + <usize>chunk * 2 * rowBytes;
  const deviation = mean + rowBytes;
  let c: usize = 0;
  for (; c + 64 <= rowBytes; c += 64) {
    let s0 = f32x4.splat(0), s1 = s0, s2 = s0, s3 = s0;
    for (let at = x + c; at < end; at += rowBytes) {
      s0 = f32x4.add(s0, v128.load(at));
      s1 = f32x4.add(s1, v128.load(at, 16));
      s2 = f32x4.add(s2, v128.load(at, 32));
      s3 = f32x4.add(s3, v128.load(at, 48));
    }
    const scale = f32x4.splat(inverse);
    const m0 = f32x4.mul(s0, scale), m1 = f32x4.mul(s1, scale), m2 = f32x4.mul(s2, scale), m3 = f32x4.mul(s3, scale);
    s0 = f32x4.splat(0);
    s1 = s0;
    s2 = s0;
    s3 = s0;
    for (let at = x + c; at < end; at += rowBytes) {
      const d0 = f32x4.sub(v128.load(at), m0), d1 = f32x4.sub(v128.load(at, 16), m1);
      const d2 = f32x4.sub(v128.load(at, 32), m2), d3 = f32x4.sub(v128.load(at, 48), m3);
      s0 = fma(d0, d0, s0);
      s1 = fma(d1, d1, s1);
      s2 = fma(d2, d2, s2);
      s3 = fma(d3, d3, s3);
    }
    v128.store(mean + c, m0);
    v128.store(mean + c, m1, 16);
    v128.store(mean + c, m2, 32);
    v128.store(mean + c, m3, 48);
    v128.store(deviation + c, s0);
    v128.store(deviation + c, s1, 16);
    v128.store(deviation + c, s2, 32);
    v128.store(deviation + c, s3, 48);
  }
  for (; c < rowBytes; c += 4) {
    let sum: f32 = 0, squares: f32 = 0;
    for (let at = x + c; at < end; at += rowBytes) sum += load<f32>(at);
    const m = sum * inverse;
    for (let at = x + c; at < end; at += rowBytes) {
      const d = load<f32>(at) - m;
      squares += d * d;
    }
    store<f32>(mean + c, m);
    store<f32>(deviation + c, squares);
  }
}

export function batchNormCombine(args: usize, task: i32, _scratch: usize): void {
  const p = changetype<BatchNorm>(args);
  const rowBytes = <usize>p.channels << 2;
  const last = min((task + 1) * TASK_CHANNELS, p.channels);
  for (let channel = task * TASK_CHANNELS; channel < last; channel++) {
    const c = <usize>channel << 2;
    let mean: f64 = 0;
    for (let i = 0; i < p.chunks; i++) {
      mean += <f64>chunkCount(p, i) * <f64>load<f32>(p.partials + <usize>i * 2 * rowBytes + c);
    }
    mean /= <f64>p.rows;
    let squares: f64 = 0;
    for (let i = 0; i < p.chunks; i++) {
      const at = p.partials + <usize>i * 2 * rowBytes + c;
      const d = <f64>load<f32>(at) - mean;
      squares += <f64>load<f32>(at + rowBytes) + d * d * <f64>chunkCount(p, i);
    }
    const variance = squares / <f64>p.rows;
    const scale = <f64>load<f32>(p.gamma + c) / Math.sqrt(variance + <f64>p.epsilon);
    store<f32>(p.mean + c, <f32>mean);
    store<f32>(p.variance + c, <f32>variance);
    store<f32>(p.factors + c, <f32>scale);
    store<f32>(p.factors + rowBytes + c, <f32>(<f64>load<f32>(p.beta + c) - mean * scale));
  }
}

// @ts-ignore: decorator
@inline function chunkCount(p: BatchNorm, chunk: i32): i32 {
  return min(p.chunkRows, p.rows - chunk * p.chunkRows);
}

export function batchNormApply(args: usize, chunk: i32, _scratch: usize): void {
  const p = changetype<BatchNorm>(args);
  const rowBytes = <usize>p.channels << 2;
  const whole = rowBytes & ~15;
  const first = <usize>(chunk * p.chunkRows) * rowBytes;
  const end = first + <usize>chunkCount(p, chunk) * rowBytes;
  const x = p.x, y = p.y, residual = p.residual, scale = p.factors, shift = p.factors + rowBytes;
  const relu = p.relu !== 0;
  const floor = f32x4.splat(relu ? 0 : -Infinity);
  for (let row = first; row < end; row += rowBytes) {
    let c: usize = 0;
    if (residual !== 0) {
      for (; c < whole; c += 16) {
        const z = fma(v128.load(x + row + c), v128.load(scale + c), v128.load(shift + c));
        v128.store(y + row + c, f32x4.max(f32x4.add(z, v128.load(residual + row + c)), floor));
      }
    } else {
      for (; c < whole; c += 16) {
        const z = fma(v128.load(x + row + c), v128.load(scale + c), v128.load(shift + c));
        v128.store(y + row + c, f32x4.max(z, floor));
      }
    }
    for (; c < rowBytes; c += 4) {
      let z = load<f32>(x + row + c) * load<f32>(scale + c) + load<f32>(shift + c);
      if (residual !== 0) z += load<f32>(residual + row + c);
      store<f32>(y + row + c, relu ? max<f32>(z, 0) : z);
    }
  }
}
