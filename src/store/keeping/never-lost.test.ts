/** What could lose a kept session without a word: a clock that was set back, a storage that was cleared, several tabs. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createDatabase } from '../../services/storage/database.ts';
import { STORES, type Backing } from '../../services/storage/backing.ts';
import { createMemoryBacking } from '../../services/storage/memory-backing.ts';
import { SessionStore } from '../../services/storage/sessions.ts';
import { RunStore } from '../runs/run-store.ts';
import { createPlayground } from '../store.ts';
import { FakeEngines, item, TEN_STEPS } from '../testing/fake-engine.ts';
import { FakeLocks } from '../testing/fake-locks.ts';

vi.mock('../../services/import/import-files.ts', () => ({
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

let backing: Backing;
beforeEach(() => {
  backing = { ...createMemoryBacking(), kind: 'indexed-db' };
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

async function openPage() {
  const database = createDatabase(async () => backing);
  const sessions = new SessionStore(() => database);
  const store = createPlayground(new FakeEngines().spawn, new RunStore(() => database), sessions);
  await store.getState().startKeeping();
  const now = () => store.getState();
  const open = (name: string) => {
    store.setState({ config: TEN_STEPS, datasetName: name });
    store.setState({
      items: [item(`${name}-0`, 'train'), item(`${name}-1`, 'train'), item(`${name}-t`, 'test')],
    });
  };
  const kept = (step: number) =>
    vi.waitFor(async () => {
      const own = (await sessions.list()).find(({ name }) => name === now().datasetName);
      expect(own?.step).toBe(step);
      expect(now().autosave.savedAt).toBe(own?.savedAt);
    });
  return { store, now, open, kept };
}

const offered = ({ now }: Awaited<ReturnType<typeof openPage>>) =>
  now().offeredSessions.map(({ name }) => name);

describe('a clock that was ahead and is right again', () => {
  it('makes no session older than it is, and none is removed', async () => {
    vi.useFakeTimers({ toFake: ['Date'], now: new Date('2031-01-01') });
    for (const name of ['a', 'b', 'c']) {
      const page = await openPage();
      page.open(name);
      await page.kept(0);
    }
    vi.setSystemTime(new Date('2026-01-01'));
    const today = await openPage();
    today.open('today');
    await today.kept(0);
    expect(offered(await openPage())).toEqual(['today', 'c', 'b', 'a']);
    expect((await backing.keys('autosave', 'session/')).length).toBe(4);
  });
});

describe('a storage that is cleared under an open page', () => {
  it('is written again whole with the next save, which can be restored', async () => {
    const page = await openPage();
    page.open('mine');
    await page.now().stepOnce();
    await page.kept(1);
    for (const key of await backing.keys('autosave', ''))
      await backing.write([{ store: 'autosave', key, value: undefined }]);
    await page.now().stepOnce();
    await page.kept(2);
    expect(page.now().notices).toEqual([]);
    const later = await openPage();
    await later.now().restoreSession(later.now().offeredSessions[0].id);
    expect(later.now().keepingError).toBeNull();
    expect([later.now().step, later.now().items.length]).toEqual([2, 3]);
  });

  it('also where only some of it is gone', async () => {
    const page = await openPage();
    page.open('mine');
    await page.now().stepOnce();
    await page.kept(1);
    const [pixels] = (await backing.keys('autosave', '')).filter((key) => key.includes('/pixels/'));
    await backing.write([{ store: 'autosave', key: pixels, value: undefined }]);
    await page.now().stepOnce();
    await page.kept(2);
    const later = await openPage();
    await later.now().restoreSession(later.now().offeredSessions[0].id);
    expect([later.now().step, later.now().items.length]).toEqual([2, 3]);
  });
});

describe('a page that is killed after any one of its writes', () => {
  it('left a session whose step, losses, scores and weights are of one moment', async () => {
    const inner = backing;
    const moments: Backing[] = [];
    const frozen = async (): Promise<Backing> => {
      const copy = createMemoryBacking();
      for (const store of STORES)
        for (const key of await inner.keys(store, ''))
          await copy.write([{ store, key, value: await inner.get(store, key) }]);
      return { ...copy, kind: 'indexed-db' };
    };
    backing = {
      ...inner,
      write: async (writes) => {
        await inner.write(writes);
        moments.push(await frozen());
      },
    };
    const page = await openPage();
    page.open('mine');
    for (const step of [1, 2, 3]) {
      await page.now().stepOnce();
      await page.kept(step);
    }
    await page.now().play();
    await page.kept(10);

    const found = new Set<number>();
    for (const moment of moments) {
      backing = moment;
      const later = await openPage();
      const [offer] = later.now().offeredSessions;
      if (!offer) continue;
      await later.now().restoreSession(offer.id);
      const { step, records, evaluations, keepingError } = later.now();
      expect(keepingError).toBeNull();
      expect(step).toBe(offer.step);
      expect(records.map((one) => one.step)).toEqual(Array.from({ length: step }, (_, i) => i + 1));
      expect(evaluations.map((one) => one.step)).toEqual(
        step === 0 ? [] : [0, 5, 10].filter((at) => at <= step),
      );
      found.add(step);
    }
    expect([...found]).toEqual(expect.arrayContaining([1, 2, 3, 10]));
    expect(moments.length).toBeGreaterThan(12);
  });
});

describe('of several tabs', () => {
  const codes = (page: Awaited<ReturnType<typeof openPage>>) => page.now().notices.map(({ code }) => code);
  const openTab = (locks: FakeLocks) => {
    const tab = locks.openTab();
    vi.stubGlobal('navigator', { locks: tab.locks });
    return tab;
  };

  it('the keeping one is reloaded: its session is offered in both, and the notice goes', async () => {
    const locks = new FakeLocks();
    const firstTab = openTab(locks);
    const first = await openPage();
    first.open('mine');
    await first.now().stepOnce();
    await first.kept(1);

    openTab(locks);
    const second = await openPage();
    expect([second.now().autosave.state, offered(second)]).toEqual(['other-tab', []]);
    second.open('other');
    expect(codes(second)).toEqual(['autosave-other-tab']);

    firstTab.close();
    await vi.waitFor(() => expect(second.now().autosave.state).toBe('on'));
    await vi.waitFor(() => expect(offered(second)).toEqual(['mine']));
    expect(codes(second)).toEqual([]);
    await second.kept(0);

    const again = openTab(locks);
    const reloaded = await openPage();
    expect([reloaded.now().autosave.state, offered(reloaded)]).toEqual(['other-tab', ['mine']]);
    await reloaded.now().restoreSession(reloaded.now().offeredSessions[0].id);
    expect([reloaded.now().step, reloaded.now().keepingError]).toEqual([1, null]);
    // It looks at it; only one tab writes.
    expect(reloaded.now().autosave.state).toBe('other-tab');
    again.close();
  });
});

describe('other images', () => {
  it('never take the place of what was kept; the set before last is offered, and every set comes back', async () => {
    const page = await openPage();
    page.open('a');
    await page.now().stepOnce();
    await page.kept(1);
    page.open('b');
    await page.kept(0);
    expect(offered(page)).toEqual([]);
    page.open('c');
    await page.kept(0);
    await vi.waitFor(() => expect(offered(page)).toEqual(['a']));

    const later = await openPage();
    expect(offered(later)).toEqual(['c', 'b', 'a']);
    const [, , a] = later.now().offeredSessions;
    await later.now().restoreSession(a.id);
    expect([later.now().keepingError, later.now().step]).toEqual([null, 1]);
    expect(later.now().items.map(({ name }) => name)).toEqual(['a-0', 'a-1', 'a-t']);
    expect(offered(later)).toEqual(['c', 'b']);
  });

  it('end a run whose last weights are kept', async () => {
    const page = await openPage();
    page.open('a');
    await page.now().stepOnce();
    await page.kept(1);
    await page.now().stepOnce();
    await page.now().importFiles([new File([], 'x.png')], 'replace');
    expect(page.now().datasetName).toBe('others');
    await page.kept(0);
    expect((await openPage()).now().offeredSessions).toMatchObject([
      { name: 'others' },
      { name: 'a', step: 2 },
    ]);
  });

  it('come back under their own session, which is the only one of them', async () => {
    const page = await openPage();
    page.open('a');
    await page.kept(0);
    const { items } = page.now();
    page.open('b');
    await page.kept(0);
    page.store.setState({ datasetName: 'a', items });
    await page.now().stepOnce();
    await page.kept(1);
    expect(offered(await openPage())).toEqual(['a', 'b']);
  });

  it('of a session that is restored leave what was open kept and offered', async () => {
    const first = await openPage();
    first.open('a');
    await first.now().stepOnce();
    await first.kept(1);
    const page = await openPage();
    page.open('b');
    await page.now().stepOnce();
    await page.now().stepOnce();
    await page.now().restoreSession(page.now().offeredSessions[0].id);
    expect(page.now().items[0].name).toBe('a-0');
    expect(page.now().offeredSessions).toMatchObject([{ name: 'b', step: 2 }]);
  });
});
