/** A run keeps its tiles: what was measured since, on this device or another, is for new runs. */
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import { afterEach, describe, expect, it } from 'vitest';
import { setMeasuredTiles } from '../kernels/webgpu/gemm/tiles-in-force.ts';
import { withOwnTiles } from './run-tiles.ts';
import { config } from './testing/small-set.ts';

const adapter = (architecture: string) =>
  ({ device: { adapterInfo: { architecture } } }) as unknown as WebGPUBackend;
const GPU = adapter('weak');
const SOFTWARE = adapter('swiftshader');
const tilesOf = (...args: Parameters<typeof withOwnTiles>) => withOwnTiles(...args).kernels.tiles;
const pinned = { ...config, kernels: { ...config.kernels, tiles: 'small' as const } };

afterEach(() => setMeasuredTiles(null));

describe('the tiles of a run', () => {
  it('are those of the device, or those that its configuration names', () => {
    expect(tilesOf(config, null, GPU)).toBe('standard');
    setMeasuredTiles('wide-k4');
    expect(tilesOf(config, null, GPU)).toBe('wide-k4');
    expect(tilesOf(pinned, null, GPU)).toBe('small');
    expect(tilesOf(config, null, SOFTWARE)).toBe('software');
    expect(withOwnTiles(config, null, null)).toBe(config);
  });

  it('stay those of its checkpoint', () => {
    setMeasuredTiles('wide-k4');
    expect(tilesOf(config, { tiles: 'small-x4' }, GPU)).toBe('small-x4');
    expect(tilesOf(config, { tiles: 'software' }, GPU)).toBe('software');
    expect(tilesOf(config, { tiles: 'wide' }, SOFTWARE)).toBe('wide');
  });

  it('stay the standard ones where a run is older than the choice', () => {
    setMeasuredTiles('wide-k4');
    expect(tilesOf(config, {}, GPU)).toBe('standard');
    expect(tilesOf(config, {}, SOFTWARE)).toBe('software');
  });

  it('are chosen anew where only weights are taken', () => {
    setMeasuredTiles('wide-k4');
    expect(tilesOf(config, { tiles: 'small', weightsOnly: true }, GPU)).toBe('wide-k4');
  });
});
