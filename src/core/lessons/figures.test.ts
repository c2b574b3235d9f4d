import { describe, expect, it } from 'vitest';
import { createImage } from '../image/rgb.ts';
import { createRandom } from '../random/random.ts';
import { chooseOnHalves } from './checkpoint-choice.ts';
import { gaussianPicture } from './gaussian-picture.ts';
import { callAnomalous, cellFeatures } from './one-class.ts';
import { pasteContrast } from './paste-contrast.ts';

describe('figures of the textbook', () => {
  it('the plane holds the largest variances, and distances are those of its Gaussian', () => {
    const random = createRandom(1, 'plane');
    const [n, d] = [200, 5];
    const rows = Float32Array.from(
      { length: (n + 1) * d },
      (_, i) => [3, 0.2, 1, 0.1, 0.1][i % d] * random.normal(),
    );
    const picture = gaussianPicture(rows, n, d, false);
    const [long, short] = picture.sigmas;
    expect(long).toBeGreaterThan(2.5);
    expect(short).toBeCloseTo(1, 0);
    expect(picture.shown).toBeGreaterThan(0.98);
    expect(picture.distance(0, 0)).toBeCloseTo(0, 6);
    // Principal axes are uncorrelated: d^2 = (x / sigma_1)^2 + (y / sigma_2)^2.
    expect(picture.distance(2 * long, 0)).toBeCloseTo(2, 5);
    expect(picture.distance(long, 2 * short)).toBeCloseTo(Math.sqrt(5), 5);
    const meanSquare = Array.from(
      { length: n },
      (_, r) => picture.distance(picture.points[2 * r], picture.points[2 * r + 1]) ** 2,
    );
    expect(meanSquare.reduce((a, b) => a + b, 0) / n).toBeCloseTo(2, 5);
  });

  it('choosing on the images that are reported flatters, where checkpoints differ by chance alone', () => {
    const random = createRandom(2, 'choice');
    const labels = Uint8Array.from({ length: 40 }, (_, i) => i % 2);
    const scores = Array.from({ length: 8 }, () => Float64Array.from(labels, () => random.normal()));
    const { stated, unseen } = chooseOnHalves(scores, labels) ?? { stated: 0, unseen: 1 };
    expect(stated).toBeGreaterThan(0.6);
    expect(unseen).toBeLessThan(stated - 0.05);
    expect(chooseOnHalves(scores, new Uint8Array(40))).toBeNull();
  });

  it('the classifier knows what it was shown and nothing else', () => {
    const grey = (item: string, value: number, side: number) => {
      const image = createImage(16, 16);
      for (let i = 0; i < image.data.length; i++) image.data[i] = (i / 3) % 16 < 8 ? value : side;
      return { item, features: cellFeatures(image) };
    };
    const normal = [grey('n1', 100, 100), grey('n2', 104, 104)];
    const bright = [grey('b1', 200, 100), grey('b2', 210, 100)];
    const dark = [grey('d1', 100, 20)];
    expect(callAnomalous([...bright, ...dark, ...normal], normal, bright)).toEqual([
      true,
      true,
      false,
      false,
      false,
    ]);
    expect(callAnomalous(bright, normal, [])).toEqual([false, false]);
  });

  it('contrast of a paste is the mean change under it', () => {
    const [before, after] = [createImage(4, 4), createImage(4, 4)];
    after.data.fill(12, 0, 3);
    expect(pasteContrast(before, after, { x: 0, y: 0, width: 2, height: 1 })).toBe(6);
    expect(pasteContrast(before, after, { x: 2, y: 2, width: 2, height: 2 })).toBe(0);
  });
});
