import { describe, expect, it } from 'vitest';
import { createImage } from '../image/rgb.ts';
import { createRandom } from '../random/random.ts';
import { chooseOnHalves } from './checkpoint-choice.ts';
import { gaussianPicture } from './gaussian-picture.ts';
import { describePieces, SupervisedClassifier } from './one-class.ts';
import { pasteContrast } from './paste-contrast.ts';

describe('figures of the textbook', () => {
  it('the plane has the long axis across, and upwards the direction in which defects leave the cloud', () => {
    const random = createRandom(1, 'plane');
    const [n, d] = [200, 5];
    const spread = [3, 0.2, 1, 0.1, 0.1];
    /** The last 20 rows are defects: ordinary along the long axes, far out along the fourth. */
    const rows = Float32Array.from({ length: (n + 20) * d }, (_, i) => {
      const isFar = i >= n * d && i % d === 3;
      return spread[i % d] * random.normal() + (isFar ? 1 : 0);
    });
    const defects = Array.from({ length: 20 }, (_, i) => n + i);
    const reach = (picture: ReturnType<typeof gaussianPicture>, r: number) =>
      Math.hypot(picture.points[2 * r], picture.points[2 * r + 1]);
    const meanSquare = (picture: ReturnType<typeof gaussianPicture>, from: number, to: number) => {
      let sum = 0;
      for (let r = from; r < to; r++) sum += reach(picture, r) ** 2;
      return sum / (to - from);
    };
    const plain = gaussianPicture(rows, n, d, false);
    expect(plain.showsDefects).toBe(false);
    expect(plain.ratio).toBeCloseTo(3, 0);
    // Distances of training points are those of a Gaussian of two dimensions: their squares are 2 on average.
    expect(meanSquare(plain, 0, n)).toBeCloseTo(2, 5);
    expect(meanSquare(plain, n, n + 20)).toBeLessThan(6);
    const picture = gaussianPicture(rows, n, d, false, defects);
    expect(picture.showsDefects).toBe(true);
    expect(picture.ratio).toBeGreaterThan(20);
    expect(meanSquare(picture, 0, n)).toBeCloseTo(2, 5);
    expect(defects.filter((r) => reach(picture, r) > 3).length).toBeGreaterThanOrEqual(19);
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

  it('the supervised classifier finds what it was shown, misses what it was not, and is silent about good parts', () => {
    const random = createRandom(3, 'classifier');
    /** Faint grain, and on it a bright bar or a dark blot somewhere. */
    const picture = (kind: 'good' | 'bar' | 'blot') => {
      const image = createImage(64, 64);
      const mask = { width: 64, height: 64, data: new Uint8Array(64 * 64) };
      const [left, top] = [random.int(4, 30), random.int(4, 30)];
      for (let i = 0; i < 64 * 64; i++) {
        const [x, y] = [i % 64, Math.floor(i / 64)];
        const inside =
          kind === 'bar'
            ? x >= left && x < left + 24 && Math.abs(y - top) < 4
            : Math.hypot(x - left - 12, y - top - 12) < 9;
        mask.data[i] = Number(kind !== 'good' && inside);
        const grey = 120 + random.int(-6, 6) + mask.data[i] * (kind === 'bar' ? 110 : -90);
        image.data.fill(grey, 3 * i, 3 * i + 3);
      }
      return { image, mask: kind === 'good' ? null : mask };
    };
    const pieces = (kind: 'good' | 'bar' | 'blot') => {
      const { image, mask } = picture(kind);
      return describePieces(image, mask);
    };
    const good = Array.from({ length: 8 }, () => pieces('good'));
    const classifier = new SupervisedClassifier(good);
    good.forEach((one, i) => (i % 2 === 0 ? classifier.remember(one) : classifier.learnSilence(one)));
    for (const kind of ['bar', 'bar', 'bar', 'bar', 'blot', 'blot', 'blot', 'blot', 'good', 'good'] as const)
      classifier.add(pieces(kind), kind);
    const found = (shown: readonly string[]) => {
      const called = classifier.called(shown);
      return [called.slice(0, 4), called.slice(4, 8), called.slice(8)].map(
        (part) => part.filter(Boolean).length,
      );
    };
    expect(found([])).toEqual([0, 0, 0]);
    const [bars, otherBlots, alarms] = found(['bar']);
    expect(bars).toBeGreaterThanOrEqual(3);
    expect([otherBlots, alarms]).toEqual([0, 0]);
    const [otherBars, blots] = found(['blot']);
    expect(blots).toBeGreaterThanOrEqual(3);
    expect(otherBars).toBe(0);
  });

  it('contrast of a paste is the mean change under it', () => {
    const [before, after] = [createImage(4, 4), createImage(4, 4)];
    after.data.fill(12, 0, 3);
    expect(pasteContrast(before, after, { x: 0, y: 0, width: 2, height: 1 })).toBe(6);
    expect(pasteContrast(before, after, { x: 2, y: 2, width: 2, height: 2 })).toBe(0);
  });
});
