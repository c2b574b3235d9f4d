import { describe, expect, it } from 'vitest';
import { PRESETS } from '../config/presets.ts';
import { createRandom } from '../random/random.ts';
import { encodeRegion } from '../region/encode.ts';
import { regionAt } from '../region/region.ts';
import { PROBES } from '../choice/families.ts';
import { makeProbe } from './probe.ts';

const SIZE = 64;
const images = Array.from({ length: 3 }, (_, n) => {
  const random = createRandom(n, 'image');
  return {
    width: SIZE,
    height: SIZE,
    data: Uint8Array.from({ length: 3 * SIZE * SIZE }, () => random.int(0, 255)),
  };
});
const code = encodeRegion(
  {
    width: SIZE,
    height: SIZE,
    data: Uint8Array.from({ length: SIZE * SIZE }, (_, i) =>
      Number(i % SIZE >= 8 && i % SIZE < 44 && Math.floor(i / SIZE) >= 8 && Math.floor(i / SIZE) < 44),
    ),
  },
  'stretch',
);
const { augment } = PRESETS.quick;
const changed = (a: Uint8Array, b: Uint8Array) =>
  Array.from({ length: SIZE * SIZE }, (_, i) => [0, 1, 2].some((k) => a[3 * i + k] !== b[3 * i + k]));

describe.each(PROBES)('a probe of %s', (probe) => {
  it('changes part of its image, the same for the same key, and leaves the images as they are', () => {
    const before = images.map(({ data }) => data.slice());
    const one = makeProbe(images, 1, probe, augment, createRandom(0, 'probe'));
    expect(makeProbe(images, 1, probe, augment, createRandom(0, 'probe'))).toEqual(one);
    const count = changed(one.data, images[1].data).filter(Boolean).length;
    expect(count).toBeGreaterThan(0);
    expect(count).toBeLessThan(0.5 * SIZE * SIZE);
    images.forEach(({ data }, i) => expect(data).toEqual(before[i]));
  });

  it('lies in the region of interest, and nothing outside of it changes', () => {
    const region = regionAt(code, SIZE)!;
    for (let i = 0; i < 4; i++) {
      const one = makeProbe(images, 0, probe, augment, createRandom(i, 'probe'), region);
      const marks = changed(one.data, images[0].data);
      expect(marks.some(Boolean)).toBe(true);
      expect(marks.some((mark, p) => mark && !region.inside[p])).toBe(false);
    }
  });
});
