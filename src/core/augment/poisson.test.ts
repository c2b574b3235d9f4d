/** Against SciPy's sparse solver (scripts/fixtures/views_fixtures.py), and what must hold for any box. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createImage } from '../image/rgb.ts';
import { createRandom } from '../random/random.ts';
import cases from './fixtures/poisson.json';
import { blendPoisson, solveInside, sourceGradient, strongerGradient } from './poisson.ts';

const noise = (width: number, height: number, seed: number) => {
  const random = createRandom(seed, 'noise');
  const bytes = Uint8Array.from({ length: width * height * 3 }, () => random.int(0, 255));
  return createImage(width, height, bytes);
};

/** Three channels of one: as it is, and upside down in the middle; the equations are linear and odd. */
const threefold = (values: readonly number[], width: number, height: number) =>
  createImage(width, height, Uint8Array.from(values.flatMap((value) => [value, 255 - value, value])));

describe('solveInside', () => {
  it.each(cases)('$width x $height, weight $weight: equals the reference to 1e-6', (c) => {
    const guidance = c.weight === null ? sourceGradient : strongerGradient(c.weight);
    const { width, height } = c;
    const found = solveInside(threefold(c.image, width, height), threefold(c.patch, width, height), guidance);
    expect(found.length).toBe((width - 2) * (height - 2) * 3);
    for (let y = 1, i = 0; y < height - 1; y++)
      for (let x = 1; x < width - 1; x++, i += 3) {
        const wanted = c.solved[y * width + x];
        expect(Math.abs(found[i] - wanted)).toBeLessThan(1e-6);
        expect(Math.abs(found[i + 1] - (255 - wanted))).toBeLessThan(1e-6);
        expect(found[i + 2]).toBe(found[i]);
      }
  });

  it.each([
    [101, 78],
    [60, 121],
  ])('a box of %i x %i solves its equations to rounding', (width, height) => {
    const image = noise(width, height, 1);
    const patch = noise(width, height, 2);
    const inside = solveInside(image, patch, sourceGradient);
    const at = (x: number, y: number) =>
      x === 0 || y === 0 || x === width - 1 || y === height - 1
        ? image.data[(y * width + x) * 3 + 2]
        : inside[((y - 1) * (width - 2) + x - 1) * 3 + 2];
    const of = (x: number, y: number) => patch.data[(y * width + x) * 3 + 2];
    const laplacian = (f: typeof at, x: number, y: number) =>
      4 * f(x, y) - f(x - 1, y) - f(x + 1, y) - f(x, y - 1) - f(x, y + 1);
    let worst = 0;
    for (let y = 1; y < height - 1; y++)
      for (let x = 1; x < width - 1; x++)
        worst = Math.max(worst, Math.abs(laplacian(at, x, y) - laplacian(of, x, y)));
    expect(worst).toBeLessThan(1e-8);
  });
});

describe('blendPoisson', () => {
  const side = fc.integer({ min: 1, max: 24 });

  it('gives the image back where the patch is the image with a constant added, whatever the box', () => {
    fc.assert(
      fc.property(side, side, fc.integer({ min: 0, max: 999 }), (width, height, seed) => {
        const image = noise(30, 30, seed);
        const box = { x: 3, y: 2, width, height };
        const patch = createImage(width, height);
        for (let y = 0; y < height; y++)
          for (let x = 0; x < width; x++)
            for (let c = 0; c < 3; c++)
              patch.data[(y * width + x) * 3 + c] = image.data[((y + 2) * 30 + x + 3) * 3 + c] >> 1;
        const half = { ...image, data: image.data.map((value) => (value >> 1) + 60) };
        const { result } = blendPoisson(half, patch, box, undefined, sourceGradient);
        expect(Buffer.compare(result.data, half.data)).toBe(0);
      }),
    );
  });

  it('leaves the outer ring of the box to the image', () => {
    const image = noise(20, 20, 1);
    const box = { x: 0, y: 5, width: 20, height: 15 };
    const { result } = blendPoisson(image, noise(20, 15, 2), box, undefined, strongerGradient(0.5));
    for (let y = 0; y < 20; y++)
      for (let x = 0; x < 20; x++) {
        const inner = x > 0 && x < 19 && y > 5 && y < 19;
        const i = (y * 20 + x) * 3;
        if (!inner) expect([...result.data.subarray(i, i + 3)]).toEqual([...image.data.subarray(i, i + 3)]);
      }
  });
});
