/** The choice of tiles by a clock of the test's own: what is taken, what is left out, and when it ends early. */
import { describe, expect, it } from 'vitest';
import type { TileSet } from '../../../../core/config/rows/tile-sets.ts';
import { SweepAbandoned, sweepTiles, type SweepHost } from './sweep.ts';

interface Fake {
  /** Milliseconds of the work with a set; 10 where none is given. */
  readonly ms?: Partial<Record<TileSet, number>>;
  /** Sets that fail their check. */
  readonly wrong?: readonly TileSet[];
  /** The set that takes the device down. */
  readonly deadly?: TileSet;
  /** Of the clock for each comparison. */
  readonly takesMs?: number;
}

function fake({ ms = {}, wrong = [], deadly, takesMs = 1 }: Fake) {
  let now = 0;
  let lost = false;
  const tried: TileSet[] = [];
  const host: SweepHost = {
    check: async (set) => {
      if (set === deadly) lost = true;
      if (wrong.includes(set)) throw new Error('it differs by 0.5');
    },
    compare: async (holder, challenger) => {
      now += takesMs;
      return [ms[holder] ?? 10, ms[challenger] ?? 10];
    },
    trying: async (set) => void tried.push(set),
    trouble: () => (lost ? 'the driver was reset' : null),
    now: () => now,
  };
  return { host, tried };
}

describe('tiles of a device', () => {
  it('are the fastest ones, each step from the best before', async () => {
    const { host, tried } = fake({ ms: { wide: 5, 'wide-k4': 4, 'wide-k4-x4': 6 } });
    const { chosen, speeds, complete } = await sweepTiles(host);
    expect(chosen).toBe('wide-k4');
    expect(tried).toEqual(['wide', 'small', 'wide-k4', 'wide-k4-x4']);
    expect(speeds).toContainEqual({ name: 'wide-k4', speed: 2.5 });
    expect(complete).toBe(true);
  });

  it('stay as they were for a few hundredths', async () => {
    const { host } = fake({ ms: { wide: 9.8, small: 9.9, 'standard-k4': 9.75, 'standard-x4': 30 } });
    expect((await sweepTiles(host)).chosen).toBe('standard');
  });

  it('are never ones that compute wrongly, however fast', async () => {
    const { host } = fake({ ms: { wide: 1, small: 8 }, wrong: ['wide'] });
    const { chosen, leftOut } = await sweepTiles(host);
    expect(chosen).toBe('small');
    expect(leftOut).toEqual([{ name: 'wide', reason: 'it differs by 0.5' }]);
  });

  it('are never ones whose time is no number', async () => {
    const { host } = fake({ ms: { wide: 0, small: NaN } });
    const { chosen, leftOut } = await sweepTiles(host);
    expect(chosen).toBe('standard');
    expect(leftOut.map(({ name }) => name)).toEqual(['wide', 'small']);
  });

  it('are the best of those that had their turn when the time is over', async () => {
    const { host, tried } = fake({ ms: { wide: 5 }, takesMs: 600 });
    const { chosen, complete } = await sweepTiles(host);
    expect([chosen, complete]).toEqual(['wide', false]);
    expect(tried).toEqual(['wide', 'small']);
  });

  it('leave out what is known to be bad', async () => {
    const { host, tried } = fake({ ms: { wide: 5 } });
    const { leftOut } = await sweepTiles(host, [{ name: 'wide', reason: 'it stopped the device' }]);
    expect(tried).not.toContain('wide');
    expect(leftOut).toEqual([{ name: 'wide', reason: 'it stopped the device' }]);
  });

  it('are given up with the device', async () => {
    const { host } = fake({ deadly: 'small' });
    const given = sweepTiles(host);
    await expect(given).rejects.toBeInstanceOf(SweepAbandoned);
    await expect(given).rejects.toMatchObject({ set: 'small', reason: 'the driver was reset' });
  });
});
