/** IEEE 754 binary16 from float32, rounded to nearest even; Node 20 has no Float16Array. */

const float = new Float32Array(1);
const bits = new Uint32Array(float.buffer);

/** Bits of the nearest half of one value. */
export function toHalf(value) {
  float[0] = value;
  const word = bits[0];
  const sign = (word >>> 16) & 0x8000;
  const exponent = ((word >>> 23) & 0xff) - 112;
  const mantissa = word & 0x7fffff;
  if (exponent >= 31) return sign | (exponent === 143 && mantissa ? 0x7e00 : 0x7c00);
  if (exponent <= 0) {
    if (exponent < -10) return sign;
    const full = mantissa | 0x800000;
    const shift = 14 - exponent;
    return sign | roundToEven(full, shift);
  }
  return sign + roundToEven((exponent << 23) | mantissa, 13);
}

function roundToEven(value, shift) {
  const half = 1 << (shift - 1);
  const rest = value & ((1 << shift) - 1);
  const kept = value >>> shift;
  return rest > half || (rest === half && kept & 1) ? kept + 1 : kept;
}

/** @param {Float32Array} values */
export function encodeHalf(values) {
  return Uint16Array.from(values, toHalf);
}
