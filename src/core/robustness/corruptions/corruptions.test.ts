/** Corruptions: level 0 changes nothing, each does what its name says, and JPEG loses what libjpeg loses. */
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { statisticsOf } from '../../calibration/image-statistics.ts';
import type { RgbImage } from '../../image/types.ts';
import { createRandom } from '../../random/random.ts';
import { robustnessPoints } from '../report.ts';
import type { Corruption } from './corruption.ts';
import { jpegLoss } from './jpeg.ts';
import { CORRUPTIONS, findCorruption } from './registry.ts';

const SIDE = 128;

/** Smooth colours with an edge and some texture. */
function picture(width = SIDE, height = SIDE): RgbImage {
  const random = createRandom(1, 'corruption-test');
  const data = Uint8Array.from({ length: width * height * 3 }, (_, i) => {
    const [x, y, c] = [Math.floor(i / 3) % width, Math.floor(i / 3 / width), i % 3];
    const edge = x > width / 2 ? 40 : 0;
    return Math.round(70 + 30 * Math.sin(x / 7 + c) + 20 * Math.cos(y / 9) + edge + 6 * random.float());
  });
  return { width, height, data };
}
const image = picture();
const apply = ({ apply }: Corruption, level: number) => apply(image, level, createRandom(0, 'noise'));
const named = (name: string) => findCorruption(name) as Corruption;
const meanDifference = (a: RgbImage, b: RgbImage) =>
  a.data.reduce((sum, value, i) => sum + Math.abs(value - b.data[i]), 0) / a.data.length;

describe.each(CORRUPTIONS.map((one) => [one.name, one] as const))('%s', (_, corruption) => {
  it('has ascending levels with none among them, which changes nothing', () => {
    expect(corruption.levels).toEqual([...corruption.levels].sort((a, b) => a - b));
    expect(corruption.levels).toContain(0);
    expect(apply(corruption, 0).data).toEqual(image.data);
  });

  it('changes more with its level, and never the given image', () => {
    const before = Uint8Array.from(image.data);
    const positive = corruption.levels.filter((level) => level > 0);
    const ends = [positive[0], positive.at(-1) as number];
    const changes = ends.map((level) => meanDifference(apply(corruption, level), image));
    expect(changes).toEqual([...changes].sort((a, b) => a - b));
    expect(changes[0]).toBeGreaterThan(0);
    expect(image.data).toEqual(before);
  });
});

describe('each does what its name says', () => {
  const of = (name: string, level: number) => statisticsOf(apply(named(name), level));
  const plain = statisticsOf(image);

  it('light, contrast, noise and blur by the number that measures them', () => {
    expect(of('brightness', -20).brightness / plain.brightness).toBeCloseTo(0.8, 2);
    expect(of('contrast', -40).contrast / plain.contrast).toBeCloseTo(0.6, 1);
    expect(of('contrast', -40).brightness).toBeCloseTo(plain.brightness, -1);
    expect(of('noise', 8).detail).toBeGreaterThan(plain.detail + 3);
    expect(of('blur', 2).sharpness).toBeLessThan(plain.sharpness);
  });

  it('a shift moves, a rotation turns about the centre', () => {
    const moved = apply(named('shift'), 8);
    const at = (one: RgbImage, x: number, y: number) => one.data[(y * SIDE + x) * 3];
    expect(at(moved, 30, 30)).toBe(at(image, 26, 28));
    const odd = picture(65, 65);
    const turned = named('rotation').apply(odd, 90, createRandom(0, 'unused'));
    expect(turned.data[(10 * 65 + 20) * 3]).toBe(odd.data[(44 * 65 + 10) * 3]);
  });
});

describe('JPEG against libjpeg', () => {
  it.each([
    [90, 'grey', 0.3],
    [30, 'grey', 0.3],
    [90, 'colour', 1],
    [50, 'colour', 1],
    [10, 'colour', 1],
  ] as const)('quality %i, %s: in the mean within %f grey levels', async (quality, colours, most) => {
    const odd = picture(61, 43);
    if (colours === 'grey') odd.data.forEach((_, i) => (odd.data[i] = odd.data[i - (i % 3)]));
    const raw = { width: odd.width, height: odd.height, channels: 3 } as const;
    const file = await sharp(odd.data, { raw }).jpeg({ quality, chromaSubsampling: '4:2:0' }).toBuffer();
    const theirs = await sharp(file).removeAlpha().raw().toBuffer();
    const ours = jpegLoss(odd, quality);
    const difference = meanDifference(ours, { ...odd, data: new Uint8Array(theirs) });
    expect(difference).toBeLessThan(most);
    expect(difference).toBeLessThan(0.5 * meanDifference(ours, odd));
  });
});

describe('points of the chart', () => {
  it('judge by the frozen threshold; images that are gone are left out', () => {
    const labels: Readonly<Record<string, boolean>> = { a: false, b: false, c: true };
    const levels = [
      { level: 0, scores: [1, 2, 3, 9] },
      { level: 5, scores: [4, 2, 3, 9] },
    ];
    expect(robustnessPoints({ ids: ['a', 'b', 'c', 'gone'], levels }, 2.5, (id) => labels[id])).toEqual([
      { level: 0, imageAuroc: 1, falseAlarmRate: 0, recall: 1 },
      { level: 5, imageAuroc: 0.5, falseAlarmRate: 0.5, recall: 1 },
    ]);
    expect(robustnessPoints({ ids: ['c'], levels: [{ level: 0, scores: [1] }] }, 2, () => true)).toEqual([
      { level: 0, imageAuroc: null, falseAlarmRate: null, recall: 0 },
    ]);
  });
});
