/** Alpha rises from every edge over the drawn width; where it is full the patch is pasted byte for byte. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PRESETS } from '../../config/presets.ts';
import { NO_JITTER } from '../../image/colour-jitter.ts';
import { cropImage, filledImage } from '../../image/rgb.ts';
import { createRandom } from '../../random/random.ts';
import { featherAlpha, feathered } from './feathered.ts';

const view = { width: 64, height: 64 };
const drawn = (seed: number, pixelScale = 1) =>
  feathered.draw({ settings: PRESETS.paper.augment, view, random: createRandom(seed), pixelScale });

describe('featherAlpha', () => {
  it('is the share of the width that lies between a pixel and the nearest edge', () => {
    expect([...featherAlpha({ width: 9, height: 9 }, 4).subarray(4 * 9, 5 * 9)]).toEqual(
      [0.5, 1.5, 2.5, 3.5, 4, 3.5, 2.5, 1.5, 0.5].map((px) => Math.round((255 * px) / 4)),
    );
    expect([...featherAlpha({ width: 2, height: 1 }, 8)]).toEqual([128, 128]);
  });

  it('never falls towards the middle and is the same from all sides', () => {
    const side = fc.integer({ min: 1, max: 40 });
    fc.assert(
      fc.property(side, side, fc.double({ min: 0.5, max: 8, noNaN: true }), (width, height, px) => {
        const alpha = featherAlpha({ width, height }, px);
        expect([...alpha].reverse()).toEqual([...alpha]);
        const row = alpha.subarray((height >> 1) * width, ((height >> 1) + 1) * width);
        for (let x = 1; x < (width + 1) >> 1; x++) expect(row[x]).toBeGreaterThanOrEqual(row[x - 1]);
        expect(Math.min(...alpha)).toBeGreaterThan(0);
      }),
    );
  });
});

describe('feathered CutPaste', () => {
  it('draws widths of 1 to 8 px at 256 px, and scales them', () => {
    const widths = Array.from({ length: 400 }, (_, i) => drawn(i).featherPx);
    expect(Math.min(...widths)).toBeGreaterThanOrEqual(1);
    expect(Math.min(...widths)).toBeLessThan(1.2);
    expect(Math.max(...widths)).toBeLessThanOrEqual(8);
    expect(Math.max(...widths)).toBeGreaterThan(7.8);
    expect(drawn(1, 0.5).featherPx).toBe(drawn(1).featherPx / 2);
  });

  it('mixes patch and source by alpha: the source outside, the patch in the middle', () => {
    const source = { x: 0, y: 0, width: 30, height: 20 };
    const draw = { ...drawn(3), source, destination: { x: 30, y: 40 }, jitter: NO_JITTER, featherPx: 4 };
    const image = filledImage(64, 64, [200, 100, 0]);
    for (let i = 0; i < 30; i++)
      for (let y = 0; y < 20; y++) image.data.fill(50, (y * 64 + i) * 3, (y * 64 + i) * 3 + 3);
    const { result } = feathered.apply(image, draw);
    const at = (x: number, y: number) => [...cropImage(result, { x, y, width: 1, height: 1 }).data];
    expect(at(29, 50)).toEqual([200, 100, 0]);
    expect(at(45, 50)).toEqual([50, 50, 50]);
    // Half a pixel from the edge of a rise of 4 px: alpha 32 of 255.
    const mixed = [200, 100, 0].map((value) => Math.round((50 * 32 + value * (255 - 32)) / 255));
    expect(at(30, 50)).toEqual(mixed);
  });
});
