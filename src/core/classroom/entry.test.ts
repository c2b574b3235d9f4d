import { describe, expect, it } from 'vitest';
import { PRESETS } from '../config/presets.ts';
import { withParameter } from '../config/update.ts';
import {
  boardGroups,
  readEntries,
  readEntry,
  settingsKey,
  withEntries,
  writeEntry,
  type ClassEntry,
} from './entry.ts';

const entry = (change: Partial<ClassEntry> = {}): ClassEntry => ({
  name: 'はな',
  data: 'hex-nuts',
  preset: 'quick',
  settings: settingsKey(PRESETS.quick),
  seed: 3,
  steps: 1000,
  auroc: 0.9123,
  untrained: 0.7,
  ...change,
});

describe('an entry for the board of a class', () => {
  it('comes back as it was written, and is short enough for a QR code that a phone reads', () => {
    const text = writeEntry(entry());
    expect(readEntry(text)).toEqual(entry());
    expect(text.length).toBeLessThan(200);
    expect(readEntries(`${text}\r\n\nhello\n${writeEntry(entry({ untrained: null }))}`)).toHaveLength(2);
  });

  it('is refused where it cannot be one', () => {
    const bad = [
      { auroc: 1.2 },
      { auroc: NaN },
      { name: ' ' },
      { name: 'x'.repeat(41) },
      { seed: 1.5 },
      { settings: '<b>' },
    ];
    for (const change of bad) expect(readEntry(writeEntry(entry(change)))).toBeNull();
    for (const text of ['', 'hello', 'cutpaste-class:1:', 'cutpaste-class:1:{}', 'cutpaste-class:1:[1]'])
      expect(readEntry(text)).toBeNull();
  });

  it('settings are equal for all seeds of a run, and for nothing else', () => {
    const key = settingsKey(PRESETS.quick);
    expect(settingsKey({ ...PRESETS.quick, seed: 99 })).toBe(key);
    expect(settingsKey(withParameter(PRESETS.quick, 'training.steps', 7))).not.toBe(key);
  });
});

describe('the board', () => {
  it('puts equal data and settings together, with mean and spread over their seeds', () => {
    const aurocs = [0.8, 0.9, 1];
    const board = withEntries(
      [entry({ settings: 'abc', auroc: 0.5 })],
      aurocs.map((auroc, seed) => entry({ name: `seat ${seed}`, seed, auroc })),
    );
    const [group, other] = boardGroups(board);
    expect(group).toMatchObject({ seeds: 3, low: 0.8, high: 1 });
    expect(group.mean).toBeCloseTo(0.9, 10);
    expect(group.deviation).toBeCloseTo(0.1, 10);
    expect(group.entries.map(({ auroc }) => auroc)).toEqual([1, 0.9, 0.8]);
    expect(other).toMatchObject({ seeds: 1, deviation: null });
  });

  it('counts a seat once, and a seed that two seats share once', () => {
    const board = withEntries([entry()], [entry({ auroc: 0.95 }), entry({ name: 'Ben', auroc: 0.95 })]);
    expect(board).toHaveLength(2);
    expect(boardGroups(board)[0]).toMatchObject({ seeds: 1, mean: 0.95, deviation: null });
  });
});
