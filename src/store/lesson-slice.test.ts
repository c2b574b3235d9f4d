/** The textbook sets data and settings and gives everything back: images, configuration, run, view. */
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { PRESETS } from '../core/config/presets.ts';
import { LESSON_CONFIG } from '../core/lessons/setups.ts';
import { FakeEngines, item, TEN_STEPS } from './testing/fake-engine.ts';
import { createPlayground } from './store.ts';

vi.mock('../services/samples/load-sample.ts', () => ({
  loadSample: ({ name }: { name: string }) =>
    Promise.resolve(
      ['train', 'train', 'test', 'test'].map((role, i) => {
        const painted = item(`${name}${i}`, role as 'train' | 'test');
        return { item: { ...painted, label: i === 3 ? 'anomalous' : 'normal' }, hash: i };
      }),
    ),
}));

function openPage() {
  const engines = new FakeEngines();
  const store = createPlayground(engines.spawn);
  return { engines, store, now: () => store.getState() };
}

describe('the textbook', () => {
  let page: ReturnType<typeof openPage>;
  beforeEach(() => {
    page = openPage();
  });

  const openOwn = (): void => {
    page.store.setState({ config: TEN_STEPS });
    page.store.setState({
      items: [item('n0', 'train'), item('n1', 'train'), item('t0', 'test')],
      datasetName: 'mine',
    });
  };

  it('opens on an empty page, and leaves it empty again', async () => {
    await page.now().openLesson(4);
    expect(page.now()).toMatchObject({
      lessonPage: 4,
      sampleName: 'hex-nuts',
      stageTab: 'train',
      lessonKeeps: 'nothing',
    });
    expect(page.now().config).toEqual(LESSON_CONFIG);
    await page.now().closeLesson();
    expect(page.now()).toMatchObject({ lessonPage: null, items: [], phase: 'idle', config: PRESETS.quick });
  });

  it('gives back images, configuration, run and view, weights included', async () => {
    openOwn();
    await page.now().play();
    page.now().setStageTab('maps');
    const before = page.now();
    await page.now().openLesson(2);
    expect(page.now()).toMatchObject({ sampleName: 'hex-nuts', lessonKeeps: 'data', evaluations: [] });
    await page.now().openLesson(8);
    expect(page.now().sampleName).toBe('woven-cloth');
    await page.now().closeLesson();
    const after = page.now();
    for (const key of [
      'items',
      'datasetName',
      'config',
      'runConfig',
      'records',
      'evaluations',
      'stageTab',
      'step',
    ] as const)
      expect(after[key], key).toEqual(before[key]);
    expect(after.phase).toBe('finished');
    expect(page.engines.calls.at(-1)).toBe('restore 10');
  });

  it('goes on with training that it interrupted', async () => {
    openOwn();
    page.engines.free = false;
    void page.now().play();
    await vi.waitFor(() => expect(page.now().phase).toBe('training'));
    page.engines.release();
    await vi.waitFor(() => expect(page.now().step).toBe(1));
    await page.now().openLesson(1);
    page.engines.free = true;
    await page.now().closeLesson();
    await vi.waitFor(() =>
      expect(page.now()).toMatchObject({ phase: 'finished', step: 10, datasetName: 'mine' }),
    );
  });

  it('keeps the run from page to page where both ask for the same one', async () => {
    await page.now().openLesson(4);
    page.now().setParameter('training.steps', 10);
    page.store.setState({ lessonMet: ['training.step'] });
    await page.now().openLesson(4);
    await page.now().play();
    expect(page.now().phase).toBe('finished');
    page.store.setState({ config: LESSON_CONFIG, runConfig: LESSON_CONFIG });
    await page.now().openLesson(5);
    expect(page.now().phase).toBe('finished');
    await page.now().openLesson(3);
    expect(page.now().phase).toBe('ready');
  });

  it('keeps images that the person opened while reading', async () => {
    await page.now().openLesson(9);
    expect(page.now().items).toEqual([]);
    openOwn();
    await page.now().openLesson(7);
    expect(page.now().sampleName).toBe('hex-nuts');
    await page.now().closeLesson();
    expect(page.now().datasetName).toBe('mine');
    expect(page.now().config).toEqual(TEN_STEPS);
  });

  it('shows the page that was asked for last, and remembers met goals', async () => {
    void page.now().openLesson(1);
    void page.now().openLesson(11);
    await page.now().openLesson(2);
    expect(page.now()).toMatchObject({ lessonPage: 2, lessonBusy: false });
    page.now().noteLesson({ pasteContrast: 40 });
    expect(page.now().lessonMet).toEqual(['byHand.plain']);
    page.now().forgetLessons();
    expect(page.now().lessonMet).toEqual([]);
  });

  it('ticks nothing on arrival, whatever the run of another page has done', async () => {
    await page.now().openLesson(3);
    page.now().setParameter('training.steps', 10);
    await page.now().play();
    expect(page.now().phase).toBe('finished');
    await page.now().openLesson(4);
    expect(page.now().lessonMet.filter((key) => key.startsWith('training.'))).toEqual([]);
    page.store.setState({ lessonMet: ['training.step'], config: LESSON_CONFIG, runConfig: LESSON_CONFIG });
    await page.now().openLesson(4);
    expect(page.now().lessonMet).toEqual(['training.step']);
  });

  it('gives back pinned images and the maps that were asked for', async () => {
    openOwn();
    await page.now().play();
    page.now().togglePin('t0');
    page.now().setWatchedKinds(['gradcam']);
    page.engines.answers.maps = async (kind, ids) => ({
      ...{ kind, step: 10, ids: ids ?? ['t0'], maps: [], threshold: 1 },
      ...{ normalQuantiles: new Float32Array(0), pixel: null },
    });
    await page.now().askMaps('gradcam', null);
    const { askedMaps } = page.now();
    expect(askedMaps).toHaveLength(1);
    await page.now().openLesson(2);
    expect(page.now()).toMatchObject({ pinnedIds: [], askedMaps: [] });
    await page.now().closeLesson();
    expect(page.now()).toMatchObject({ pinnedIds: ['t0'], watchedKinds: ['gradcam'], askedMaps });
  });
});
