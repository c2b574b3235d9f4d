import { beforeEach, describe, expect, it } from 'vitest';
import { createDatabase, type Database } from '../../services/storage/database.ts';
import { createMemoryBacking } from '../../services/storage/memory-backing.ts';
import { exampleRecord, exampleRun } from '../../core/runs/testing/example.ts';
import { createPlayground, createPlaygroundWithRun } from '../store.ts';
import { FakeEngines, item, TEN_STEPS } from '../testing/fake-engine.ts';
import { RunStore } from './run-store.ts';

let database: Promise<Database>;
beforeEach(() => {
  database = createDatabase(async () => createMemoryBacking());
});

/** A page with images; another call is the page after a reload. */
function openPage() {
  const engines = new FakeEngines();
  // A page of an earlier test may still write.
  const mine = database;
  const { store, run } = createPlaygroundWithRun(engines.spawn, new RunStore(() => mine));
  store.setState({ config: TEN_STEPS, datasetName: 'nuts' });
  store.setState({ items: [item('n0', 'train'), item('t0', 'test')] });
  return { engines, store, run };
}

type Store = ReturnType<typeof createPlayground>;

async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await condition())) await new Promise((resolve) => setTimeout(resolve, 5));
}

const kept = (id: string) => new RunStore(() => database).part(id, 'scores');
const summary = (store: Store) =>
  store.getState().runs.map(({ name, state, step, metrics }) => [name, state, step, metrics.length]);

describe('every run is kept', () => {
  it('with its figures and scores, and is there after a reload', async () => {
    const { store } = openPage();
    await store.getState().play();
    await until(() => store.getState().runs[0]?.state === 'finished');
    expect(summary(store)).toEqual([['#1', 'finished', 10, 3]]);
    const [run] = store.getState().runs;
    expect(run.curve.steps).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
    expect(run.dataset).toMatchObject({ name: 'nuts', train: 1, testNormal: 1, testAnomalous: 0 });
    await until(async () => (await kept(run.id))?.evaluations.length === 3);
    const later = openPage().store;
    await later.getState().loadRuns();
    expect(later.getState().runs).toEqual([run]);
    const scores = await later.getState().runScores(run.id);
    expect(scores?.evaluations.map(({ step, test }) => [step, ...test])).toEqual([
      [0, 0],
      [5, 5],
      [10, 10],
    ]);
  });

  it('as stopped when it is reset, as interrupted when the tab is killed, not at all before its first step', async () => {
    const { store, engines } = openPage();
    await store.getState().stepOnce();
    await store.getState().reset();
    await until(() => store.getState().runs[0]?.state === 'stopped');
    await store.getState().evaluateNow();
    await store.getState().reset();
    engines.free = false;
    void store.getState().play();
    const ids = async () => (await database).keyed('runs').keys();
    await until(async () => (await ids()).includes(store.getState().currentRunId ?? 'none'));
    await until(async () => (await ids()).length === 2);
    const later = openPage().store;
    await later.getState().loadRuns();
    expect(summary(later).map(([, state]) => state)).toEqual(['interrupted', 'stopped']);
  });
});

describe('a finished run', () => {
  const images = [item('n0', 'train'), item('t0', 'test')];
  /** The record as it is written when everything has settled. */
  const written = async (store: Store, id: string) => {
    await store.getState().runsWritten();
    return (await database).keyed('runs').get(id);
  };

  it('stays as it was when other images are opened', async () => {
    const { store } = openPage();
    await store.getState().play();
    await until(() => store.getState().runs[0]?.state === 'finished');
    const [before] = store.getState().runs;
    const scores = await kept(before.id);
    store.setState({
      items: [item('m0', 'train'), item('m1', 'train'), item('m2', 'test')],
      datasetName: 'other',
      config: { ...TEN_STEPS, seed: 9 },
    });
    expect(store.getState().phase).toBe('ready');
    const after = { ...before, updatedAt: expect.any(Number) as number };
    expect(await written(store, before.id)).toEqual(after);
    expect(store.getState().runs).toEqual([after]);
    expect(await kept(before.id)).toEqual(scores);
    expect(scores?.images.map(({ path }) => path)).toEqual(['t0']);
  });

  it('follows labels that are corrected, with its fingerprint', async () => {
    const { store } = openPage();
    store.setState({ items: images });
    await store.getState().play();
    await until(() => store.getState().runs[0]?.state === 'finished');
    const [before] = store.getState().runs;
    store.getState().relabel(['t0'], { label: 'anomalous' });
    const after = (await written(store, before.id)) as typeof before;
    expect(after.dataset).toMatchObject({ testNormal: 0, testAnomalous: 1 });
    expect(after.dataset.fingerprint).not.toBe(before.dataset.fingerprint);
    expect((await kept(before.id))?.images[0].label).toBe('anomalous');
  });

  it('that was set aside goes on under its record', async () => {
    const { store, run } = openPage();
    await store.getState().stepOnce();
    const id = store.getState().currentRunId;
    const aside = await run.setAside();
    await store.getState().reset();
    await until(() => store.getState().runs[0]?.state === 'stopped');
    if (!aside) throw new Error('There is no run.');
    await run.takeUp(aside);
    await until(() => store.getState().currentRunId === id);
    await store.getState().play();
    await until(() => store.getState().runs[0]?.state === 'finished');
    expect(summary(store)).toEqual([['#1', 'finished', 10, 3]]);
  });
});

describe('a run that comes from elsewhere', () => {
  it('is added once, under the name of its file, and stays one when it comes again', async () => {
    const { store } = openPage();
    await store.getState().play();
    await until(() => store.getState().runs[0]?.state === 'finished');
    const { adoptRun, runs } = store.getState();
    const own = runs[0];
    const given = { id: 'from-file', name: 'mine-project', step: 10, savedAt: 5 };
    await adoptRun(given);
    await adoptRun(given);
    await store.getState().runsWritten();
    expect(summary(store).sort()).toEqual([
      ['#1', 'finished', 10, 3],
      ['mine-project', 'finished', 10, 3],
    ]);
    expect(store.getState().currentRunId).toBe('from-file');
    expect((await kept('from-file'))?.evaluations).toHaveLength(3);
    // Its own is followed, not added again.
    await adoptRun({ ...given, id: own.id });
    expect(store.getState().currentRunId).toBe(own.id);
    await adoptRun(given);
    const later = openPage().store;
    await later.getState().loadRuns();
    expect(
      later
        .getState()
        .runs.map(({ name }) => name)
        .sort(),
    ).toEqual(['#1', 'mine-project']);
  });

  it('never takes the place of one that went further', async () => {
    const { store } = openPage();
    await store.getState().play();
    await until(() => store.getState().runs[0]?.state === 'finished');
    const [own] = store.getState().runs;
    await store.getState().adoptRun({ id: own.id, name: 'earlier', step: 5, savedAt: 5 });
    await store.getState().runsWritten();
    expect(store.getState().runs.find(({ id }) => id === own.id)).toEqual({
      ...own,
      updatedAt: expect.any(Number) as number,
    });
    expect(store.getState().runs.map(({ name }) => name)).toEqual(['#1', 'earlier']);
  });
});

describe('a person', () => {
  it('names, stars, deletes and takes back', async () => {
    const { store } = openPage();
    const { addRuns, editRun, deleteRuns, undoDeleteRuns } = store.getState();
    expect(await addRuns([exampleRun('one'), exampleRun('two')])).toBe(2);
    expect(await addRuns([exampleRun('one')])).toBe(0);
    await editRun('one', { name: 'best', starred: true });
    store.getState().chooseRun('one', true);
    await deleteRuns(['one']);
    expect(store.getState().runs.map(({ id }) => id)).toEqual(['two']);
    expect(store.getState().chosenRunIds).toEqual([]);
    await undoDeleteRuns();
    const [whole] = await store.getState().wholeRuns(['one']);
    expect(whole).toEqual({
      ...exampleRun('one'),
      record: { ...exampleRun('one').record, name: 'best', starred: true },
    });
  });

  it('loses deleted runs for good only later, with all their parts', async () => {
    const { store } = openPage();
    await store.getState().addRuns([exampleRun('one')]);
    await store.getState().deleteRuns(['one']);
    const storage = new RunStore(() => database);
    await storage.load(Date.now() + 60_000, new Set());
    expect(await kept('one')).not.toBeNull();
    expect(await storage.load(Date.now() + 3_600_000, new Set())).toEqual([]);
    expect(await (await database).keyed('run-parts').keys()).toEqual([]);
  });

  it('keeps weights of the present run, with their size, and forgets them', async () => {
    const { store } = openPage();
    await store.getState().play();
    await until(() => store.getState().runs[0]?.state === 'finished');
    const id = store.getState().currentRunId as string;
    const tensors = [{ name: 'w', shape: [3], data: Float32Array.of(1, 2, 3) }];
    store.setState({ checkpoints: [{ step: 10, config: TEN_STEPS, tensors }] });
    await store.getState().keepRunWeights(id);
    expect(store.getState().runs[0].weightsBytes).toBe(12);
    expect((await store.getState().wholeRuns([id]))[0].weights?.tensors).toEqual(tensors);
    await store.getState().forgetRunWeights(id);
    expect((await store.getState().wholeRuns([id]))[0].weights).toBeNull();
    await store.getState().addRuns([exampleRun('other')]);
    await store.getState().keepRunWeights('other');
    expect(store.getState().runsError?.code).toBe('weights-gone');
  });

  it('gives weights of an earlier version the settings that came since', async () => {
    const runs = new RunStore(() => database);
    const data = Object.fromEntries(Object.entries(TEN_STEPS.data).filter(([name]) => name !== 'region'));
    const early = { ...TEN_STEPS, data } as unknown as typeof TEN_STEPS;
    await runs.saveWeights('early', { step: 10, config: early, tensors: [] });
    expect((await runs.weights('early'))?.config).toEqual(TEN_STEPS);
  });

  it('sees what was not written: the list goes back and says why', async () => {
    const inner = createMemoryBacking();
    let full = false;
    database = createDatabase(async () => ({
      ...inner,
      write: async (writes) => {
        if (full) throw new DOMException('', 'QuotaExceededError');
        await inner.write(writes);
      },
    }));
    const { store } = openPage();
    await store.getState().addRuns([{ ...exampleRun('one'), record: exampleRecord('one') }]);
    full = true;
    await store.getState().editRun('one', { name: 'new' });
    expect(store.getState().runs[0].name).toBe('one');
    expect(store.getState().runsError?.code).toBe('storage-full');
  });
});
