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

/** Sets that the device is lost on, and one in whose midst the page is closed: nothing of that start ends. */
type Given = Partial<DeviceTiles> & { readonly deadly?: readonly TileSet[]; readonly closing?: TileSet };

class PageClosed extends Error {}

async function start({ deadly = [], closing, ...given }: Given = {}) {
  const tried: TileSet[] = [];
  let lost: string | null = null;
  const work = {
    check: async (set: TileSet) => {
      tried.push(set);
      if (deadly.includes(set)) lost = 'it hung';
    },
    compare: async (_: TileSet, set: TileSet) => [10, set === 'wide' ? 5 : 10] as const,
    dispose: () => undefined,
  };
  const trouble = () => {
    if (closing && tried.includes(closing)) throw new PageClosed();
    return lost;
  };
  const report = await chooseTiles({
    ...{ backend: GPU, device: 'acme', notes: undefined, mayTry: true, measuring: () => undefined },
    ...{ watch: { trouble }, work },
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
    await expect(start({ notes, deadly: ['wide'] })).rejects.toMatchObject({ set: 'wide' });
    const without = await start({ notes, mayTry: false });
    expect([without.report, without.tried]).toEqual([null, []]);
    expect(tilesInForce(GPU)).toBe('standard');
    const { report, tried } = await start({ notes });
    expect(tried).not.toContain('wide');
    expect(report?.leftOut).toMatchObject([{ name: 'wide' }]);
  });

  it('are found where several sets take the device down, each tried once', async () => {
    const notes = notesOf();
    const deadly: TileSet[] = ['wide', 'small', 'standard-k4'];
    for (const set of deadly) await expect(start({ notes, deadly })).rejects.toMatchObject({ set });
    const { report, tried } = await start({ notes, deadly });
    expect(tried).toEqual(['standard-x4']);
    expect(report).toMatchObject({ chosen: 'standard', kept: false, complete: true });
    expect(report?.leftOut.map(({ name }) => name)).toEqual(deadly);
  });

  it('are not kept where the page was closed midway, and a set that closes it is tried twice', async () => {
    const notes = notesOf();
    // Each of two sets closes the page whenever it is tried.
    for (const closing of ['wide', 'wide', 'small', 'small'] as const)
      await expect(start({ notes, closing })).rejects.toBeInstanceOf(PageClosed);
    expect([...notes.values.keys()]).toEqual([expect.stringContaining('under way')]);
    const { report, tried } = await start({ notes });
    expect(tried).toEqual(['standard-k4', 'standard-x4']);
    expect(report).toMatchObject({ chosen: 'standard', complete: true });
  });

  it('are all tried where the page was closed once in each of two sets by chance', async () => {
    const notes = notesOf();
    for (const closing of ['wide', 'small'] as const)
      await expect(start({ notes, closing })).rejects.toBeInstanceOf(PageClosed);
    const { report, tried } = await start({ notes });
    expect(tried).toEqual(['wide', 'small', 'wide-k4', 'wide-x4']);
    expect(report).toMatchObject({ chosen: 'wide', leftOut: [], complete: true });
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
