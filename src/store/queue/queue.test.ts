import { beforeEach, describe, expect, it } from 'vitest';
import type { Grid } from '../../core/runs/grid/grid.ts';
import { createDatabase, type Database } from '../../services/storage/database.ts';
import { createMemoryBacking } from '../../services/storage/memory-backing.ts';
import { SessionStore } from '../../services/storage/sessions.ts';
import { RunStore } from '../runs/run-store.ts';
import { createPlayground } from '../store.ts';
import { FakeEngines, item, TEN_STEPS } from '../testing/fake-engine.ts';
import { GridStore } from './grid-store.ts';

let database: Promise<Database>;
const open = () => database;
beforeEach(() => {
  database = createDatabase(async () => createMemoryBacking());
});

type Store = ReturnType<typeof createPlayground>;

/** A page with images; another call is the page after a reload. It keeps to the storage of its own test, however long it lives. */
function openPage() {
  const own = database;
  const open = () => own;
  const engines = new FakeEngines();
  const store = createPlayground(
    engines.spawn,
    new RunStore(open),
    new SessionStore(open),
    new GridStore(open),
  );
  store.setState({ config: TEN_STEPS, datasetName: 'nuts' });
  store.setState({ items: [item('n0', 'train'), item('t0', 'test')] });
  return { engines, store };
}

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setTimeout(resolve, 5));
}

const GRID: Grid = {
  version: 1,
  name: 'tasks',
  base: TEN_STEPS,
  axes: [{ settings: ['augment.task'], values: ['cutpaste', 'scar'] }],
  seeds: [1, 2],
  table: null,
};

const states = (store: Store): string =>
  store
    .getState()
    .grids[0]?.entries.map(({ state }) => state)
    .join(' ') ?? '';
const ended = (store: Store) => () =>
  store.getState().grids[0]?.state !== 'running' && store.getState().runningGrid === null;

describe('a queued grid', () => {
  it('makes a kept run of every entry, in order, and says that it is done', async () => {
    const { store } = openPage();
    await store.getState().startGrid(GRID);
    await until(ended(store));
    const { grids, runs } = store.getState();
    expect([grids[0].state, states(store)]).toEqual(['done', 'done done done done']);
    const kept = [...runs].reverse();
    expect(kept.map(({ config }) => `${config.augment.task} ${config.seed}`)).toEqual([
      'cutpaste 1',
      'scar 1',
      'cutpaste 2',
      'scar 2',
    ]);
    expect(kept.map(({ state, grid }) => [state, grid])).toEqual(kept.map(() => ['finished', grids[0].id]));
    expect(grids[0].entries.map(({ runId }) => runId)).toEqual(kept.map(({ id }) => id));
    expect(await new GridStore(open).load()).toEqual(grids);
  });

  it('goes on after a reload: finished runs stay, the run in progress is made again where no session holds it', async () => {
    const { store, engines } = openPage();
    engines.beforeStep = () => {
      if (store.getState().runs.filter(({ state }) => state === 'finished').length === 1)
        engines.free = false;
    };
    await store.getState().startGrid(GRID);
    await until(() => states(store) === 'done running waiting waiting');
    await until(() => store.getState().runs.length === 2 && !engines.free);
    const [interrupted, first] = store.getState().runs;
    const later = openPage().store;
    await later.getState().loadGrids();
    await until(ended(later));
    expect(states(later)).toBe('done done done done');
    const ids = later.getState().runs.map(({ id }) => id);
    expect(ids).toHaveLength(4);
    expect(ids).toContain(first.id);
    expect(ids).not.toContain(interrupted.id);
  });

  it('of 12 runs survives a reload in the middle of the fifth: nothing is lost but the steps since the last checkpoint', async () => {
    database = createDatabase(async () => ({ ...createMemoryBacking(), kind: 'indexed-db' }));
    const { store, engines } = openPage();
    await store.getState().startKeeping();
    engines.beforeStep = (step) => {
      if (step === 7 && store.getState().runs.filter(({ state }) => state === 'finished').length === 4)
        engines.free = false;
    };
    await store.getState().startGrid({ ...GRID, seeds: [1, 2, 3, 4, 5, 6] });
    await until(() => !engines.free && store.getState().step === 7);
    const runId = store.getState().currentRunId;
    const sessions = new SessionStore(open);
    while ((await sessions.list())[0]?.step !== 5) await new Promise((resolve) => setTimeout(resolve, 20));
    const finished = store
      .getState()
      .grids[0].entries.slice(0, 4)
      .map((entry) => entry.runId);

    // As the browser has it after the reload: no images, no run.
    const laterEngines = new FakeEngines();
    const later = createPlayground(laterEngines.spawn, new RunStore(open), sessions, new GridStore(open));
    await later.getState().startKeeping();
    await later.getState().loadGrids();
    await until(ended(later));
    const { grids, runs, gridError } = later.getState();
    expect(gridError).toBeNull();
    expect(states(later)).toBe(Array(12).fill('done').join(' '));
    expect(runs).toHaveLength(12);
    expect(grids[0].entries.slice(0, 5).map((entry) => entry.runId)).toEqual([...finished, runId]);
    expect(laterEngines.calls.filter((call) => call.startsWith('restore'))).toEqual(['restore 5']);
    const goneOn = runs.find(({ id }) => id === runId);
    expect(goneOn?.metrics.map(({ step }) => step)).toEqual([0, 5, 10]);
    expect(goneOn?.curve.steps).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
  });

  it('pauses after the step in progress, goes on there, and skips', async () => {
    const { store, engines } = openPage();
    engines.free = false;
    await store.getState().startGrid(GRID);
    await until(() => store.getState().phase === 'training');
    const { id } = store.getState().grids[0];
    await store.getState().skipGridRun(id, 3);
    const pausing = store.getState().pauseGrid(id);
    engines.release();
    await pausing;
    await until(ended(store));
    expect([store.getState().phase, states(store)]).toEqual(['paused', 'running waiting waiting skipped']);
    const runId = store.getState().currentRunId;
    engines.free = true;
    await store.getState().resumeGrid(id);
    await until(ended(store));
    expect(states(store)).toBe('done done done skipped');
    expect(store.getState().grids[0].entries[0].runId).toBe(runId);
    await store.getState().retryGridRun(id, 3);
    await store.getState().resumeGrid(id);
    await until(ended(store));
    expect(states(store)).toBe('done done done done');
  });

  it('names a run that fails and goes on with the next', async () => {
    const { store, engines } = openPage();
    engines.beforeStep = (step) => {
      if (step === 4 && store.getState().runConfig?.augment.task === 'scar') throw new Error('broken');
    };
    await store.getState().startGrid(GRID);
    await until(ended(store));
    expect(states(store)).toBe('done failed done failed');
    expect(store.getState().grids[0].entries[1].error?.message).toContain('broken');
  });

  it('refuses other images, and says so', async () => {
    const { store, engines } = openPage();
    engines.free = false;
    await store.getState().startGrid(GRID);
    await until(() => store.getState().phase === 'training');
    const later = openPage().store;
    later.setState({ items: [item('other', 'train')] });
    await later.getState().loadGrids();
    await until(ended(later));
    expect(later.getState().gridError?.code).toBe('grid-other-images');
    expect(later.getState().grids[0].state).toBe('paused');
    await expect(later.getState().startGrid({ ...GRID, seeds: [] })).rejects.toMatchObject({
      code: 'bad-grid',
    });
  });
});
