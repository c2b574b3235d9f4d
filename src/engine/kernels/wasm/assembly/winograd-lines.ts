/**
 * One-dimensional transforms of Winograd's minimal filtering F(4, 3) (Lavin and Gray 2016, points 0, 1, -1, 2, -2 and
 * infinity), on four channels at a time. A 3x3 convolution of a 6x6 tile to 4x4 outputs is
 *   y = At [(G w Gt) * (Bt d B)] A,  and its filter gradient  dw = Gt [(Bt d B) * (A dy At)] G,
 * 36 products where the direct sum has 144. Every line reads its values at a stride and writes them at a stride.
 */

/** target[6] = Bt * d, where d are six vectors at the addresses a0 .. a5. */
// @ts-ignore: decorator
@inline export function inputLine(
  d0: v128, d1: v128, d2: v128, d3: v128, d4: v128, d5: v128, target: usize, stride: usize,
): void {
  const four = f32x4.splat(4), five = f32x4.splat(5);
  const even = f32x4.sub(d4, f32x4.mul(four, d2));
  const odd = f32x4.sub(d3, f32x4.mul(four, d1));
  const evenNear = f32x4.sub(d4, d2);
  const near = f32x4.sub(d3, d1);
  const oddNear = f32x4.add(near, near);
  v128.store(target, f32x4.add(f32x4.sub(f32x4.mul(four, d0), f32x4.mul(five, d2)), d4));
  v128.store((target += stride), f32x4.add(even, odd));
  v128.store((target += stride), f32x4.sub(even, odd));
  v128.store((target += stride), f32x4.add(evenNear, oddNear));
  v128.store((target += stride), f32x4.sub(evenNear, oddNear));
  v128.store((target += stride), f32x4.add(f32x4.sub(f32x4.mul(four, d1), f32x4.mul(five, d3)), d5));
}

/** target[6] = A * y. */
// @ts-ignore: decorator
@inline export function gradientLine(y0: v128, y1: v128, y2: v128, y3: v128, target: usize, stride: usize): void {
  const even = f32x4.add(y0, y2), odd = f32x4.add(y1, y3);
  const evenFar = f32x4.add(y0, f32x4.mul(f32x4.splat(4), y2));
  const oddFar = f32x4.add(f32x4.add(y1, y1), f32x4.mul(f32x4.splat(8), y3));
  v128.store(target, y0);
  v128.store((target += stride), f32x4.add(even, odd));
  v128.store((target += stride), f32x4.sub(even, odd));
  v128.store((target += stride), f32x4.add(evenFar, oddFar));
  v128.store((target += stride), f32x4.sub(evenFar, oddFar));
  v128.store((target += stride), y3);
}

/** target[6] = G * w. */
// @ts-ignore: decorator
@inline export function filterLine(w0: v128, w1: v128, w2: v128, target: usize, stride: usize): void {
  const near = f32x4.mul(f32x4.splat(-1.0 / 6.0), f32x4.add(w0, w2));
  const middle = f32x4.mul(f32x4.splat(1.0 / 6.0), w1);
  const far = f32x4.add(f32x4.mul(f32x4.splat(1.0 / 24.0), w0), f32x4.mul(f32x4.splat(1.0 / 6.0), w2));
  const half = f32x4.mul(f32x4.splat(1.0 / 12.0), w1);
  v128.store(target, f32x4.mul(f32x4.splat(0.25), w0));
  v128.store((target += stride), f32x4.sub(near, middle));
  v128.store((target += stride), f32x4.add(near, middle));
  v128.store((target += stride), f32x4.add(far, half));
  v128.store((target += stride), f32x4.sub(far, half));
  v128.store((target += stride), w2);
}

/** target[4] = At * m, where m are six vectors from `source` at `from` bytes. */
// @ts-ignore: decorator
@inline export function outputLine(source: usize, from: usize, target: usize, stride: usize): void {
  const m0 = v128.load(source), m1 = v128.load(source + from), m2 = v128.load(source + 2 * from);
  const m3 = v128.load(source + 3 * from), m4 = v128.load(source + 4 * from), m5 = v128.load(source + 5 * from);
  const near = f32x4.add(m1, m2), nearOdd = f32x4.sub(m1, m2);
  const far = f32x4.add(m3, m4), farOdd = f32x4.sub(m3, m4);
  v128.store(target, f32x4.add(m0, f32x4.add(near, far)));
  v128.store((target += stride), f32x4.add(nearOdd, f32x4.add(farOdd, farOdd)));
  v128.store((target += stride), f32x4.add(near, f32x4.mul(f32x4.splat(4), far)));
  v128.store((target += stride), f32x4.add(f32x4.add(nearOdd, m5), f32x4.mul(f32x4.splat(8), farOdd)));
}

/** target[3] = Gt * u, where u are six vectors from `source` at `from` bytes. */
// @ts-ignore: decorator
@inline export function filterGradientLine(source: usize, from: usize, target: usize, stride: usize): void {
  const u0 = v128.load(source), u1 = v128.load(source + from), u2 = v128.load(source + 2 * from);
  const u3 = v128.load(source + 3 * from), u4 = v128.load(source + 4 * from), u5 = v128.load(source + 5 * from);
  const near = f32x4.mul(f32x4.splat(-1.0 / 6.0), f32x4.add(u1, u2));
  const nearOdd = f32x4.mul(f32x4.splat(-1.0 / 6.0), f32x4.sub(u1, u2));
  const far = f32x4.add(u3, u4), farOdd = f32x4.sub(u3, u4);
  const ends = f32x4.add(f32x4.mul(f32x4.splat(0.25), u0), near);
  v128.store(target, f32x4.add(ends, f32x4.mul(f32x4.splat(1.0 / 24.0), far)));
  v128.store((target += stride), f32x4.add(nearOdd, f32x4.mul(f32x4.splat(1.0 / 12.0), farOdd)));
  v128.store((target += stride), f32x4.add(f32x4.add(near, u5), f32x4.mul(f32x4.splat(1.0 / 6.0), far)));
}
