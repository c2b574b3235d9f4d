/** Small copies and fills of floats, inline: the bulk instructions cost a call, too much for runs of a few channels. */

/** Copies `bytes` (a multiple of 4) from `source` to `target`; they do not overlap. */
// @ts-ignore: decorator
@inline export function copyFloats(target: usize, source: usize, bytes: usize): void {
  if (bytes >= 16) {
    const last = bytes - 16;
    for (let i: usize = 0; i < last; i += 16) v128.store(target + i, v128.load(source + i));
    v128.store(target + last, v128.load(source + last));
  } else {
    for (let i: usize = 0; i < bytes; i += 4) store<f32>(target + i, load<f32>(source + i));
  }
}

/** Sets `bytes` (a multiple of 4) at `target` to zero. */
// @ts-ignore: decorator
@inline export function zeroFloats(target: usize, bytes: usize): void {
  const zero = f32x4.splat(0);
  if (bytes >= 16) {
    const last = bytes - 16;
    for (let i: usize = 0; i < last; i += 16) v128.store(target + i, zero);
    v128.store(target + last, zero);
  } else {
    for (let i: usize = 0; i < bytes; i += 4) store<f32>(target + i, 0);
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
