import { describe, expect, it } from 'vitest';
import { createRandom } from '../random/random.ts';
import { suggestLocality } from './locality.ts';

const [images, places, d] = [20, 16, 6];

function grids(placeSpread: number): Float32Array {
  const random = createRandom(11, 'locality-test');
  const mean = Float64Array.from({ length: places * d }, () => 3 + placeSpread * random.normal());
  return Float32Array.from(
    { length: images * places * d },
    (_, i) => mean[i % (places * d)] + random.normal(),
  );
}

describe('suggestLocality', () => {
  it('suggests one Gaussian where the place says nothing, and the gain is then about -1/N', () => {
    const found = suggestLocality(grids(0), images, places, d, { l2Normalise: false });
    expect(found.locality).toBe('shared');
    expect(found.gain).toBeLessThan(0);
    expect(found.gain).toBeGreaterThan(-3 / images);
  });

  it('suggests a mean per location where places differ', () => {
    const found = suggestLocality(grids(1), images, places, d, { l2Normalise: false });
    expect(found.locality).toBe('per-location');
    expect(found.gain).toBeGreaterThan(0.3);
    expect(found.gain).toBeLessThan(0.7);
    expect(suggestLocality(grids(1), images, places, d).locality).toBe('per-location');
  });

  it('does not judge from a handful of images or a single place', () => {
    const unjudged = { locality: 'shared', gain: 0, judged: false };
    expect(suggestLocality(grids(1), 5, places, d)).toMatchObject(unjudged);
    expect(suggestLocality(grids(1), images * places, 1, d)).toMatchObject(unjudged);
  });
});
