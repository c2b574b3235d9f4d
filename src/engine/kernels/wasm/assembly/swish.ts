/** Swish x * sigmoid(x) and its gradient, four values at a time. One task is `taskFloats` elements. */
import { fma, fnma } from './tile';

@unmanaged
class Swish {
  x: usize;
  /** Gradient only. */
  dy: usize;
  target: usize;
  floats: i32;
  taskFloats: i32;
}

/** e^x by Cephes' polynomial on [-ln 2 / 2, ln 2 / 2] and a shift of the exponent: within 2e-7 of the value. */
// @ts-ignore: decorator
@inline function exponential(value: v128): v128 {
  const x = f32x4.max(f32x4.min(value, f32x4.splat(88)), f32x4.splat(-87));
  const n = f32x4.nearest(f32x4.mul(x, f32x4.splat(1.44269504)));
  const r = fnma(n, f32x4.splat(-2.12194440e-4), fnma(n, f32x4.splat(0.693359375), x));
  let p = fma(f32x4.splat(1.9875691500e-4), r, f32x4.splat(1.3981999507e-3));
  p = fma(p, r, f32x4.splat(8.3334519073e-3));
  p = fma(p, r, f32x4.splat(4.1665795894e-2));
  p = fma(p, r, f32x4.splat(1.6666665459e-1));
  p = fma(p, r, f32x4.splat(5.0000001201e-1));
  p = fma(p, f32x4.mul(r, r), f32x4.add(r, f32x4.splat(1)));
  const exponent = i32x4.shl(i32x4.add(i32x4.trunc_sat_f32x4_s(n), i32x4.splat(127)), 23);
  return f32x4.mul(p, exponent);
}

// @ts-ignore: decorator
@inline function sigmoid(x: v128): v128 {
  return f32x4.div(f32x4.splat(1), f32x4.add(f32x4.splat(1), exponential(f32x4.neg(x))));
}

// @ts-ignore: decorator
@inline function swishOf(x: v128): v128 {
  return f32x4.mul(x, sigmoid(x));
}

/** dy * s (1 + x (1 - s)) with s = sigmoid(x). */
// @ts-ignore: decorator
@inline function gradientOf(x: v128, dy: v128): v128 {
  const s = sigmoid(x);
  const one = f32x4.splat(1);
  return f32x4.mul(dy, f32x4.mul(s, fma(x, f32x4.sub(one, s), one)));
}

export function swish(args: usize, task: i32, _scratch: usize): void {
  const s = changetype<Swish>(args);
  const x = s.x, target = s.target;
  const end = <usize>min((task + 1) * s.taskFloats, s.floats) << 2;
  let i = <usize>(task * s.taskFloats) << 2;
  for (; i + 16 <= end; i += 16) v128.store(target + i, swishOf(v128.load(x + i)));
  for (; i < end; i += 4) store<f32>(target + i, f32x4.extract_lane(swishOf(v128.load32_splat(x + i)), 0));
}

export function swishGradient(args: usize, task: i32, _scratch: usize): void {
  const s = changetype<Swish>(args);
  const x = s.x, dy = s.dy, target = s.target;
  const end = <usize>min((task + 1) * s.taskFloats, s.floats) << 2;
  let i = <usize>(task * s.taskFloats) << 2;
  for (; i + 16 <= end; i += 16) v128.store(target + i, gradientOf(v128.load(x + i), v128.load(dy + i)));
  for (; i < end; i += 4) {
    const value = gradientOf(v128.load32_splat(x + i), v128.load32_splat(dy + i));
    store<f32>(target + i, f32x4.extract_lane(value, 0));
  }
}
