import { beforeAll, describe, expect, it } from 'vitest';
import { createRandom } from '../../core/random/random.ts';
import { startBackend } from '../backend/start.ts';
import { candidatesOf, channelScales, LocationBank } from './location-bank.ts';

const D = 7;
const PLACES = 36;
const random = createRandom(3, 'locations');
/** Channels of very different size. */
const image = () =>
  Float32Array.from({ length: PLACES * D }, (_, i) => 10 ** ((i % D) - 3) * random.normal());
const images = Array.from({ length: 5 }, image);
const candidates = images.map((local, i) => candidatesOf(local, PLACES, i, images.length));

beforeAll(async () => {
  await startBackend('wasm', { wasmThreads: 1 }, () => undefined);
});

describe('locations of the training images', () => {
  it('are divided by the deviation of each channel; one that never changes counts nothing', () => {
    const all = images.flatMap((local) => Array.from({ length: PLACES }, (_, p) => local[p * D + 2]));
    const mean = all.reduce((a, b) => a + b) / all.length;
    const deviation = Math.sqrt(all.reduce((sum, value) => sum + (value - mean) ** 2, 0) / all.length);
    expect(channelScales(candidates, D)[2]).toBeCloseTo(1 / deviation, 8);
    const constant = [{ rows: Float32Array.from([1, 5, 2, 5]), count: 2 }];
    expect([...channelScales(constant, 2)]).toEqual([2, 0]);
  });

  it('share the candidates evenly, from different places', () => {
    const many = candidatesOf(images[0], PLACES, 7, 4000);
    expect(many.count).toBe(4);
    const places = [...Array(4).keys()].map((i) => (Math.floor((i * PLACES) / 4) + 7) % PLACES);
    places.forEach((place, i) =>
      expect(many.rows.subarray(i * D, (i + 1) * D)).toEqual(images[0].subarray(place * D, (place + 1) * D)),
    );
    expect(candidatesOf(images[0], PLACES, 0, 1_000_000).count).toBe(1);
    // 4,000 in all of few images, 32 of each of more, 16,000 in all at most.
    const counts = [50, 200, 500, 800].map((of) => candidatesOf(new Float32Array(1024), 1024, 0, of).count);
    expect(counts).toEqual([80, 32, 32, 20]);
  });

  it('give each place its distance to the nearest of them, as plain loops do', async () => {
    const scales = channelScales(candidates, D);
    const bank = new LocationBank(candidates, scales);
    expect(bank.size).toBe(5 * PLACES);
    const asked = image();
    const found = await bank.distances(asked);
    for (let place = 0; place < PLACES; place++) {
      let least = Infinity;
      for (const other of images)
        for (let p = 0; p < PLACES; p++) {
          let sum = 0;
          for (let k = 0; k < D; k++) sum += ((asked[place * D + k] - other[p * D + k]) * scales[k]) ** 2;
          least = Math.min(least, Math.sqrt(sum));
        }
      expect(found[place]).toBeCloseTo(least, 4);
    }
    for (const own of await bank.distances(images[2])) expect(own).toBeLessThan(0.01);
    bank.dispose();
  });
});
