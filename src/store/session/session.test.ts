import { beforeEach, describe, expect, it, vi } from 'vitest';
import { FakeEngines, item, TEN_STEPS } from '../testing/fake-engine.ts';
import { createPlayground } from '../store.ts';
import type { SessionPhase } from '../state.ts';

const TRAIN = [item('n0', 'train'), item('n1', 'train')];
const TEST = [item('t0', 'test')];

function openPage() {
  const engines = new FakeEngines();
  const store = createPlayground(engines.spawn);
  store.setState({ config: TEN_STEPS });
  store.setState({ items: [...TRAIN, ...TEST], datasetName: 'set' });
  const phases: SessionPhase[] = [];
  store.subscribe((state, before) => {
    if (state.phase !== before.phase) phases.push(state.phase);
  });
  const reach = (phase: SessionPhase) => vi.waitFor(() => expect(store.getState().phase).toBe(phase));
  return { engines, store, phases, reach, now: () => store.getState() };
}

describe('a run', () => {
  let page: ReturnType<typeof openPage>;
  beforeEach(() => {
    page = openPage();
  });

  it('starts the engine with the first images and asks it for nothing more', async () => {
    await vi.waitFor(() => expect(page.now().backend?.name).toBe('webgpu'));
    expect(page.now().phase).toBe('ready');
    expect(page.engines.calls).toEqual(['initialise auto']);
  });

  it('prepares, evaluates the untrained network, trains to the last step', async () => {
    await page.now().play();
    expect(page.phases).toEqual(['preparing', 'paused', 'training', 'finished']);
    expect(page.engines.calls).toEqual([
      'initialise auto',
      'setImages n0,n1,t0',
      'prepare 0',
      'evaluate 0',
      'train 10',
    ]);
    const { step, records, evaluations, checkpoints, plan, runConfig } = page.now();
    expect(step).toBe(10);
    expect(records.map((record) => record.step)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
    expect(evaluations.map((evaluation) => evaluation.step)).toEqual([0, 5, 10]);
    expect(checkpoints.map((checkpoint) => checkpoint.step)).toEqual([5, 10]);
    expect(plan?.batchSize).toBe(48);
    expect(runConfig).toEqual(TEN_STEPS);
  });

  it('is at rest again when the embedding map has come', async () => {
    await page.now().play();
    await page.now().makeEmbeddingMap();
    expect(page.now().embeddingMap?.ids).toEqual(['n0']);
    expect(page.now().status).toBeNull();
  });

  it('pauses after the step in progress and goes on from there', async () => {
    page.engines.free = false;
    const played = page.now().play();
    await page.reach('training');
    page.engines.release();
    await vi.waitFor(() => expect(page.now().step).toBe(1));
    await page.now().pause();
    await played;
    expect(page.now().phase).toBe('paused');
    expect(page.now().step).toBe(1);
    page.engines.free = true;
    await page.now().play();
    expect(page.now().step).toBe(10);
    expect(page.engines.calls.filter((call) => call.startsWith('prepare'))).toHaveLength(1);
  });

  it('makes single steps', async () => {
    await page.now().stepOnce();
    await page.now().stepOnce();
    expect(page.now().step).toBe(2);
    expect(page.now().phase).toBe('paused');
  });

  it('runs again from the start when it is finished', async () => {
    await page.now().play();
    await page.now().play();
    expect(page.now().phase).toBe('finished');
    expect(page.engines.calls.filter((call) => call.startsWith('prepare'))).toHaveLength(2);
    expect(page.now().records).toHaveLength(10);
  });

  it('refuses what makes no sense, and changes nothing', async () => {
    await expect(page.now().pause()).rejects.toMatchObject({ code: 'not-now' });
    await expect(page.now().reset()).rejects.toMatchObject({ code: 'not-now' });
    expect(page.now().phase).toBe('ready');
    page.store.setState({ items: TEST });
    await expect(page.now().play()).rejects.toMatchObject({ code: 'no-training-images' });
    expect(page.now().phase).toBe('ready');
  });

  it('reset gives up the run; nothing of it comes through afterwards', async () => {
    page.engines.free = false;
    const played = page.now().play();
    await page.reach('training');
    await page.now().reset();
    await played;
    const { phase, step, records, evaluations, runConfig, plan } = page.now();
    expect({ phase, step, records, evaluations, runConfig, plan }).toEqual({
      phase: 'ready',
      step: 0,
      records: [],
      evaluations: [],
      runConfig: null,
      plan: null,
    });
    page.engines.free = true;
    await page.now().play();
    expect(page.now().phase).toBe('finished');
    expect(page.engines.spawned).toBe(1);
  });

  it('goes back to a checkpoint and takes its settings, but for scoring', async () => {
    await page.now().play();
    page.now().setParameter('training.learningRate', 0.5);
    await page.now().restoreCheckpoint(page.now().checkpoints[0]);
    const { step, phase, records, evaluations, config } = page.now();
    expect({ step, phase }).toEqual({ step: 5, phase: 'paused' });
    expect(records).toHaveLength(5);
    expect(evaluations.map((evaluation) => evaluation.step)).toEqual([0, 5]);
    expect(config.training.learningRate).toBe(TEN_STEPS.training.learningRate);
    await page.now().play();
    expect(page.now().step).toBe(10);
  });
});

describe('a run asked for while images are being loaded', () => {
  const LOADING = { stage: 'resizing', done: 0, total: 3, startedAtMs: 0 } as const;
  const RESIZED = [item('n0', 'train'), item('n1', 'train'), item('t0', 'test')];
  let page: ReturnType<typeof openPage>;
  beforeEach(() => {
    page = openPage();
    page.store.setState({ importProgress: LOADING });
  });

  it('begins with the images that come', async () => {
    const played = page.now().play();
    expect(page.now()).toMatchObject({ phase: 'ready', startWaits: true });
    page.store.setState({ items: RESIZED });
    // The size was changed once more meanwhile.
    page.store.setState({ importProgress: null });
    page.store.setState({ importProgress: LOADING });
    await Promise.resolve();
    expect(page.now()).toMatchObject({ phase: 'ready', startWaits: true });
    page.store.setState({ items: RESIZED.map((one) => ({ ...one, image: { ...one.image } })) });
    page.store.setState({ importProgress: null });
    await played;
    expect(page.now()).toMatchObject({ phase: 'finished', step: 10, startWaits: false });
    expect(page.phases).toEqual(['preparing', 'paused', 'training', 'finished']);
  });

  it('begins with the first images of all', async () => {
    const { store, now } = page;
    store.setState({ items: [] });
    expect(now().phase).toBe('idle');
    const played = now().play();
    store.setState({ items: RESIZED });
    store.setState({ importProgress: null });
    await played;
    expect(now().phase).toBe('finished');
  });

  it('makes one step only when that was asked', async () => {
    const stepped = page.now().stepOnce();
    page.store.setState({ importProgress: null });
    await stepped;
    expect(page.now()).toMatchObject({ phase: 'paused', step: 1 });
  });

  it.each([
    ['taken back', () => page.now().pause()],
    [
      'nothing could be loaded',
      () => page.store.setState({ importError: { code: 'no-images', message: '', detail: {} } }),
    ],
    ['another data set was brought back', () => page.now().keepDataset()()],
  ])('does not begin: %s', async (_, change) => {
    const played = page.now().play();
    await change();
    page.store.setState({ importProgress: null });
    await played;
    expect(page.now()).toMatchObject({ phase: 'ready', startWaits: false });
    expect(page.engines.calls).not.toContain('prepare 0');
  });
});

describe('changes during a run', () => {
  it('scores again after a density setting changed, and training goes on', async () => {
    const page = openPage();
    page.engines.free = false;
    const played = page.now().play();
    await page.reach('training');
    page.now().setParameter('density.covariance', 'diagonal');
    await vi.waitFor(() => expect(page.engines.calls).toContain('reevaluate 0'));
    await page.reach('training');
    expect(page.phases.slice(-5)).toEqual(['pausing', 'paused', 'evaluating', 'paused', 'training']);
    expect(page.now().runConfig?.density.covariance).toBe('diagonal');
    page.engines.free = true;
    page.engines.release();
    await played;
    await page.reach('finished');
  });

  it('tells of windows that the network cannot take, and leaves the run as it is', async () => {
    const page = openPage();
    await page.now().play();
    page.now().setParameter('evaluation.windowSizePx', 24);
    await page.now().reevaluate();
    const detail = { sizePx: 24, neededPx: 31 };
    expect(page.now()).toMatchObject({ phase: 'finished', notices: [{ code: 'input-too-small', detail }] });
    expect(page.now().runConfig?.evaluation.windowSizePx).toBe(48);
    // A worker to come is given the windows that were taken.
    page.engines.kill();
    await page.now().evaluateNow();
    expect(page.engines.configs.at(-1)?.evaluation.windowSizePx).toBe(48);
    page.now().setParameter('evaluation.windowSizePx', 32);
    await page.now().reevaluate();
    expect(page.now().runConfig?.evaluation.windowSizePx).toBe(32);
    expect(page.now().notices.map(({ code }) => code)).not.toContain('input-too-small');
  });

  it('sends only new images, and does not ask again for a label alone', async () => {
    const page = openPage();
    await page.now().play();
    const anomalous = { ...TEST[0], label: 'anomalous' as const };
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    page.store.setState({ items: [...TRAIN, anomalous] });
    await vi.advanceTimersByTimeAsync(400);
    vi.useRealTimers();
    expect(page.engines.calls).not.toContain('reevaluate 10');
    page.store.setState({ items: [...TRAIN, anomalous, item('t1', 'test')] });
    await vi.waitFor(() => expect(page.engines.calls).toContain('reevaluate 10'));
    expect(page.engines.calls).toContain('addImages t0,t1');
    await page.reach('finished');
  });

  it('another data set ends the run; none at all makes the page idle', async () => {
    const page = openPage();
    await page.now().play();
    page.store.setState({ items: [item('m0', 'train')] });
    await page.reach('ready');
    expect(page.now().evaluations).toEqual([]);
    page.store.setState({ items: [] });
    await page.reach('idle');
  });

  it('another backend takes the run over where it is', async () => {
    const page = openPage();
    await page.now().stepOnce();
    await page.now().setBackendChoice('wasm');
    expect(page.now().backend?.name).toBe('wasm');
    expect(page.now().step).toBe(1);
    expect(page.engines.calls).toContain('restore 1');
    await page.now().play();
    expect(page.now().phase).toBe('finished');
  });
});

describe('a lost engine', () => {
  it('comes back with images and the last checkpoint, says so, and goes on', async () => {
    const page = openPage();
    let lost = false;
    page.engines.beforeStep = (step) => {
      if (step !== 8 || lost) return;
      lost = true;
      page.engines.loseDevice('the driver stopped');
    };
    await page.now().play();
    expect(page.now().phase).toBe('finished');
    expect(page.engines.spawned).toBe(2);
    expect(page.engines.calls.slice(-4)).toEqual([
      'initialise auto',
      'setImages n0,n1,t0',
      'restore 5',
      'train 10',
    ]);
    expect(page.now().records.map(({ step }) => step)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
    expect(page.now().notices).toMatchObject([
      { code: 'engine-recovered', detail: { step: 5, reason: 'the driver stopped' } },
    ]);
    page.now().dismissNotice(page.now().notices[0].id);
    expect(page.now().notices).toEqual([]);
  });

  it('falls back to WASM when the GPU is lost twice in a row', async () => {
    const page = openPage();
    page.engines.beforeStep = () => {
      if (page.now().backend?.name === 'webgpu') page.engines.loseDevice();
    };
    await page.now().play();
    expect(page.now().phase).toBe('finished');
    expect(page.now().backend?.name).toBe('wasm');
    expect(page.now().notices.map(({ code }) => code)).toContain('backend-fallback');
    // It is about this run, and goes with it.
    await page.now().reset();
    expect(page.now().notices).toEqual([]);
  });

  it('gives up when it is lost again and again, with a way back', async () => {
    const page = openPage();
    page.engines.beforeStep = () => page.engines.kill();
    await page.now().play();
    expect(page.now().phase).toBe('failed');
    expect(page.now().sessionError?.code).toBe('engine-lost');
    page.engines.beforeStep = () => undefined;
    await page.now().play();
    expect(page.now().phase).toBe('finished');
    expect(page.now().sessionError).toBeNull();
  });

  it('after giving up, another backend goes on from the last checkpoint', async () => {
    const page = openPage();
    page.engines.beforeStep = (step) => {
      if (step > 5 && page.now().backend?.name !== 'cpu') page.engines.kill();
    };
    await page.now().play();
    expect(page.now().phase).toBe('failed');
    await page.now().setBackendChoice('cpu');
    expect(page.now()).toMatchObject({ phase: 'paused', step: 5, sessionError: null });
    expect(page.now().records.at(-1)?.step).toBe(5);
    expect(page.now().confusion?.[0]).toBe(5);
    await page.now().play();
    expect(page.now().phase).toBe('finished');
  });

  it('back at the untrained network, nothing of the lost steps is shown', async () => {
    const page = openPage();
    page.engines.beforeStep = (step) => {
      if (step > 3 && page.now().backend?.name !== 'cpu') page.engines.kill();
    };
    await page.now().play();
    await page.now().setBackendChoice('cpu');
    expect(page.now()).toMatchObject({ phase: 'paused', step: 0, records: [], confusion: null });
  });

  it('lost while paused, it comes back with the next action', async () => {
    const page = openPage();
    page.engines.free = false;
    const played = page.now().play();
    await page.reach('training');
    for (let step = 1; step <= 6; step++) {
      page.engines.release();
      await vi.waitFor(() => expect(page.now().step).toBe(step));
    }
    await page.now().pause();
    await played;
    page.engines.kill('out of memory');
    page.engines.free = true;
    await page.now().play();
    expect(page.now().phase).toBe('finished');
    expect(page.engines.calls).toContain('restore 5');
    expect(page.now().notices).toMatchObject([{ code: 'engine-recovered' }]);
  });

  it('a loss that ends far above guessing is told with the results, and the message goes with the run', async () => {
    const page = openPage();
    page.engines.lossOf = () => 40;
    await page.now().play();
    expect(page.now().phase).toBe('finished');
    expect(page.now().notices).toMatchObject([
      { code: 'loss-above-chance', detail: { loss: '40.0', chance: '1.10' } },
    ]);
    page.engines.lossOf = (step) => 1 / step;
    await page.now().reset();
    expect(page.now().notices).toEqual([]);
    await page.now().play();
    expect(page.now().notices).toEqual([]);
  });

  it('an error of the method fails the session and keeps what there is', async () => {
    const page = openPage();
    page.engines.beforeStep = (step) => {
      if (step === 7) throw Object.assign(new Error('NaN'), { code: 'training-diverged', detail: { step } });
    };
    await page.now().play();
    expect(page.now().phase).toBe('failed');
    expect(page.now().sessionError).toMatchObject({ code: 'training-diverged', detail: { step: 7 } });
    expect(page.now().checkpoints).toHaveLength(1);
    page.engines.beforeStep = () => undefined;
    await page.now().restoreCheckpoint(page.now().checkpoints[0]);
    expect(page.now().phase).toBe('paused');
  });
});
