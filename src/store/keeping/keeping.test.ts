/** Sessions survive a reload: what is kept, when, and what a crash or a full disk in the middle leaves behind. */
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { createDatabase, type Database } from '../../services/storage/database.ts';
import type { Backing } from '../../services/storage/backing.ts';
import { createMemoryBacking } from '../../services/storage/memory-backing.ts';
import { withParameter } from '../../core/config/update.ts';
import { SessionStore } from '../../services/storage/sessions.ts';
import { RunStore } from '../runs/run-store.ts';
import { createPlayground } from '../store.ts';
import { FakeEngines, item, TEN_STEPS } from '../testing/fake-engine.ts';

/** Writes that a browser still takes; the next ones fail as on a full disk. */
let writesLeft: number;
let backing: Backing;
let database: Promise<Database>;
function freshDisk(): void {
  writesLeft = Infinity;
  const inner = createMemoryBacking();
  backing = {
    ...inner,
    kind: 'indexed-db',
    write: async (writes) => {
      const adds = writes.some(({ store, value }) => store === 'autosave' && value !== undefined);
      if (adds && writesLeft-- <= 0) throw new DOMException('', 'QuotaExceededError');
      await inner.write(writes);
    },
  };
  database = createDatabase(async () => backing);
}
beforeEach(freshDisk);

/** A page; another call is the page after a reload. */
async function openPage() {
  const mine = database;
  const open = () => mine;
  const engines = new FakeEngines();
  const store = createPlayground(engines.spawn, new RunStore(open), new SessionStore(open));
  await store.getState().startKeeping();
  return { engines, store, now: () => store.getState() };
}

type Page = Awaited<ReturnType<typeof openPage>>;

function openImages({ store }: Page): void {
  store.setState({ config: TEN_STEPS, datasetName: 'mine' });
  const together = { group: 'hand 1' };
  const train = [item('n0', 'train'), item('n1', 'train')].map((one) => ({ ...one, ...together }));
  store.setState({ items: [...train, item('t0', 'test')] });
}

const keptAt = (page: Page, step: number) =>
  vi.waitFor(async () => {
    const [kept] = await new SessionStore(() => database).list();
    expect(kept?.step).toBe(step);
    expect(page.now().autosave.savedAt).toBe(kept.savedAt);
  });

/** A change, and what would come of it after its delay (autosave.ts waits for quiet): a second of the timers passes at once. */
async function afterDelay(change: () => void | Promise<void>): Promise<void> {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  await change();
  await vi.advanceTimersByTimeAsync(1000);
  vi.useRealTimers();
  for (let i = 0; i < 50; i++) await new Promise((resolve) => setImmediate(resolve));
}

const codes = (page: Page) => page.now().notices.map(({ code }) => code);

describe('a session', () => {
  it('is offered after a reload, with its size, and goes on from the checkpoint', async () => {
    const first = await openPage();
    openImages(first);
    await first.now().play();
    await keptAt(first, 10);
    const before = first.now();

    const later = await openPage();
    const [offer] = later.now().offeredSessions;
    expect(offer).toMatchObject({ name: 'mine', sample: null, images: 3, step: 10, totalSteps: 10 });
    expect(later.now().items).toEqual([]);
    await later.now().restoreSession(offer.id);
    const after = later.now();
    expect(after.keepingError).toBeNull();
    expect(after.phase).toBe('finished');
    expect(after.items.map(({ id, ...rest }) => [typeof id, rest])).toEqual(
      before.items.map(({ id, ...rest }) => [typeof id, rest]),
    );
    expect(after.records).toEqual(before.records);
    expect(after.evaluations.map(({ step, testScores }) => [step, testScores])).toEqual(
      before.evaluations.map(({ step, testScores }) => [step, testScores]),
    );
    expect(after.evaluations[0].testIds.every((id) => after.items.some((one) => one.id === id))).toBe(true);
    expect([after.config, after.runConfig, after.datasetName]).toEqual([TEN_STEPS, TEN_STEPS, 'mine']);
    expect(later.engines.calls).toContain('restore 10');
    expect(after.offeredSessions).toEqual([]);
    expect(after.currentRunId).toBe(before.currentRunId);
  });

  it('of a run that trains nothing keeps what the network came to, also of a sample', async () => {
    const config = withParameter(TEN_STEPS, 'training.steps', 0);
    for (const name of ['mine', null]) {
      freshDisk();
      const first = await openPage();
      openImages(first);
      if (name === null) {
        const origin = first.now().datasetOrigin();
        first.store.setState({ datasetOrigin: () => ({ ...origin, sample: { name: 'hex-nuts', seed: 0 } }) });
      }
      first.store.setState({ config });
      await first.now().play();
      expect([first.now().phase, first.now().step]).toEqual(['finished', 0]);
      const [kept] = await vi.waitFor(async () => {
        const list = await new SessionStore(() => database).list();
        expect(list[0]).toMatchObject({ step: 0, untrained: true });
        return list;
      });
      const { outline } = (await new SessionStore(() => database).load(kept.id, () => undefined))!;
      expect(outline.run?.evaluations.map(({ step }) => step)).toEqual([0]);
      if (name === null) continue;
      const later = await openPage();
      await later.now().restoreSession(later.now().offeredSessions[0].id);
      expect(later.now().keepingError).toBeNull();
      expect([later.now().phase, later.now().step]).toEqual(['finished', 0]);
      expect(later.now().evaluations.map(({ testScores }) => testScores)).toEqual(
        first.now().evaluations.map(({ testScores }) => testScores),
      );
      expect(later.now().currentRunId).toBe(first.now().currentRunId);
    }
  });

  it('that was paused between evaluations keeps the step of the pause', async () => {
    const page = await openPage();
    openImages(page);
    for (let i = 0; i < 7; i++) await page.now().stepOnce();
    await keptAt(page, 7);
    const later = await openPage();
    await later.now().restoreSession(later.now().offeredSessions[0].id);
    expect([later.now().phase, later.now().step]).toEqual(['paused', 7]);
    await later.now().play();
    expect(later.now().records.map(({ step }) => step)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
    expect(later.engines.calls.filter((call) => call.startsWith('prepare'))).toEqual([]);
  });

  it('is never forced: it stays until it is discarded, also beside a new one', async () => {
    const first = await openPage();
    openImages(first);
    await first.now().play();
    await keptAt(first, 10);
    const second = await openPage();
    second.store.setState({ items: [item('x', 'train')], datasetName: 'other' });
    await vi.waitFor(() => expect(second.now().autosave.savedAt).not.toBeNull());
    const third = await openPage();
    expect(
      third
        .now()
        .offeredSessions.map(({ name }) => name)
        .sort(),
    ).toEqual(['mine', 'other']);
    for (const { id } of third.now().offeredSessions) await third.now().discardSession(id);
    expect(await backing.keys('autosave', '')).toEqual([]);
  });

  it('of an untouched sample is not worth an offer', async () => {
    await afterDelay(async () => {
      const page = await openPage();
      page.store.setState({ items: [item('n0', 'train')], sampleName: 'hex-nuts', datasetName: 'hex-nuts' });
      vi.spyOn(page.now(), 'datasetOrigin');
      page.store.setState({
        datasetOrigin: () => ({
          sample: { name: 'hex-nuts', seed: 0 },
          sizePx: 64,
          fit: 'stretch',
          hashes: [1],
        }),
      });
      page.store.setState({ lessonMet: ['x'] });
    });
    expect(await backing.keys('autosave', '')).toEqual([]);
  });

  it('stays as it was while the textbook is open', async () => {
    const page = await openPage();
    openImages(page);
    await page.now().stepOnce();
    await keptAt(page, 1);
    await afterDelay(() => {
      page.store.setState({ lessonPage: 4, lessonBusy: false });
      page.store.setState({ items: [item('lesson', 'train')], datasetName: 'of the lesson' });
    });
    const [kept] = await new SessionStore(() => database).list();
    expect(kept).toMatchObject({ name: 'mine', images: 3, step: 1 });
  });
});

describe('a tab that dies while it saves', () => {
  it('leaves the session of the save before, whichever write was the last', async () => {
    for (const last of [0, 1, 2, 4, 7]) {
      freshDisk();
      const page = await openPage();
      openImages(page);
      await page.now().stepOnce();
      await keptAt(page, 1);
      writesLeft = last;
      await page.now().play();
      await vi.waitFor(() => expect(page.now().phase).toBe('finished'));
      await vi.waitFor(async () => {
        const [kept] = await new SessionStore(() => database).list();
        expect(kept.step === 10 || codes(page).includes('autosave-full')).toBe(true);
      });
      writesLeft = Infinity;
      const later = await openPage();
      const [offer] = later.now().offeredSessions;
      await later.now().restoreSession(offer.id);
      expect(later.now().keepingError, `after ${last} writes`).toBeNull();
      expect([1, 5, 10]).toContain(later.now().step);
      expect(later.now().items).toHaveLength(3);
      expect(later.now().evaluations.every(({ step }) => step <= later.now().step)).toBe(true);
    }
  }, 60_000);
});

describe('a full disk', () => {
  it('is told before anything is lost: images are left out first, the rest is kept', async () => {
    const page = await openPage();
    vi.stubGlobal('navigator', {
      storage: { estimate: async () => ({ usage: 999, quota: 1000 }), persisted: async () => false },
    });
    try {
      openImages(page);
      await page.now().stepOnce();
      await keptAt(page, 1);
      expect(codes(page)).toContain('autosave-without-images');
      expect(page.now().autosave.withoutImages).toBe(true);
    } finally {
      vi.unstubAllGlobals();
    }
    const later = await openPage();
    const [offer] = later.now().offeredSessions;
    expect(offer.withoutImages).toBe(true);
    await later.now().restoreSession(offer.id);
    expect(later.now().waitingSession).toEqual({ name: 'mine', images: 3 });
    // The same images are opened again.
    openImages(later);
    await vi.waitFor(() => expect(later.now().phase).toBe('paused'));
    expect(later.now().step).toBe(1);
    expect(later.now().waitingSession).toBeNull();
  });

  it('that takes nothing at all is told, and the session before stays', async () => {
    const page = await openPage();
    openImages(page);
    await page.now().stepOnce();
    await keptAt(page, 1);
    writesLeft = 0;
    await page.now().stepOnce();
    await vi.waitFor(() => expect(codes(page)).toContain('autosave-full'));
    writesLeft = Infinity;
    expect((await new SessionStore(() => database).list())[0].step).toBe(1);
    expect(page.now().phase).toBe('paused');
  });
});

it('a browser that refuses storage is told of as soon as there is something to lose', async () => {
  backing = { ...backing, kind: 'memory' };
  database = createDatabase(async () => backing);
  const page = await openPage();
  expect([page.now().autosave.state, codes(page)]).toEqual(['off', []]);
  openImages(page);
  expect(codes(page)).toEqual(['autosave-off']);
});
