/** FPI and PII: what the weights mean, at their ends and between. */
import { describe, expect, it } from 'vitest';
import { PRESETS } from '../../config/presets.ts';
import { NO_JITTER } from '../../image/colour-jitter.ts';
import { createImage, filledImage } from '../../image/rgb.ts';
import { createRandom } from '../../random/random.ts';
import { cutpasteOther } from './cutpaste-other.ts';
import { fpi } from './fpi.ts';
import { perlin, perlinRegion } from './perlin.ts';
import { pii } from './pii.ts';
import { smoothAlpha } from './smooth-blend.ts';

const settings = PRESETS.paper.augment;
const context = (seed: number) => ({
  settings,
  view: { width: 64, height: 64 },
  random: createRandom(seed),
  pixelScale: 1,
});
const random = createRandom(0, 'images');
const noise = () =>
  createImage(
    64,
    64,
    Uint8Array.from({ length: 64 * 64 * 3 }, () => random.int(0, 255)),
  );
const image = noise();
const other = { image: noise(), jitter: NO_JITTER };
const box = { x: 10, y: 20, width: 30, height: 12 };
const inside = (x: number, y: number) => x >= 10 && x < 40 && y >= 20 && y < 32;

describe('FPI', () => {
  it('mixes both images at the same place, and draws weights of 5 to 95 %', () => {
    const { data } = fpi.apply(image, { kind: 'fpi', box, weight: 0.4 }, undefined, other).result;
    for (let y = 0, i = 0; y < 64; y++)
      for (let x = 0; x < 64; x++)
        for (let c = 0; c < 3; c++, i++) {
          const mixed = inside(x, y) ? 0.6 * image.data[i] + 0.4 * other.image.data[i] : image.data[i];
          expect(Math.abs(data[i] - mixed)).toBeLessThanOrEqual(0.51);
        }
    const weights = Array.from({ length: 300 }, (_, seed) => fpi.draw(context(seed)).weight);
    expect(Math.min(...weights)).toBeGreaterThanOrEqual(0.05);
    expect(Math.max(...weights)).toBeLessThanOrEqual(0.95);
    expect(Math.max(...weights) - Math.min(...weights)).toBeGreaterThan(0.85);
  });
});

describe('PII', () => {
  it('with weight 0 is the image, up to rounding', () => {
    const { data } = pii.apply(image, { kind: 'pii', box, weight: 0 }, undefined, other).result;
    expect(Buffer.compare(data, image.data)).toBe(0);
  });

  it('takes the stronger gradient: a plain other image only weakens the image’s own', () => {
    const plain = { image: filledImage(64, 64, [50, 50, 50]), jitter: NO_JITTER };
    const ramp = createImage(64, 64);
    for (let i = 0; i < 64 * 64; i++) ramp.data.fill(3 * (i % 64), 3 * i, 3 * i + 3);
    const { data } = pii.apply(ramp, { kind: 'pii', box, weight: 0.5 }, undefined, plain).result;
    // A ramp is harmonic: half of its gradient has no divergence either.
    expect(Buffer.compare(data, ramp.data)).toBe(0);
  });
});

describe('CutPaste from another image', () => {
  it('with jitter 0 pastes exactly the other image’s pixels', () => {
    const draw = { ...cutpasteOther.draw(context(3)), jitter: NO_JITTER };
    const { result, steps } = cutpasteOther.apply(image, draw, undefined, other);
    const { source, destination } = draw;
    for (let y = 0; y < source.height; y++) {
      const from = ((source.y + y) * 64 + source.x) * 3;
      const to = ((destination.y + y) * 64 + destination.x) * 3;
      const bytes = 3 * source.width;
      const pasted = result.data.subarray(to, to + bytes);
      expect(Buffer.compare(pasted, other.image.data.subarray(from, from + bytes))).toBe(0);
    }
    expect(steps()[0].image.width).toBe(source.width);
  });
});

describe('Perlin mask', () => {
  it('has the area that was drawn and mixes by the opacity', () => {
    for (let seed = 0; seed < 40; seed++) {
      const draw = { ...perlin.draw(context(seed)), jitter: NO_JITTER };
      const region = perlinRegion(draw, 64, 64);
      const share = region.filter((value) => value > 0).length / region.length;
      expect(Math.abs(share - draw.share)).toBeLessThan(0.01);
      const own = { image: filledImage(64, 64, [200, 100, 0]), jitter: NO_JITTER };
      const black = filledImage(64, 64, [0, 0, 0]);
      const { data } = perlin.apply(black, draw, undefined, own).result;
      region.forEach((value, i) =>
        expect([...data.subarray(3 * i, 3 * i + 3)]).toEqual(
          value > 0 ? [Math.round(200 * draw.opacity), Math.round(100 * draw.opacity), 0] : [0, 0, 0],
        ),
      );
    }
  });
});

describe('SmoothBlend', () => {
  it('is the smaller box convolved with the Gaussian: full in the middle, almost nothing at the rim', () => {
    const [width, height, softness] = [40, 30, 0.1];
    const sigma = softness * 30;
    const along = (side: number) =>
      Array.from({ length: side }, (_, i) => {
        let sum = 0;
        const step = 0.01;
        for (let t = 2 * sigma; t < side - 2 * sigma; t += step)
          sum +=
            (Math.exp(-((i + 0.5 - t - step / 2) ** 2) / (2 * sigma ** 2)) * step) /
            (sigma * Math.sqrt(2 * Math.PI));
        return sum;
      });
    const [columns, rows] = [along(width), along(height)];
    smoothAlpha({ width, height }, softness).forEach((value, i) => {
      const wanted = 255 * columns[i % width] * rows[Math.floor(i / width)];
      expect(Math.abs(value - Math.max(1, wanted))).toBeLessThan(1.5);
    });
  });
});
