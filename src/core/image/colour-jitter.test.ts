import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRandom } from '../random/random.ts';
import { applyJitter, drawJitter, JITTER_OPERATIONS, NO_JITTER, type JitterDraw } from './colour-jitter.ts';
import fixture from './fixtures/colour-jitter.json' with { type: 'json' };
import { createImage } from './rgb.ts';

const image = createImage(fixture.width, fixture.height, Uint8Array.from(fixture.image));

describe('applyJitter', () => {
  it.each(fixture.cases.map((c, i) => [i, c] as const))(
    'agrees with torchvision formulae, case %i',
    (_, c) => {
      const result = applyJitter(image, c.draw as JitterDraw);
      result.data.forEach((value, i) => {
        // Rounded once at the end: half a level, and float32 noise.
        expect(Math.abs(value - c.expected[i])).toBeLessThanOrEqual(0.5 + 2e-3);
      });
    },
  );

  it('changes nothing with neutral factors, and never its input', () => {
    const before = image.data.slice();
    expect(applyJitter(image, NO_JITTER).data).toEqual(before);
    applyJitter(image, { ...NO_JITTER, brightness: 0.3, hue: 0.2 });
    expect(image.data).toEqual(before);
  });

  it('keeps grey grey under hue and saturation', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ minLength: 12, maxLength: 12 }),
        fc.double({ min: 0, max: 2, noNaN: true }),
        fc.double({ min: -0.5, max: 0.5, noNaN: true }),
        (levels, saturation, hue) => {
          const rgb = createImage(4, 3);
          levels.forEach((level, i) => rgb.data.fill(level, i * 3, i * 3 + 3));
          const result = applyJitter(rgb, { ...NO_JITTER, saturation, hue });
          for (let i = 0; i < 36; i++) expect(Math.abs(result.data[i] - rgb.data[i])).toBeLessThanOrEqual(1);
        },
      ),
    );
  });

  it('a full turn of the hue in two halves comes back within rounding', () => {
    const half = applyJitter(image, { ...NO_JITTER, hue: 0.5 });
    const full = applyJitter(half, { ...NO_JITTER, hue: 0.5 });
    full.data.forEach((v, i) => expect(Math.abs(v - image.data[i])).toBeLessThanOrEqual(2));
  });
});

describe('drawJitter', () => {
  const strengths = { brightness: 0.1, contrast: 0.2, saturation: 0.3, hue: 0.05 };

  it('stays within the strengths and reaches near both ends', () => {
    const random = createRandom(5, 'jitter');
    const draws = Array.from({ length: 4000 }, () => drawJitter(strengths, random));
    for (const name of JITTER_OPERATIONS) {
      const values = draws.map((d) => d[name]);
      const centre = name === 'hue' ? 0 : 1;
      expect(Math.min(...values)).toBeGreaterThanOrEqual(centre - strengths[name]);
      expect(Math.max(...values)).toBeLessThanOrEqual(centre + strengths[name]);
      expect(Math.min(...values)).toBeLessThan(centre - 0.98 * strengths[name]);
      expect(Math.max(...values)).toBeGreaterThan(centre + 0.98 * strengths[name]);
    }
    expect(new Set(draws.map((d) => d.order.join())).size).toBe(24);
  });

  it('draws exactly neutral values at strength 0', () => {
    const draw = drawJitter({ brightness: 0, contrast: 0, saturation: 0, hue: 0 }, createRandom(1));
    expect({ ...draw, order: JITTER_OPERATIONS }).toEqual(NO_JITTER);
  });
});
