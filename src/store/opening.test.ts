/** Opening other images while a run is under way: asked first, kept, and taken back. */
import { expect, it, vi } from 'vitest';
import { createDatabase } from '../services/storage/database.ts';
import { createMemoryBacking } from '../services/storage/memory-backing.ts';
import { RunStore } from './runs/run-store.ts';
import { createPlayground } from './store.ts';
import { FakeEngines, item, TEN_STEPS } from './testing/fake-engine.ts';

vi.mock('../services/import/import-files.ts', () => ({
  importFiles: async (files: readonly File[]) => ({
    name: 'others',
    images: files.map((file) => ({
      item: item(file.name, 'train'),
      hash: 1,
      source: { files: [file], masks: [] },
    })),
    masks: [],
    skipped: [],
    classNames: [],
    className: '',
    heldOut: 0,
  }),
}));

const FILES = [new File([], 'x.png'), new File([], 'y.png')];

function openPage() {
  const database = createDatabase(async () => createMemoryBacking());
  const engines = new FakeEngines();
  const store = createPlayground(engines.spawn, new RunStore(() => database));
  store.setState({ config: TEN_STEPS, datasetName: 'mine' });
  store.setState({ items: [item('n0', 'train'), item('n1', 'train'), item('t0', 'test')] });
  const now = () => store.getState();
  const names = () => now().items.map(({ name }) => name);
  const training = async () => {
    engines.free = false;
    const played = now().play();
    await vi.waitFor(() => expect(now().phase).toBe('training'));
    engines.release();
    await vi.waitFor(() => expect(now().step).toBe(1));
    return played;
  };
  return { engines, store, now, names, training };
}

it('asks before it ends a run; kept training, nothing has changed', async () => {
  const page = openPage();
  void page.training();
  await vi.waitFor(() => expect(page.now().step).toBe(1));
  const opened = page.now().importFiles(FILES, 'replace');
  expect(page.now()).toMatchObject({
    openingAsked: { kind: 'files', count: 2, run: true, images: null },
    phase: 'training',
  });
  page.now().declineOpening();
  await opened;
  expect(page.now()).toMatchObject({ openingAsked: null, phase: 'training', earlierData: null });
  expect(page.names()).toEqual(['n0', 'n1', 't0']);
  page.engines.free = true;
  page.engines.release();
  await vi.waitFor(() => expect(page.now().phase).toBe('finished'));
});

it('stops and keeps the run, opens the others, and brings all back', async () => {
  const page = openPage();
  void page.training();
  await vi.waitFor(() => expect(page.now().step).toBe(1));
  const run = page.now().currentRunId;
  const opened = page.now().importFiles(FILES, 'replace');
  page.now().acceptOpening();
  await opened;
  expect(page.names()).toEqual(['x.png', 'y.png']);
  expect(page.now()).toMatchObject({
    phase: 'ready',
    earlierData: { name: 'mine', own: true, stopped: true },
  });
  await page.now().runsWritten();
  expect(page.now().runs).toMatchObject([
    { id: run, state: 'stopped', step: 1, dataset: { name: 'mine', train: 2 } },
  ]);

  page.engines.free = true;
  await page.now().reopenEarlier();
  expect(page.names()).toEqual(['n0', 'n1', 't0']);
  await vi.waitFor(() => expect(page.now().phase).toBe('finished'));
  await vi.waitFor(() => expect(page.now().runs[0].state).toBe('finished'));
  expect(page.now().runs).toMatchObject([{ id: run, step: 10 }]);
  // The others are now the ones that can come back.
  expect(page.now().earlierData).toMatchObject({ name: 'others', own: true, stopped: false });
});

it('does not ask where nothing would be lost, and keeps images of one’s own within reach', async () => {
  const page = openPage();
  await page.now().importFiles(FILES, 'replace');
  expect(page.now()).toMatchObject({ openingAsked: null, earlierData: { name: 'mine', stopped: false } });
  await page.now().reopenEarlier();
  expect([page.names(), page.now().phase]).toEqual([['n0', 'n1', 't0'], 'ready']);
});

it('asks in a tab that keeps nothing before the set before last goes', async () => {
  const page = openPage();
  page.store.setState({ keepsNothing: true, autosave: { ...page.now().autosave, state: 'other-tab' } });
  await page.now().importFiles(FILES, 'replace');
  expect(page.now().openingAsked).toBeNull();
  const third = () => page.now().importFiles(FILES.slice(1), 'replace');
  const refused = third();
  expect(page.now().openingAsked).toMatchObject({ kind: 'files', run: false, images: 'mine' });
  page.now().declineOpening();
  await refused;
  expect([page.names(), page.now().earlierData?.name]).toEqual([['x.png', 'y.png'], 'mine']);
  // On the way back both stay.
  await page.now().reopenEarlier();
  expect([page.names(), page.now().openingAsked]).toEqual([['n0', 'n1', 't0'], null]);
  const accepted = third();
  page.now().acceptOpening();
  await accepted;
  expect([page.names(), page.now().earlierData?.name]).toEqual([['y.png'], 'mine']);
});
