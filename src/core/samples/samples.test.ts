import { describe, expect, it } from 'vitest';
import type { RgbImage } from '../image/types.ts';
import { generateSample, paintSample, planSample, SAMPLE_SIZE, SAMPLES } from './samples.ts';
import type { SampleImage } from './types.ts';

/** FNV-1a over all bytes. */
function hash(arrays: readonly Uint8Array[]): string {
  let h = 0x811c9dc5;
  for (const array of arrays) for (const byte of array) h = Math.imul(h ^ byte, 0x01000193);
  return (h >>> 0).toString(16).padStart(8, '0');
}

/** Share of (normal, anomalous) pairs in which the anomalous value is larger. */
function auroc(normal: readonly number[], anomalous: readonly number[]): number {
  let wins = 0;
  for (const a of normal) for (const b of anomalous) wins += b > a ? 1 : b === a ? 0.5 : 0;
  return wins / (normal.length * anomalous.length);
}

function moments(image: RgbImage): { mean: number; deviation: number } {
  let sum = 0;
  let squares = 0;
  for (const value of image.data) {
    sum += value;
    squares += value * value;
  }
  const mean = sum / image.data.length;
  return { mean, deviation: Math.sqrt(squares / image.data.length - mean * mean) };
}

describe.each(SAMPLES.map((sample) => [sample.name, sample] as const))('%s', (name, description) => {
  const planned = planSample(description);
  const pairs = planned
    .filter(({ role }, index) => role === 'test' || index < 3)
    .map((image) => paintSample(name, 0, 256, image));
  const samples: SampleImage[] = pairs.map(({ sample }) => sample);
  const test = samples.filter(({ role }) => role === 'test');
  const normal = test.filter(({ label }) => label === 'normal');
  const anomalous = test.filter(({ label }) => label === 'anomalous');

  it('has 60 normal training pictures, 20 normal and 30 anomalous test pictures', () => {
    expect(planned).toHaveLength(SAMPLE_SIZE);
    expect(planned.filter(({ role, defectType }) => role === 'train' && !defectType)).toHaveLength(60);
    expect([normal.length, anomalous.length]).toEqual([20, 30]);
    expect(new Set(planned.map(({ path }) => path)).size).toBe(SAMPLE_SIZE);
    expect(description.defectTypes.length).toBeGreaterThanOrEqual(3);
    for (const type of description.defectTypes) {
      expect(anomalous.filter(({ defectType }) => defectType === type).length).toBeGreaterThanOrEqual(5);
    }
  });

  it('has a mask exactly for defects, neither a speck nor the whole picture', () => {
    for (const { mask, label, path } of samples) {
      expect(mask !== null, path).toBe(label === 'anomalous');
      if (!mask) continue;
      const area = mask.data.reduce((sum, value) => sum + value, 0) / mask.data.length;
      expect(area, path).toBeGreaterThan(0.001);
      expect(area, path).toBeLessThan(0.15);
    }
  });

  it('equals its defect-free twin outside the mask, and differs visibly inside', () => {
    for (const { sample, twin } of pairs) {
      const { mask, image } = sample;
      if (!mask) continue;
      let differing = 0;
      for (let i = 0; i < mask.data.length; i++) {
        const difference = Math.max(
          ...[0, 1, 2].map((c) => Math.abs(image.data[3 * i + c] - twin.data[3 * i + c])),
        );
        if (mask.data[i] === 0 && difference > 0) throw new Error(`${sample.path}: pixel ${i} differs`);
        if (difference >= 7) differing++;
      }
      expect(differing / mask.data.reduce((sum, value) => sum + value, 0), sample.path).toBeGreaterThan(0.5);
    }
  });

  it('is not separated by mean brightness or by contrast', () => {
    for (const measure of ['mean', 'deviation'] as const) {
      const values = (items: SampleImage[]) => items.map(({ image }) => moments(image)[measure]);
      const value = auroc(values(normal), values(anomalous));
      expect(value, measure).toBeGreaterThan(0.35);
      expect(value, measure).toBeLessThan(0.65);
    }
  });

  it('varies in brightness from picture to picture', () => {
    const means = samples.map(({ image }) => moments(image).mean);
    expect(Math.max(...means) - Math.min(...means)).toBeGreaterThan(15);
  });

  // A change of the fingerprint is a change of the pictures that everyone sees for a seed.
  it('gives the same bytes for a seed on every machine', () => {
    expect(hash(samples.flatMap(({ image, mask }) => (mask ? [image.data, mask.data] : [image.data])))).toBe(
      description.fingerprint,
    );
  });
});

describe('generateSample', () => {
  it('makes other pictures for another seed, one by one', () => {
    const first = (seed: number) => generateSample('brushed-metal', seed, 256).next().value as SampleImage;
    expect(first(1).path).toBe('train/good/000.png');
    expect(hash([first(1).image.data])).toBe(hash([first(1).image.data]));
    expect(hash([first(1).image.data])).not.toBe(hash([first(2).image.data]));
  });

  it('works at other sizes: the same scene, smaller or finer', () => {
    const mean = (sizePx: number) => {
      const { image } = generateSample('hex-nuts', 3, sizePx).next().value as SampleImage;
      expect([image.width, image.height, image.data.length]).toEqual([sizePx, sizePx, 3 * sizePx * sizePx]);
      return moments(image).mean;
    };
    expect(mean(96)).toBeCloseTo(mean(256), 0);
    expect(Math.abs(mean(384) - mean(256))).toBeLessThan(2);
  });

  it('names the sets that exist when asked for another', () => {
    expect(() => generateSample('carpet', 0, 256).next()).toThrow(/hex-nuts/);
  });
});
