/** Bursts are found by the set's own distances, and nothing is found where images only differ in how near they lie. */
import { describe, expect, it } from 'vitest';
import { createRandom } from '../random/random.ts';
import { nearDuplicates } from './near-duplicates.ts';

const D = 24;

function images(count: number, seed: number, scale = 1): Float32Array[] {
  const random = createRandom(seed, 'near-duplicates');
  return Array.from({ length: count }, () => Float32Array.from({ length: D }, () => scale * random.normal()));
}

/** The same part again, moved by a share of what parts differ. */
function again(image: Float32Array, by: number, seed: number): Float32Array {
  const random = createRandom(seed, 'again');
  return image.map((value) => value + by * random.normal());
}

const search = (all: readonly Float32Array[]) =>
  nearDuplicates(Float32Array.from(all.flatMap((one) => [...one])), all.length, D);

describe('near-duplicates', () => {
  it('none where none are, whatever the unit, and with a dense middle', async () => {
    for (let seed = 0; seed < 20; seed++) {
      const scale = 10 ** ((seed % 7) - 3);
      expect(await search(images(60, seed, scale))).toEqual([]);
      // The nearer to the middle, the denser.
      const dense = images(60, seed).map((one, i) => one.map((value) => (value * (i + 6)) / 66));
      expect(await search(dense)).toEqual([]);
    }
  });

  it('bursts of two to four, few or the whole set', async () => {
    for (const scale of [0.001, 1, 1000]) {
      const parts = images(40, 1, scale);
      const burst = (i: number, size: number) =>
        Array.from({ length: size }, (_, k) => again(parts[i], 0.08 * scale, 10 * i + k));
      const few = [...parts, ...burst(3, 1), ...burst(9, 3)];
      expect(await search(few)).toEqual([
        [3, 40],
        [9, 41, 42, 43],
      ]);
      const all = parts.flatMap((part, i) => [part, ...burst(i, 2)]);
      expect(await search(all)).toEqual(parts.map((_, i) => [3 * i, 3 * i + 1, 3 * i + 2]));
    }
  });

  it('copies, a few images, and images that are all the same', async () => {
    const parts = images(20, 4);
    expect(await search([...parts, parts[5]])).toEqual([[5, 20]]);
    expect(await search(parts.slice(0, 7))).toEqual([]);
    expect(await search(Array.from({ length: 20 }, () => parts[0]))).toEqual([]);
  });

  it('a kind of part is no part', async () => {
    const far = images(20, 7).map((one) => one.map((value) => value + 50));
    expect(await search([...images(40, 6), ...far])).toEqual([]);
  });
});
