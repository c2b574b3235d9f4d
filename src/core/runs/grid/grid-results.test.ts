import { describe, expect, it } from 'vitest';
import { PRESETS } from '../../config/presets.ts';
import { parseGridResults } from './grid-results.ts';

const grid = {
  version: 1,
  name: 'a grid',
  base: { preset: 'quick' },
  axes: [{ settings: ['augment.task'], values: ['cutpaste', 'scar'] }],
  seeds: [0],
};
const run = (folder: string, state = 'finished', error: string | null = null) => ({
  folder,
  state,
  error,
  hash: 'x',
});
const runs = [run('runs/cutpaste-s0-1a'), run('runs/scar-s0-2b', 'failed', 'It broke.')];
const read = (change: object = {}) => parseGridResults(JSON.stringify({ ...grid, runs, ...change }));

describe('parseGridResults', () => {
  it('reads the grid and what became of each run', () => {
    const found = read();
    expect(found.grid.base).toEqual(PRESETS.quick);
    expect(found.runs).toEqual([
      { name: 'cutpaste-s0-1a', state: 'finished', error: null },
      { name: 'scar-s0-2b', state: 'failed', error: 'It broke.' },
    ]);
  });

  it.each([
    ['a folder that leads out', { runs: [runs[0], run('runs/../../x')] }],
    ['a state that there is not', { runs: [runs[0], run('runs/x', 'lost')] }],
    ['fewer runs than the grid has', { runs: [runs[0]] }],
    ['no list', { runs: null }],
    ['no grid', { axes: 3 }],
  ])('refuses %s', (_, change) => {
    expect(() => read(change)).toThrow(/cannot be read|not valid/);
  });

  it('refuses what is no JSON', () => {
    expect(() => parseGridResults('x')).toThrow('grid.json is not JSON');
  });
});
