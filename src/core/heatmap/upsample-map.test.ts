import { describe, expect, it } from 'vitest';
import { upsampleMap } from './upsample-map.ts';
import { upsampleBilinear, upsampleGaussian } from './upsample.ts';

const grid = { rows: 2, columns: 2, stridePx: 32, offsetPx: 15.5, scores: Float32Array.from([0, 1, 2, 3]) };

describe('upsampleMap', () => {
  it('scales sigma with the side of the map', () => {
    expect(upsampleMap(grid, 'patch', 64, 40)).toEqual(upsampleGaussian(grid, 64, 10));
  });
  it('draws GradCAM bilinearly', () => {
    expect(upsampleMap(grid, 'gradcam', 64, 40)).toEqual(upsampleBilinear(grid, 64));
  });
});
