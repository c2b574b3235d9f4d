/** Statistical tests of the drawing laws (method 1; paper 3.1, 3.2) with fixed seeds: Kolmogorov-Smirnov at the 0.1 % level. */
import { describe, expect, it } from 'vitest';
import { PRESETS } from '../config/presets.ts';
import type { AugmentConfig } from '../config/schema.ts';
import { createRandom } from '../random/random.ts';
import { drawGlobal, drawView } from './draw.ts';
import type { CutPasteDraw } from './kinds/cutpaste.ts';
import type { ScarDraw } from './kinds/scar.ts';
import { drawPatchSize } from './patch-law.ts';

const config: AugmentConfig = PRESETS.paper.augment;
const N = 4000;

/** Largest distance between the empirical distribution and `cdf`, times sqrt(n): above 1.95 in 1 of 1000 true cases. */
function kolmogorov(values: readonly number[], cdf: (x: number) => number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const n = sorted.length;
  let distance = 0;
  sorted.forEach((x, i) => {
    const f = cdf(x);
    distance = Math.max(distance, (i + 1) / n - f, f - i / n);
  });
  return distance * Math.sqrt(n);
}
const uniform = (min: number, max: number) => (x: number) =>
  Math.min(1, Math.max(0, (x - min) / (max - min)));
const many = <T>(draw: () => T): T[] => Array.from({ length: N }, draw);

describe('the test itself', () => {
  it('accepts its own law and refuses a slightly wider one', () => {
    const random = createRandom(1, 'ks');
    const values = many(random.float);
    expect(kolmogorov(values, uniform(0, 1))).toBeLessThan(1.95);
    expect(kolmogorov(values, uniform(0, 1.06))).toBeGreaterThan(1.95);
  });
});

describe('CutPaste', () => {
  const view = { width: 256, height: 256 };
  const cases = [
    {
      law: 'log-uniform' as const,
      cdf: (r: number) => uniform(-1, 1)(Math.log(r) / Math.log(config.cutpaste.aspectMax)),
    },
    {
      law: 'coin-flip' as const,
      cdf: (r: number) =>
        0.5 * uniform(config.cutpaste.aspectMin, 1)(r) + 0.5 * uniform(1, config.cutpaste.aspectMax)(r),
    },
  ];

  it.each(cases)('area is uniform and aspect $law', ({ law, cdf }) => {
    const random = createRandom(2, law);
    const sizes = many(() => drawPatchSize({ ...config.cutpaste, aspectLaw: law }, view, random));
    expect(
      kolmogorov(
        sizes.map((s) => (s.width * s.height) / 256 ** 2),
        uniform(0.02, 0.15),
      ),
    ).toBeLessThan(1.95);
    expect(
      kolmogorov(
        sizes.map((s) => s.width / s.height),
        cdf,
      ),
    ).toBeLessThan(1.95);
  });

  it.each([64, 256])('whole pixels keep area and aspect within rounding at %i px', (size) => {
    const random = createRandom(3, size);
    for (const { source } of many(() => drawView('cutpaste', config, size, size, random) as CutPasteDraw)) {
      const { width: w, height: h } = source;
      const ratio = (w * h) / size ** 2;
      const rounding = (0.5 * (w + h) + 0.25) / size ** 2;
      expect(ratio).toBeGreaterThan(0.02 - rounding);
      expect(ratio).toBeLessThan(0.15 + rounding);
      expect((w - 0.5) / (h + 0.5)).toBeLessThan(1 / 0.3);
      expect((w + 0.5) / (h - 0.5)).toBeGreaterThan(0.3);
    }
  });

  it('source and destination are uniform over all places and independent', () => {
    const random = createRandom(4);
    const draws = many(() => drawView('cutpaste', config, 256, 256, random) as CutPasteDraw);
    // A discrete uniform on 0..m, spread by a random offset within its cell, is uniform on [0, 1).
    const spread = (value: number, size: number) => (value + random.float()) / (256 - size + 1);
    const columns = [
      draws.map((d) => spread(d.source.x, d.source.width)),
      draws.map((d) => spread(d.source.y, d.source.height)),
      draws.map((d) => spread(d.destination.x, d.source.width)),
      draws.map((d) => spread(d.destination.y, d.source.height)),
    ];
    for (const values of columns) expect(kolmogorov(values, uniform(0, 1))).toBeLessThan(1.95);
    for (const [a, b] of [
      [0, 1],
      [0, 2],
      [1, 3],
      [2, 3],
    ]) {
      const correlation = (12 * columns[a].reduce((s, v, i) => s + (v - 0.5) * (columns[b][i] - 0.5), 0)) / N;
      expect(Math.abs(correlation) * Math.sqrt(N)).toBeLessThan(3.3);
    }
  });
});

describe('scar', () => {
  it('width, length and rotation are uniform at 256 px', () => {
    const random = createRandom(5);
    const draws = many(() => drawView('scar', config, 256, 256, random) as ScarDraw);
    // Rounded to whole pixels: spread again, and leave out the half cells at the ends.
    const inner = (values: number[], min: number, max: number) =>
      values.filter((v) => v > min && v < max).map((v) => v + random.float() - 0.5);
    expect(
      kolmogorov(
        inner(
          draws.map((d) => d.source.width),
          2,
          16,
        ),
        uniform(2.5, 15.5),
      ),
    ).toBeLessThan(1.95);
    expect(
      kolmogorov(
        inner(
          draws.map((d) => d.source.height),
          10,
          25,
        ),
        uniform(10.5, 24.5),
      ),
    ).toBeLessThan(1.95);
    expect(
      kolmogorov(
        draws.map((d) => d.rotationDeg),
        uniform(-45, 45),
      ),
    ).toBeLessThan(1.95);
  });

  it('pixel ranges scale with the image, not with the crop', () => {
    const random = createRandom(6);
    const longest = (size: number, scale?: number) =>
      Math.max(
        ...many(() => (drawView('scar', config, size, size, random, scale) as ScarDraw).source.height),
      );
    expect(longest(256)).toBe(25);
    expect(longest(512)).toBe(50);
    expect(longest(128)).toBeLessThanOrEqual(13);
    expect(longest(64, 1)).toBe(25); // a crop of 64 px out of 256 px
    expect(longest(64)).toBeLessThanOrEqual(6); // an image of 64 px
  });
});

describe('global augmentation', () => {
  it('shifts by whole pixels, uniform up to 4 % of the side', () => {
    const random = createRandom(7);
    const counts = new Map<number, number>();
    for (const { shift } of many(() => drawGlobal(config.global, 256, 256, random)))
      for (const value of [shift.x, shift.y]) counts.set(value, (counts.get(value) ?? 0) + 1);
    expect([...counts.keys()].sort((a, b) => a - b)).toEqual(Array.from({ length: 21 }, (_, i) => i - 10));
    const expected = (2 * N) / 21;
    const chiSquare = [...counts.values()].reduce((s, c) => s + (c - expected) ** 2 / expected, 0);
    expect(chiSquare).toBeLessThan(45.3); // 99.9 % quantile, 20 degrees of freedom
  });
});
