/**
 * float32 numbers as float16, where that loses nothing: weights that came as float16 (the ImageNet network's) then take half the room in a
 * file and are still the very same numbers.
 */
const bits = new Uint32Array(1);
const float = new Float32Array(bits.buffer);

/** The 16 bits of a float32 that a float16 can hold exactly; -1 for others. */
export function halfBits(value: number): number {
  float[0] = value;
  const [word] = bits;
  const sign = (word >>> 16) & 0x8000;
  const exponent = (word >>> 23) & 0xff;
  const fraction = word & 0x7fffff;
  if (exponent === 0) return fraction === 0 ? sign : -1;
  const power = exponent - 127;
  if (power > 15) return -1;
  if (power >= -14) return fraction & 0x1fff ? -1 : sign | ((power + 15) << 10) | (fraction >>> 13);
  // Subnormal: the leading one becomes part of the fraction.
  const shift = 13 + (-14 - power);
  const whole = fraction | 0x800000;
  if (shift > 23 || whole & ((1 << shift) - 1)) return -1;
  return sign | (whole >>> shift);
}

/** All of them, or null as soon as one cannot be held. */
export function halfExactly(values: Float32Array): Uint16Array | null {
  const out = new Uint16Array(values.length);
  for (let i = 0; i < values.length; i++) {
    const half = halfBits(values[i]);
    if (half < 0) return null;
    out[i] = half;
  }
  return out;
}
