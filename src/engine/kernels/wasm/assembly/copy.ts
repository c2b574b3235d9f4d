/** Small copies and fills of floats, inline: the bulk instructions cost a call, too much for runs of a few channels. */

/** Copies `bytes` (a multiple of 4) from `source` to `target`. */
// @ts-ignore: decorator
@inline export function copyFloats(target: usize, source: usize, bytes: usize): void {
  const end = source + bytes;
  const whole = source + (bytes & ~15);
  while (source < whole) {
    v128.store(target, v128.load(source));
    source += 16;
    target += 16;
  }
  while (source < end) {
    store<f32>(target, load<f32>(source));
    source += 4;
    target += 4;
  }
}

/** Sets `bytes` (a multiple of 4) at `target` to zero. */
// @ts-ignore: decorator
@inline export function zeroFloats(target: usize, bytes: usize): void {
  const zero = f32x4.splat(0);
  const end = target + bytes;
  const whole = target + (bytes & ~15);
  while (target < whole) {
    v128.store(target, zero);
    target += 16;
  }
  while (target < end) {
    store<f32>(target, 0);
    target += 4;
  }
}

/** target += source over `bytes` (a multiple of 4). */
// @ts-ignore: decorator
@inline export function addFloats(target: usize, source: usize, bytes: usize): void {
  const end = source + bytes;
  const whole = source + (bytes & ~15);
  while (source < whole) {
    v128.store(target, f32x4.add(v128.load(target), v128.load(source)));
    source += 16;
    target += 16;
  }
  while (source < end) {
    store<f32>(target, load<f32>(target) + load<f32>(source));
    source += 4;
    target += 4;
  }
}
