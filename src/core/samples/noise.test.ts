import { describe, expect, it } from 'vitest';
import { fractalNoise, noise1, noise2, normalAt, uniformAt } from './noise.ts';

describe('lattice noise', () => {
  it('has the moments of its law, and no memory of its neighbours', () => {
    let sum = 0;
    let squares = 0;
    let product = 0;
    let uniform = 0;
    const n = 200;
    for (let y = 0; y < n; y++) {
      for (let x = 0; x < n; x++) {
        const value = normalAt(x, y, 5);
        sum += value;
        squares += value * value;
        product += value * normalAt(x + 1, y, 5) + value * normalAt(x, y, 6);
        uniform += uniformAt(x, y, 5);
      }
    }
    expect(Math.abs(sum / n ** 2)).toBeLessThan(0.02);
    expect(Math.abs(squares / n ** 2 - 1)).toBeLessThan(0.03);
    expect(Math.abs(product / n ** 2)).toBeLessThan(0.03);
    expect(Math.abs(uniform / n ** 2 - 0.5)).toBeLessThan(0.005);
  });

  it('is continuous and stays within -1 and 1', () => {
    for (let i = -400; i < 400; i++) {
      const x = i * 0.173;
      for (const noise of [
        (t: number) => noise2(t, 0.3 * t, 9),
        (t: number) => noise1(t, 4, 9),
        (t: number) => fractalNoise(t, 1.5, 9, 3) / 2,
      ]) {
        expect(Math.abs(noise(x))).toBeLessThanOrEqual(1);
        expect(Math.abs(noise(x) - noise(x + 1e-4))).toBeLessThan(1e-3);
      }
    }
  });
});
