/** Tiles of a device are measured once, kept with all that they depend on, and given up without harm. Figures are the test's own. */
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { TileSet } from '../../core/config/rows/tile-sets.ts';
import { tilesFor, tilesInForce, useTiles, withTiles } from '../kernels/webgpu/gemm/tiles-in-force.ts';
import { setMeasuredTiles } from '../kernels/webgpu/gemm/tiles-in-force.ts';
import { chooseTiles, type DeviceTiles } from './device-tiles.ts';

const GPU = { device: { adapterInfo: { architecture: 'weak' } } } as unknown as WebGPUBackend;
const SOFTWARE = { device: { adapterInfo: { architecture: 'swiftshader' } } } as unknown as WebGPUBackend;

afterEach(() => {
  vi.unstubAllGlobals();
  setMeasuredTiles(null);
  useTiles('auto');
});

function notesOf() {
  const values = new Map<string, unknown>();
  return {
    values,
    read: (key: string) => Promise.resolve(values.get(key)),
    write: async (key: string, value: unknown) => void values.set(key, value),
  };
}

type Given = Partial<DeviceTiles> & { readonly deadly?: TileSet };

async function start({ deadly, ...given }: Given = {}) {
  const tried: TileSet[] = [];
  let lost: string | null = null;
  const work = {
    check: async (set: TileSet) => {
      tried.push(set);
      if (set === deadly) lost = 'it hung';
    },
    compare: async (_: TileSet, set: TileSet) => [10, set === 'wide' ? 5 : 10] as const,
    dispose: () => undefined,
  };
  const report = await chooseTiles({
    ...{ backend: GPU, device: 'acme', notes: undefined, mayTry: true, measuring: () => undefined },
    ...{ watch: { trouble: () => lost }, work },
    ...given,
  });
  return { report, tried };
}

describe('the tiles of a device', () => {
  it('are measured at the first start and kept for the next', async () => {
    const notes = notesOf();
    const { report } = await start({ notes });
    expect(report).toMatchObject({ chosen: 'wide', kept: false, complete: true });
    expect(tilesInForce(GPU)).toBe('wide');
    const again = await start({ notes });
    expect(again.report).toMatchObject({ chosen: 'wide', kept: true });
    expect(again.tried).toEqual([]);
  });

  it('are measured again on another device and in another browser, or where what was kept is broken', async () => {
    const notes = notesOf();
    await start({ notes });
    expect((await start({ notes, device: 'other' })).tried).not.toEqual([]);
    vi.stubGlobal('navigator', { userAgent: 'another browser' });
    expect((await start({ notes })).tried).not.toEqual([]);
    for (const key of notes.values.keys()) notes.values.set(key, { chosen: 'nothing', speeds: [] });
    expect((await start({ notes })).tried).not.toEqual([]);
  });

  it('are measured once more where the time was over, and not for ever', async () => {
    const notes = notesOf();
    // A clock that stands for hours between two looks at it.
    let now = 0;
    const clock = vi.spyOn(performance, 'now').mockImplementation(() => (now += 10_000));
    try {
      expect((await start({ notes })).report).toMatchObject({ complete: false, kept: false });
      expect((await start({ notes })).report).toMatchObject({ complete: false, kept: false });
      expect((await start({ notes })).report).toMatchObject({ complete: false, kept: true });
    } finally {
      clock.mockRestore();
    }
  });

  it('stay the standard ones on a software adapter, and nothing is measured', async () => {
    const { report, tried } = await start({ backend: SOFTWARE });
    expect([report, tried]).toEqual([null, []]);
    expect(tilesInForce(SOFTWARE)).toBe('software');
  });

  it('are measured anew without the set that took the device down', async () => {
    const notes = notesOf();
    await expect(start({ notes, deadly: 'wide' })).rejects.toMatchObject({ set: 'wide' });
    const without = await start({ notes, mayTry: false });
    expect([without.report, without.tried]).toEqual([null, []]);
    expect(tilesInForce(GPU)).toBe('standard');
    const { report, tried } = await start({ notes });
    expect(tried).not.toContain('wide');
    expect(report?.leftOut).toMatchObject([{ name: 'wide' }]);
  });

  it('give way to those that a run was begun with, and come back', async () => {
    await start();
    expect(tilesFor('small', GPU)).toBe('small');
    useTiles('standard-k4');
    expect(tilesInForce(GPU)).toBe('standard-k4');
    await withTiles('auto', async () => expect(tilesInForce(GPU)).toBe('wide'));
    expect(tilesInForce(GPU)).toBe('standard-k4');
  });
});
