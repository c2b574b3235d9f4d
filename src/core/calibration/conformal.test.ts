import { describe, expect, it } from 'vitest';
import { createRandom } from '../random/random.ts';
import {
  conformalThreshold,
  imagesFor,
  nextUp,
  promiseOf,
  pValue,
  rateInterval,
  smallestPromise,
} from './conformal.ts';
import { calibrationCount, chooseCalibration } from './split.ts';
import { findGroups } from './groups.ts';

describe('p-values', () => {
  const sorted = [1, 2, 2, 3];

  it('count the scores at least as high, with one added', () => {
    expect([0, 1, 2, 2.5, 3, 9].map((score) => pValue(score, sorted))).toEqual([1, 1, 0.8, 0.4, 0.4, 0.2]);
    expect(pValue(5, [])).toBe(1);
  });

  it('a score reaches the threshold exactly where its p-value is at most alpha', () => {
    const random = createRandom(3, 'conformal-test');
    for (const n of [19, 20, 39, 60, 200])
      for (const alpha of [0.05, 1 - 0.95, 0.1, 1 - 0.9, 0.2]) {
        const scores = Array.from({ length: n }, () => Math.round(random.normal() * 8) / 8);
        const ascending = [...scores].sort((a, b) => a - b);
        const threshold = conformalThreshold(scores, alpha);
        for (const score of [...scores, ...scores.map((s) => s + 0.01), 99, -99])
          expect(score >= threshold).toBe(pValue(score, ascending) <= alpha + 1e-9);
      }
  });

  it('with too few images for the promise, above all of them is what there is', () => {
    expect(conformalThreshold([1, 5, 3], 0.05)).toBe(nextUp(5));
    expect(conformalThreshold([], 0.05)).toBe(Infinity);
    expect(promiseOf(3, 0.05)).toMatchObject({ promised: 0.25, smallest: 0.25, above: 0 });
  });
});

describe('what images can promise', () => {
  it('19 for 5 %, 9 for 10 %, 99 for 1 %', () => {
    expect([0.05, 1 - 0.95, 0.1, 1 - 0.9, 0.01].map(imagesFor)).toEqual([19, 19, 9, 9, 99]);
    expect(smallestPromise(19)).toBe(0.05);
    expect(promiseOf(19, 1 - 0.95)).toMatchObject({ above: 0, promised: 1 - 0.95 });
    expect(promiseOf(40, 0.05).above).toBe(1);
  });

  it('the true rate lies in the Beta law`s range (SciPy: beta(1, 19), beta(2, 39))', () => {
    const { rate } = promiseOf(19, 0.05);
    expect(rate.low).toBeCloseTo(0.0013316, 6);
    expect(rate.high).toBeCloseTo(0.1764669, 6);
    const more = promiseOf(40, 0.05);
    expect(more.rate.low).toBeCloseTo(0.0061136, 6);
    expect(more.rate.high).toBeCloseTo(0.1315859, 6);
  });

  it('so many more images halve it, and one fewer do not', () => {
    const { rate, toHalve } = promiseOf(40, 0.05);
    const width = (n: number) => {
      const at = promiseOf(n, 0.05).rate;
      return at.high - at.low;
    };
    expect(width(40 + (toHalve ?? 0))).toBeLessThanOrEqual((rate.high - rate.low) / 2);
    expect(toHalve).toBeGreaterThan(40);
  });

  it('images that belong together count by their groups', () => {
    const alone = rateInterval(40, 1);
    const grouped = rateInterval(40, 1, 8);
    expect(grouped.high - grouped.low).toBeGreaterThan(alone.high - alone.low);
  });

  it('keeps its promise: 2,000 simulated calibrations of 40 images, 5 and 10 %', () => {
    const random = createRandom(9, 'conformal-promise');
    for (const alpha of [0.05, 0.1]) {
      let alarms = 0;
      for (let d = 0; d < 2000; d++) {
        const threshold = conformalThreshold(
          Array.from({ length: 40 }, () => random.normal()),
          alpha,
        );
        if (random.normal() >= threshold) alarms++;
      }
      const { above } = promiseOf(40, alpha);
      expect(Math.abs(alarms / 2000 - (above + 1) / 41)).toBeLessThan(0.02);
    }
  });
});

describe('the images that are kept', () => {
  const images = (count: number) => Array.from({ length: count }, (_, i) => ({ path: `${i}.png` }));
  const paths = (kept: ReadonlySet<{ path: string }>) => [...kept].map(({ path }) => path).sort();

  it('are a share, 19 at least, none where that is too many', () => {
    expect([209, 120, 100, 76, 75, 60, 28].map((n) => calibrationCount(n, 0.2))).toEqual([
      42, 24, 20, 19, 0, 0, 0,
    ]);
    expect(calibrationCount(60, 0.32)).toBe(19);
    expect(calibrationCount(1000, 0)).toBe(0);
  });

  it('follow from the seed and the paths, not from the order', () => {
    const kept = paths(chooseCalibration(images(100), 0.2, 1));
    expect(kept).toHaveLength(20);
    expect(paths(chooseCalibration(images(100).reverse(), 0.2, 1))).toEqual(kept);
    expect(paths(chooseCalibration(images(100), 0.2, 2))).not.toEqual(kept);
    const more = new Set(paths(chooseCalibration(images(101), 0.2, 1)));
    expect(kept.filter((path) => !more.has(path)).length).toBeLessThanOrEqual(1);
  });

  it('hold groups together', () => {
    const grouped = images(200).map((image, i) => ({ ...image, group: `photo ${Math.floor(i / 7)}` }));
    const kept = chooseCalibration(grouped, 0.2, 0);
    const inside = new Set([...kept].map(({ group }) => group));
    expect(kept.size).toBe(grouped.filter(({ group }) => inside.has(group)).length);
    expect(kept.size).toBeGreaterThanOrEqual(33);
  });
});

describe('groups from names and folders', () => {
  const of = (paths: string[]) => findGroups(paths);

  it('tiles and numbered pieces', () => {
    const tiles = Array.from(
      { length: 40 },
      (_, i) => `train/good/photo${Math.floor(i / 4)}_tile${i % 4}.png`,
    );
    expect(of(tiles)).toMatchObject({ rule: 'names', groups: 10 });
    expect(of(tiles).groupOf.get(tiles[0])).toBe(of(tiles).groupOf.get(tiles[3]));
    const places = Array.from(
      { length: 40 },
      (_, i) => `good/0001_0${Math.floor(i / 4)}_01_x${512 * (i % 4)}.jpg`,
    );
    expect(of(places)).toMatchObject({ rule: 'names', groups: 10 });
    const mostlyAlone = Array.from(
      { length: 40 },
      (_, i) => `good/00${i < 10 ? Math.floor(i / 2) : i}_x${i}.jpg`,
    );
    expect(of(mostlyAlone)).toMatchObject({ rule: 'names', groups: 5 });
    const pieces = Array.from({ length: 30 }, (_, i) => `good/00${Math.floor(i / 3)}_${i % 3}.jpg`);
    expect(of(pieces)).toMatchObject({ rule: 'names', groups: 10 });
  });

  it('folders', () => {
    const paths = Array.from({ length: 30 }, (_, i) => `train/good/board ${Math.floor(i / 5)}/${i % 5}.png`);
    expect(of(paths)).toMatchObject({ rule: 'folders', groups: 6 });
  });

  it('plain numbering is no group', () => {
    for (const name of [
      '%.png',
      'good_%.png',
      'IMG_%.jpg',
      'part 7 no %.bmp',
      'exp1_num_%.jpg',
      'max%.png',
      'iter%.png',
    ])
      expect(
        of(
          Array.from({ length: 50 }, (_, i) => `train/good/${name.replace('%', String(i).padStart(3, '0'))}`),
        ),
      ).toMatchObject({ rule: null, groups: 0 });
  });
});
