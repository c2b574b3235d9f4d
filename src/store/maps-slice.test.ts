import { beforeEach, describe, expect, it, vi } from 'vitest';
import { PlaygroundError } from '../core/errors.ts';
import type { DenseComparison, MapSet, NearestNormal, NearestQuery } from '../worker/protocol.ts';
import { MOST_PINNED, shownMapSets } from './maps-slice.ts';
import { createPlayground } from './store.ts';
import { evaluationAt, FakeEngines, item, TEN_STEPS } from './testing/fake-engine.ts';

const IDS = ['a', 'b', 'c', 'd', 'e', 'f', 'g'];

function openPage() {
  const engines = new FakeEngines();
  const store = createPlayground(engines.spawn);
  store.setState({ config: TEN_STEPS, items: IDS.map((id) => item(id, 'test')), datasetName: 'set' });
  return { engines, store, now: () => store.getState() };
}

/** A promise that is settled from outside. */
function pending<T>() {
  let resolve: (value: T) => void = () => undefined;
  const promise = new Promise<T>((done) => (resolve = done));
  return { promise, resolve };
}

function setOf(kind: MapSet['kind'], ids: readonly string[]): MapSet {
  return { kind, step: 5, ids, maps: [], threshold: 1, normalQuantiles: new Float32Array(0), pixel: null };
}

let page: ReturnType<typeof openPage>;
beforeEach(() => {
  page = openPage();
});

describe('pinned images', () => {
  it('are at most six, go when pressed again, and go with their image', () => {
    for (const id of IDS) page.now().togglePin(id);
    expect(page.now().pinnedIds).toEqual(IDS.slice(0, MOST_PINNED));
    page.now().togglePin('b');
    expect(page.now().pinnedIds).toEqual(['a', 'c', 'd', 'e', 'f']);
    page.store.setState({ items: page.now().items.filter(({ id }) => id !== 'a') });
    expect(page.now().pinnedIds).toEqual(['c', 'd', 'e', 'f']);
  });

  it('are watched by the engine together with the image on the light table', async () => {
    page.now().setWatchedKinds(['gradcam']);
    page.now().togglePin('a');
    page.store.setState({ selectedItemId: 'b' });
    await vi.waitFor(() => expect(page.engines.calls).toContain('watchMaps gradcam of a,b'));
  });
});

describe('maps of another kind', () => {
  it('replace those that came for watched images, and stay beside the main kind', async () => {
    const watched = setOf('gradcam', ['a']);
    page.store.setState({ evaluations: [{ ...evaluationAt(5), otherMaps: [watched] }] });
    expect(shownMapSets(page.now()).map(({ kind, ids }) => [kind, ids.length])).toEqual([
      ['patch', 1],
      ['gradcam', 1],
    ]);
    page.engines.answers.maps = async (kind, ids) => setOf(kind, ids ?? IDS);
    await page.now().askMaps('gradcam', null);
    expect(shownMapSets(page.now()).map(({ kind, ids }) => [kind, ids.length])).toEqual([
      ['patch', 1],
      ['gradcam', IDS.length],
    ]);
    expect(page.now().mapsRunning).toBeNull();
  });

  it('are dropped when a newer evaluation came before they did', async () => {
    page.store.setState({ evaluations: [evaluationAt(5)] });
    const late = pending<MapSet>();
    page.engines.answers.maps = () => late.promise;
    const asked = page.now().askMaps('gradcam', null);
    expect(page.now().mapsRunning).toBe('gradcam');
    page.store.setState({ evaluations: [evaluationAt(5), evaluationAt(10)] });
    late.resolve(setOf('gradcam', IDS));
    await asked;
    expect(page.now().askedMaps).toEqual([]);
    expect(page.now().mapsRunning).toBeNull();
  });

  it('that cannot be made say why; a stop is no error', async () => {
    page.engines.answers.maps = () => Promise.reject(new PlaygroundError('no-such-map', 'none here'));
    await page.now().askMaps('gradcam', null);
    expect(page.now().mapsError?.code).toBe('no-such-map');
    page.engines.answers.maps = () => Promise.reject(new PlaygroundError('cancelled', 'stopped'));
    await page.now().askMaps('gradcam', null);
    expect(page.now().mapsError).toBeNull();
  });
});

describe('the nearest normal place', () => {
  const query = (row: number): NearestQuery => ({ kind: 'patch', id: 'a', row, column: 0 });
  const answerTo = (asked: NearestQuery): NearestNormal => {
    const window = { x: 0, y: 0, sidePx: 8 };
    const place = { trainId: 'n', row: 0, column: 0, window, distance: 0.1 };
    return { query: asked, ...place, queryWindow: window, others: [] };
  };

  it('is that of the last question, whichever answer comes last', async () => {
    const first = pending<NearestNormal>();
    page.engines.answers.nearestNormal = (asked) =>
      asked.row === 1 ? first.promise : Promise.resolve(answerTo(asked));
    const slow = page.now().findNearest(query(1));
    await page.now().findNearest(query(2));
    first.resolve(answerTo(query(1)));
    await slow;
    expect(page.now().nearest?.query.row).toBe(2);
    await page.now().findNearest(null);
    expect(page.now().nearest).toBeNull();
  });
});

describe('fast against exact', () => {
  it('is asked for once at a time and goes with the next evaluation', async () => {
    const found = pending<DenseComparison>();
    const asked = vi.fn((_most: number) => found.promise);
    page.engines.answers.compareDense = asked;
    const first = page.now().compareDense();
    await page.now().compareDense();
    expect(page.now().denseComparing).toBe(true);
    found.resolve({
      step: 0,
      ids: ['a'],
      trainCount: 2,
      rankCorrelation: 0.9,
      lowestRankCorrelation: 0.8,
      pixelAuroc: null,
      fastMs: 1,
      exactMs: 20,
    });
    await first;
    expect(asked).toHaveBeenCalledTimes(1);
    expect(page.now().denseComparison?.rankCorrelation).toBe(0.9);
    expect(page.now().denseComparing).toBe(false);
    page.store.setState({ evaluations: [evaluationAt(5)] });
    expect(page.now().denseComparison).toBeNull();
  });
});
