/** What the session tells of a run, and that whoever listens cannot harm it. */
import { describe, expect, it, vi } from 'vitest';
import { createPlaygroundWithRun } from '../store.ts';
import { FakeEngines, item, TEN_STEPS } from '../testing/fake-engine.ts';
import type { RunEvent } from './run-events.ts';

function openPage() {
  const engines = new FakeEngines();
  const { store, run } = createPlaygroundWithRun(engines.spawn);
  store.setState({ config: TEN_STEPS, datasetName: 'nuts' });
  store.setState({ items: [item('n0', 'train'), item('t0', 'test')] });
  const events: RunEvent[] = [];
  run.events.on((event) => events.push(event));
  const told = () => events.map((event) => (event.type === 'runEnded' ? event.outcome : event.type));
  return { engines, store, run, events, told, now: () => store.getState() };
}

describe('a run tells', () => {
  it('that it began, was evaluated, has checkpoints and ended; play says how', async () => {
    const page = openPage();
    expect(await page.now().play()).toBe('finished');
    expect(page.told()).toEqual([
      'runBegan',
      'evaluated',
      'trainingStarted',
      'evaluated',
      'checkpoint',
      'evaluated',
      'checkpoint',
      'finished',
    ]);
    expect(page.events.map(({ facts }) => facts.step)).toEqual([0, 0, 0, 5, 5, 10, 10, 10]);
    const { facts } = page.events[page.events.length - 1];
    expect(facts.data).toEqual({ name: 'nuts', sample: null, items: page.now().items });
    expect(facts.evaluations.map(({ step }) => step)).toEqual([0, 5, 10]);
  });

  it('how it ended each time: paused, failed, abandoned', async () => {
    const page = openPage();
    page.engines.free = false;
    const played = page.now().play();
    await vi.waitFor(() => expect(page.now().phase).toBe('training'));
    await page.now().pause();
    expect(await played).toBe('paused');
    page.engines.free = true;
    page.engines.beforeStep = () => {
      throw Object.assign(new Error('NaN'), { code: 'training-diverged', detail: {} });
    };
    expect(await page.now().play()).toBe('failed');
    expect(page.events.at(-1)).toMatchObject({ type: 'runEnded', error: { code: 'training-diverged' } });
    page.engines.beforeStep = () => undefined;
    page.engines.free = false;
    const again = page.now().play();
    await vi.waitFor(() => expect(page.now().phase).toBe('training'));
    await page.now().reset();
    expect(await again).toBe('abandoned');
    expect(
      page.told().filter((word) => ['paused', 'failed', 'abandoned', 'finished'].includes(word)),
    ).toEqual(['paused', 'failed', 'abandoned']);
  });

  it('of no end while it is interrupted, also twice: play settles with the last step', async () => {
    const page = openPage();
    page.engines.free = false;
    const played = page.now().play();
    await vi.waitFor(() => expect(page.now().phase).toBe('training'));
    const nothing = () => page.run.interrupt('evaluating', async () => ({}));
    await Promise.all([nothing(), nothing()]);
    await vi.waitFor(() => expect(page.now().phase).toBe('training'));
    page.engines.free = true;
    page.engines.release();
    expect(await played).toBe('finished');
    expect(page.told().filter((word) => word === 'trainingStarted')).toHaveLength(3);
    expect(page.told().slice(-1)).toEqual(['finished']);
    expect(page.told().filter((word) => word === 'paused')).toEqual([]);
  });

  it('that a pause in an interruption is the end for now', async () => {
    const page = openPage();
    page.engines.free = false;
    const played = page.now().play();
    await vi.waitFor(() => expect(page.now().phase).toBe('training'));
    let pausing: Promise<void> | null = null;
    await page.run.interrupt('evaluating', async () => {
      pausing = page.now().pause();
      return {};
    });
    await pausing;
    expect(await played).toBe('paused');
    expect(page.told().at(-1)).toBe('paused');
  });

  it('what it came to with its own images, when others are open already', async () => {
    const page = openPage();
    await page.now().play();
    const own = page.now().items;
    page.store.setState({ items: [item('m0', 'train'), item('m1', 'train')], datasetName: 'other' });
    const { facts, ...ended } = page.events.at(-1) as RunEvent;
    expect(ended).toEqual({ type: 'runEnded', outcome: 'abandoned', error: null });
    expect(facts.data).toEqual({ name: 'nuts', sample: null, items: own });
    expect([facts.step, facts.evaluations.length]).toEqual([10, 3]);
  });

  it('of a return to an earlier step, and of corrected labels', async () => {
    const page = openPage();
    await page.now().play();
    await page.now().restoreCheckpoint(page.now().checkpoints[0]);
    expect(page.events.at(-1)).toMatchObject({ type: 'runReturned', facts: { step: 5 } });
    page.now().relabel(['t0'], { label: 'anomalous' });
    expect(page.events.at(-1)?.type).toBe('relabelled');
    expect(page.events.at(-1)?.facts.data.items[1].label).toBe('anomalous');
  });
});

it('a listener that fails stops neither the run nor the other listeners, and is told of', async () => {
  const page = openPage();
  const heard: string[] = [];
  page.run.events.on(() => {
    throw new Error('no room');
  });
  const stop = page.run.events.on(({ type }) => heard.push(type));
  expect(await page.now().play()).toBe('finished');
  expect(heard).toHaveLength(8);
  expect(page.now().notices).toMatchObject([{ code: 'run-listener-failed', detail: { reason: 'no room' } }]);
  stop();
  await page.now().reset();
  expect(heard).toHaveLength(8);
});
