/**
 * Gradient of batch normalisation in training, with the ReLU and the residual that were fused into it. With g = dy where
 * y > 0 (or dy without ReLU) and xhat = (x - mean) / sigma:
 *   dbeta = sum g, dgamma = sum g * xhat, dx = gamma / sigma * (g - dbeta / rows - xhat * dgamma / rows), dresidual = g.
 * Phases: sums of each chunk of rows, their combination in order, one pass that writes dx (and dresidual).
 */
import { fma } from './tile';

@unmanaged
class BatchNormGradient {
  x: usize;
  y: usize;
  dy: usize;
  gamma: usize;
  mean: usize;
  variance: usize;
  dx: usize;
  dgamma: usize;
  dbeta: usize;
  /** 0 where there is none. */
  dresidual: usize;
  /** [chunks][2][channels]: sums of g and of g * (x - mean). */
  partials: usize;
  /** [3][channels]: factors of g, of (x - mean), and the constant. */
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

// @ts-ignore: decorator
@inline function masked(dy: usize, y: usize, relu: bool): v128 {
  const g = v128.load(dy);
  return relu ? v128.and(g, f32x4.gt(v128.load(y), f32x4.splat(0))) : g;
}

// @ts-ignore: decorator
@inline function maskedScalar(dy: usize, y: usize, relu: bool): f32 {
  return relu && !(load<f32>(y) > 0) ? 0 : load<f32>(dy);
}

export function batchNormGradientSums(args: usize, chunk: i32, _scratch: usize): void {
  const p = changetype<BatchNormGradient>(args);
  if (p.relu) sums(p, chunk, true);
  else sums(p, chunk, false);
}

// @ts-ignore: decorator
@inline function sums(p: BatchNormGradient, chunk: i32, relu: bool): void {
  const rowBytes = <usize>p.channels << 2;
  const first = <usize>(chunk * p.chunkRows) * rowBytes;
  const end = first + <usize>min(p.chunkRows, p.rows - chunk * p.chunkRows) * rowBytes;
  const target = p.partials + <usize>chunk * 2 * rowBytes;
  const x = p.x, y = p.y, dy = p.dy;
  let c: usize = 0;
  for (; c + 32 <= rowBytes; c += 32) {
    let s0 = f32x4.splat(0), s1 = s0, t0 = s0, t1 = s0;
    const m0 = v128.load(p.mean + c), m1 = v128.load(p.mean + c, 16);
    for (let at = first + c; at < end + c; at += rowBytes) {
      const g0 = masked(dy + at, y + at, relu), g1 = masked(dy + at + 16, y + at + 16, relu);
      s0 = f32x4.add(s0, g0);
      s1 = f32x4.add(s1, g1);
      t0 = fma(g0, f32x4.sub(v128.load(x + at), m0), t0);
      t1 = fma(g1, f32x4.sub(v128.load(x + at, 16), m1), t1);
    }
    v128.store(target + c, s0);
    v128.store(target + c, s1, 16);
    v128.store(target + rowBytes + c, t0);
    v128.store(target + rowBytes + c, t1, 16);
  }
  for (; c < rowBytes; c += 4) {
    let s: f32 = 0, t: f32 = 0;
    const mean = load<f32>(p.mean + c);
    for (let at = first + c; at < end + c; at += rowBytes) {
      const g = maskedScalar(dy + at, y + at, relu);
      s += g;
      t += g * (load<f32>(x + at) - mean);
    }
    store<f32>(target + c, s);
    store<f32>(target + rowBytes + c, t);
  }
}

export function batchNormGradientCombine(args: usize, task: i32, _scratch: usize): void {
  const p = changetype<BatchNormGradient>(args);
  const rowBytes = <usize>p.channels << 2;
  const last = min((task + 1) * TASK_CHANNELS, p.channels);
  for (let channel = task * TASK_CHANNELS; channel < last; channel++) {
    const c = <usize>channel << 2;
    let sum: f64 = 0, product: f64 = 0;
    for (let i = 0; i < p.chunks; i++) {
      const at = p.partials + <usize>i * 2 * rowBytes + c;
      sum += <f64>load<f32>(at);
      product += <f64>load<f32>(at + rowBytes);
    }
    const inverse = 1 / Math.sqrt(<f64>load<f32>(p.variance + c) + <f64>p.epsilon);
    const dgamma = product * inverse;
    const factor = <f64>load<f32>(p.gamma + c) * inverse;
    store<f32>(p.dgamma + c, <f32>dgamma);
    store<f32>(p.dbeta + c, <f32>sum);
    store<f32>(p.factors + c, <f32>factor);
    store<f32>(p.factors + rowBytes + c, <f32>((-factor * inverse * dgamma) / <f64>p.rows));
    store<f32>(p.factors + 2 * rowBytes + c, <f32>((-factor * sum) / <f64>p.rows));
  }
}

export function batchNormGradientApply(args: usize, chunk: i32, _scratch: usize): void {
  const p = changetype<BatchNormGradient>(args);
  if (p.relu) apply(p, chunk, true);
  else apply(p, chunk, false);
}

// @ts-ignore: decorator
@inline function apply(p: BatchNormGradient, chunk: i32, relu: bool): void {
  const rowBytes = <usize>p.channels << 2;
  const whole = rowBytes & ~15;
  const first = <usize>(chunk * p.chunkRows) * rowBytes;
  const end = first + <usize>min(p.chunkRows, p.rows - chunk * p.chunkRows) * rowBytes;
  const x = p.x, y = p.y, dy = p.dy, dx = p.dx, dresidual = p.dresidual, mean = p.mean;
  const ofGradient = p.factors, ofDeviation = p.factors + rowBytes, constant = p.factors + 2 * rowBytes;
  for (let row = first; row < end; row += rowBytes) {
    let c: usize = 0;
    for (; c < whole; c += 16) {
      const at = row + c;
      const g = masked(dy + at, y + at, relu);
      const deviation = f32x4.sub(v128.load(x + at), v128.load(mean + c));
      const z = fma(deviation, v128.load(ofDeviation + c), v128.load(constant + c));
      v128.store(dx + at, fma(g, v128.load(ofGradient + c), z));
      if (dresidual !== 0) v128.store(dresidual + at, g);
    }
    for (; c < rowBytes; c += 4) {
      const at = row + c;
      const g = maskedScalar(dy + at, y + at, relu);
      const deviation = load<f32>(x + at) - load<f32>(mean + c);
      store<f32>(dx + at, g * load<f32>(ofGradient + c) + deviation * load<f32>(ofDeviation + c) + load<f32>(constant + c));
      if (dresidual !== 0) store<f32>(dresidual + at, g);
    }
  }
}
