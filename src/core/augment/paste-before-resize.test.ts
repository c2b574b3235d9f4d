import { describe, expect, it } from 'vitest';
import { PRESETS } from '../config/presets.ts';
import { withParameter } from '../config/update.ts';
import type { RgbImage } from '../image/types.ts';
import { createRandom } from '../random/random.ts';
import { makeBatch } from './batch.ts';

const SIZE = 64;
const random = createRandom(1, 'noise');
const image: RgbImage = {
  width: SIZE,
  height: SIZE,
  data: Uint8Array.from({ length: SIZE * SIZE * 3 }, () => random.int(0, 255)),
};

/** Pixels of every view that differ from its source, by class. */
function changedPixels(mistaken: boolean): number[] {
  const config = withParameter(PRESETS.quick, 'mistakes.pasteBeforeResize', mistaken);
  const { pixels, size, labels } = makeBatch({ images: [image], config, step: 0 });
  const bytes = size * size * 3;
  const sources = config.training.sourcesPerStep;
  const counts = [0, 0, 0];
  labels.forEach((label, i) => {
    const source = (i % sources) * bytes;
    for (let p = 0; p < bytes; p += 3)
      if ([0, 1, 2].some((c) => pixels[i * bytes + p + c] !== pixels[source + p + c])) counts[label]++;
  });
  return counts;
}

describe('pasting before resizing', () => {
  it('leaves normal views alone and makes scars about sixteen times smaller in area', () => {
    const [, , right] = changedPixels(false);
    const [normal, cutpaste, wrong] = changedPixels(true);
    expect(normal).toBe(0);
    expect(cutpaste).toBeGreaterThan(0);
    expect(wrong).toBeGreaterThan(0);
    // 1/16 in area, and a rim of half-covered pixels.
    expect(wrong / right).toBeLessThan(0.3);
  });
});
