import { describe, expect, it } from 'vitest';
import type { RgbImage } from '../image/types.ts';
import { createRandom } from '../random/random.ts';
import { jpegLoss } from '../robustness/corruptions/jpeg.ts';
import fixture from './fixtures/shift.json' with { type: 'json' };
import { statisticsOf } from './image-statistics.ts';
import { findShifts, rankTest, trivialSeparations } from './shift.ts';

const SIDE = 48;

/** A textured picture whose light varies a little from one to the next. */
function picture(seed: number, change: (value: number) => number = (value) => value) {
  const random = createRandom(seed, 'shift-test');
  const light = 110 + 6 * random.normal();
  const data = Uint8Array.from({ length: SIDE * SIDE * 3 }, (_, i) => {
    const x = Math.floor(i / 3) % SIDE;
    return Math.min(255, Math.max(0, Math.round(change(light + 30 * Math.sin(x / 3) + 8 * random.normal()))));
  });
  return { width: SIDE, height: SIDE, data };
}

/** Mean over three neighbours along the rows and columns. */
function blurred({ width, height, data }: ReturnType<typeof picture>) {
  const out = new Uint8Array(data.length);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++)
      for (let c = 0; c < 3; c++) {
        let sum = 0;
        let count = 0;
        for (let v = Math.max(0, y - 1); v <= Math.min(height - 1, y + 1); v++)
          for (let u = Math.max(0, x - 1); u <= Math.min(width - 1, x + 1); u++, count++)
            sum += data[(v * width + u) * 3 + c];
        out[(y * width + x) * 3 + c] = Math.round(sum / count);
      }
  return { width, height, data: out };
}

const statistics = (
  from: number,
  count: number,
  make: (seed: number) => ReturnType<typeof picture> = picture,
) => Array.from({ length: count }, (_, i) => statisticsOf(make(from + i)));

describe('rank test, against SciPy', () => {
  it.each(fixture.rankTests)('$name', ({ a, b, p }) => {
    expect(Math.abs(rankTest(a, b) - p)).toBeLessThan(1e-9);
  });

  it('equal values differ in nothing', () => expect(rankTest([1, 1, 1], [1, 1])).toBe(1));
});

describe('a shift', () => {
  const train = statistics(0, 60);

  it('is told where pictures are darker or blurred, in each of 20 draws', () => {
    for (let draw = 0; draw < 20; draw++) {
      const at = 1000 + 20 * draw;
      const darker = statistics(at, 20, (seed) => picture(seed, (value) => 0.9 * value));
      const soft = statistics(at, 20, (seed) => blurred(picture(seed)));
      const seen = (testNormal: typeof darker) =>
        findShifts({ train, testNormal, scores: null }).shifts.map(({ of }) => of);
      expect(seen(darker)).toContain('brightness');
      expect(seen(soft)).toContain('detail');
    }
  });

  it('is not invented: at most one warning in 20 draws without one', () => {
    let warnings = 0;
    for (let draw = 0; draw < 20; draw++) {
      const testNormal = statistics(5000 + 20 * draw, 20);
      warnings += findShifts({ train, testNormal, scores: null }).shifts.length > 0 ? 1 : 0;
    }
    expect(warnings).toBeLessThanOrEqual(1);
  });

  it('is not judged from a handful of images', () => {
    expect(findShifts({ train, testNormal: statistics(0, 4), scores: null })).toEqual({
      judged: false,
      shifts: [],
    });
  });

  it('of the scores counts too', () => {
    const scores = {
      kept: Array.from({ length: 30 }, (_, i) => i),
      testNormal: Array.from({ length: 20 }, (_, i) => 40 + i),
    };
    const { shifts } = findShifts({ train, testNormal: statistics(9000, 20), scores });
    expect(shifts.map(({ of }) => of)).toContain('score');
  });
});

describe('a number that needs no model', () => {
  it('is told where it separates normal from anomalous by itself', () => {
    const normal = statistics(0, 30);
    const dark = statistics(100, 30, (seed) => picture(seed, (value) => 0.6 * value));
    expect(trivialSeparations(normal, dark)[0]).toMatchObject({ of: 'brightness', auroc: 1 });
    expect(trivialSeparations(normal, statistics(200, 30))).toEqual([]);
    expect(trivialSeparations(normal, [])).toEqual([]);
  });
});

describe('numbers that see what a program did', () => {
  it('grey values that were squeezed leave a comb, whatever the light', () => {
    const grey = (light: number, change: (value: number) => number) => {
      const random = createRandom(light, 'tones-test');
      const values = Array.from({ length: 128 * 128 }, () => Math.round(light + 25 * random.normal()));
      const data = Uint8Array.from(
        values.flatMap((value) => new Array<number>(3).fill(Math.round(change(value)))),
      );
      return statisticsOf({ width: 128, height: 128, data }).tones;
    };
    const plain = [90, 120, 150].map((light) => grey(light, (value) => value));
    const squeezed = [90, 120, 150].map((light) => grey(light, (value) => 0.9 * value));
    expect(Math.min(...squeezed)).toBeGreaterThan(1.5 * Math.max(...plain));
  });

  it('JPEG leaves the borders of its blocks', () => {
    const blocks = (one: RgbImage) => statisticsOf(one).blocks;
    const plain = Array.from({ length: 6 }, (_, i) => picture(400 + i));
    for (const one of plain) expect(blocks(jpegLoss(one, 15))).toBeGreaterThan(1.3 * blocks(one));
    expect(statisticsOf({ width: 4, height: 4, data: new Uint8Array(48) })).toMatchObject({
      ...{ blocks: 1, shadows: 0, highlights: 0, contrast: 0 },
    });
  });
});
