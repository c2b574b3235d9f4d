import { describe, expect, it, vi } from 'vitest';
import { parseGrid } from '../../core/runs/grid/grid.ts';
import { expandGrid } from '../../core/runs/grid/grid.ts';
import type { RunRecord, WholeRun } from '../../core/runs/types.ts';
import { addedGrid } from './added-grid.ts';

const grid = parseGrid({
  version: 1,
  name: 'a grid',
  base: { preset: 'quick' },
  axes: [{ settings: ['augment.task'], values: ['cutpaste', 'scar'] }],
  seeds: [0],
});
const [first, second] = expandGrid(grid).runs;
const dataset = { name: 'nuts', sample: null, fingerprint: 'ab', train: 6, testNormal: 2, testAnomalous: 3 };
const whole = (id: string, { config }: typeof first, of?: string): WholeRun => ({
  record: { id, config, dataset, grid: of } as RunRecord,
  scores: null,
  thumbnails: null,
  maps: null,
  weights: null,
});
const finished = { state: 'finished', error: null } as const;

describe('addedGrid', () => {
  it('stands in the queue with what became of each run', () => {
    const failed = { state: 'failed', error: 'It broke.' } as const;
    const added = addedGrid({ grid, runs: [finished, failed], whole: [whole('a', first), null] }, [], 5);
    expect(added).toMatchObject({
      state: 'done',
      createdAt: 5,
      entries: [
        { state: 'done', runId: 'a', error: null },
        { state: 'failed', runId: null, error: { message: 'It broke.' } },
      ],
      dataset: { name: 'nuts', images: 11 },
    });
  });

  it('has an id of its own also on a page that came over plain http', () => {
    vi.stubGlobal('crypto', { getRandomValues: crypto.getRandomValues.bind(crypto) });
    const added = addedGrid({ grid, runs: [finished, finished], whole: [whole('a', first), null] }, [], 5);
    vi.unstubAllGlobals();
    expect(added.id).toMatch(/^[0-9a-f]{32}$/);
  });

  it('waits where a run is not there, and keeps the id under which its runs were opened before', () => {
    const results = { grid, runs: [finished, finished], whole: [whole('a', first), null] };
    const before = whole('a', first, 'the id').record;
    expect(addedGrid(results, [before], 5)).toMatchObject({ id: 'the id', state: 'paused' });
  });

  it('refuses runs of other settings, and a folder without any', () => {
    expect(() =>
      addedGrid({ grid, runs: [finished, finished], whole: [whole('a', second), null] }, [], 5),
    ).toThrow('run 1 has other settings');
    expect(() => addedGrid({ grid, runs: [finished, finished], whole: [null, null] }, [], 5)).toThrow(
      'no finished run',
    );
  });
});
