import { expect, it } from 'vitest';
import { halfBits, halfExactly } from './half.ts';

/** IEEE 754 half precision, spelled out. */
function widen(half: number): number {
  const [sign, exponent, fraction] = [half & 0x8000 ? -1 : 1, (half >> 10) & 31, half & 1023];
  return exponent === 0 ? sign * fraction * 2 ** -24 : sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
}

it('every finite float16 comes back as its own bits', () => {
  for (let half = 0; half < 0x10000; half++)
    if (((half >> 10) & 31) < 31) expect(halfBits(widen(half))).toBe(half);
});

it.each([[1 / 3], [65_520], [2 ** -25], [1 + 2 ** -11], [Infinity], [NaN], [1e-40]])(
  '%f is none',
  (value) => {
    expect(halfBits(Math.fround(value))).toBe(-1);
    expect(halfExactly(Float32Array.of(1, value))).toBeNull();
  },
);
