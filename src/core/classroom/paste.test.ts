import { describe, expect, it } from 'vitest';
import { settingsKey } from './entry.ts';
import { PRESETS } from '../config/presets.ts';
import {
  changedShare,
  LEAST_CHANGED,
  pasteGroups,
  pasteVerdict,
  PLAIN_LEVELS,
  readPastes,
  withPastes,
  writePaste,
  type PasteEntry,
} from './paste.ts';

const entry = (change: Partial<PasteEntry> = {}): PasteEntry => ({
  name: 'Mia',
  data: 'hex-nuts',
  settings: settingsKey(PRESETS.quick),
  seed: 3,
  steps: 1000,
  round: 7,
  normal: 0.61,
  changed: 0.05,
  ...change,
});

const grey = (level: number) => ({ width: 10, height: 10, data: new Uint8Array(300).fill(level) });

describe('the rules of the game', () => {
  it('count the pixels that have changed plainly in any channel', () => {
    const before = grey(100);
    const after = grey(100);
    after.data[0] = 100 + PLAIN_LEVELS;
    after.data[4] = 100 - PLAIN_LEVELS;
    after.data[6] = 100 + PLAIN_LEVELS - 1;
    expect(changedShare(before, after)).toBe(0.02);
    expect(changedShare(before, before)).toBe(0);
    expect(changedShare(grey(0), grey(255))).toBe(1);
  });

  it('let no empty paste win, and no answer that is no number', () => {
    expect(pasteVerdict(Float32Array.of(0.9, 0.1), 0)).toMatchObject({ fooled: true, counts: false });
    expect(pasteVerdict(Float32Array.of(0.4, 0.3, 0.3), LEAST_CHANGED)).toMatchObject({
      fooled: true,
      counts: true,
    });
    expect(pasteVerdict(Float32Array.of(0.3, 0.7), 0.5)).toMatchObject({ fooled: false, counts: true });
    expect(pasteVerdict(Float32Array.of(NaN, 0.7), 0.5)).toBeNull();
  });
});

describe('what a seat hands over', () => {
  it('comes back as it was written, and is refused where the paste would not count', () => {
    expect(readPastes(writePaste(entry()))).toEqual([entry()]);
    expect(writePaste(entry({ name: 'x'.repeat(40) })).length).toBeLessThan(250);
    expect(readPastes(writePaste(entry({ changed: 0.019999 })))).toHaveLength(1);
    for (const change of [{ normal: 1.1 }, { round: 0 }, { round: 100 }, { name: ' ' }])
      expect(readPastes(writePaste(entry(change)))).toEqual([]);
    expect(readPastes(writePaste(entry()).replace('0.05', '0.01'))).toEqual([]);
    expect(readPastes('cutpaste-class:1:["a"]')).toEqual([]);
  });

  it('stands on the board once for each seat and picture, with its best paste, the best first', () => {
    const board = withPastes(
      [entry()],
      [
        entry({ normal: 0.5 }),
        entry({ normal: 0.7 }),
        entry({ name: 'Ben', normal: 0.9 }),
        entry({ round: 8 }),
      ],
    );
    expect(board).toHaveLength(3);
    const [first, second] = pasteGroups(board);
    expect(first.map(({ name, normal }) => [name, normal])).toEqual([
      ['Ben', 0.9],
      ['Mia', 0.7],
    ]);
    expect(second).toHaveLength(1);
  });
});
