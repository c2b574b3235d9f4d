import { describe, expect, it } from 'vitest';
import { angleTurns, cosTurns, coverage, sinTurns, smoothstep } from './arithmetic.ts';

describe('trigonometry from exact operations', () => {
  it('agrees with Math.sin and Math.cos', () => {
    for (let t = -3; t <= 3; t += 0.0137) {
      expect(Math.abs(sinTurns(t) - Math.sin(2 * Math.PI * t))).toBeLessThan(1e-6);
      expect(Math.abs(cosTurns(t) - Math.cos(2 * Math.PI * t))).toBeLessThan(1e-6);
    }
  });

  it('agrees with Math.atan2 in all quadrants', () => {
    for (let t = -0.49; t < 0.5; t += 0.0113) {
      const angle = 2 * Math.PI * t;
      expect(Math.abs(angleTurns(3 * Math.cos(angle), 3 * Math.sin(angle)) - t)).toBeLessThan(1e-5);
    }
    expect(angleTurns(0, 0)).toBe(0);
  });
});

describe('edges', () => {
  it('smoothstep and coverage are monotonic between 0 and 1', () => {
    expect([smoothstep(2, 4, 1), smoothstep(2, 4, 3), smoothstep(2, 4, 5)]).toEqual([0, 0.5, 1]);
    expect([smoothstep(4, 2, 1), smoothstep(4, 2, 5)]).toEqual([1, 0]);
    expect([coverage(-1), coverage(0), coverage(1)]).toEqual([1, 0.5, 0]);
  });
});
