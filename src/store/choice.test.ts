/** The comparison of tasks belongs to its images and settings; the task that is set now is none of them. */
import { expect, it } from 'vitest';
import type { Trials } from '../core/choice/trial.ts';
import { PlaygroundError } from '../core/errors.ts';
import { createPlayground } from './store.ts';
import { FakeEngines, item } from './testing/fake-engine.ts';

const trials: Trials = { testIds: ['t0'], heldOutIds: ['n0'], steps: 3, seed: 0, trials: [], ranking: [] };

function opened() {
  const engines = new FakeEngines();
  const store = createPlayground(engines.spawn);
  store.setState({ items: [item('n0', 'train'), item('t0', 'test')] });
  engines.answers.tryTasks = () => Promise.resolve(trials);
  engines.answers.choiceCost = () => Promise.resolve(1234);
  return { engines, store };
}

it('tells its cost, is kept through another task, and goes with other views or images', async () => {
  const { store } = opened();
  await store.getState().measureChoice();
  expect(store.getState()).toMatchObject({ choiceCostMs: 1234, choiceMeasuring: false });
  await store.getState().runChoice();
  store.getState().setParameter('augment.task', 'scar');
  expect(store.getState()).toMatchObject({ choice: trials, choiceRunning: false });
  store.getState().setParameter('augment.cutpaste.areaMax', 0.3);
  expect(store.getState()).toMatchObject({ choice: null, choiceCostMs: null });
  await store.getState().runChoice();
  store.setState({ items: [...store.getState().items, item('t1', 'test')] });
  expect(store.getState().choice).toBe(trials);
  store.setState({ items: [...store.getState().items, item('n1', 'train')] });
  expect(store.getState().choice).toBeNull();
});

it('does not begin what was stopped while the engine started', async () => {
  const { engines, store } = opened();
  let calls = 0;
  engines.answers.tryTasks = () => {
    calls++;
    return Promise.resolve(trials);
  };
  const running = store.getState().runChoice();
  store.getState().stopChoice();
  await running;
  expect(calls).toBe(0);
  expect(store.getState()).toMatchObject({ choice: null, choiceError: null, choiceRunning: false });
});

it('keeps nothing of what was stopped, and says why one failed', async () => {
  const { engines, store } = opened();
  let stopped = () => {};
  let begun = () => {};
  const asked = new Promise<void>((resolve) => (begun = resolve));
  engines.answers.tryTasks = () =>
    new Promise((_, reject) => {
      stopped = () => reject(new PlaygroundError('cancelled', 'stopped'));
      begun();
    });
  engines.answers.cancelChoice = async () => stopped();
  const running = store.getState().runChoice();
  expect(store.getState().choiceRunning).toBe(true);
  await asked;
  store.getState().stopChoice();
  expect(store.getState().choiceRunning).toBe(false);
  await running;
  expect(store.getState()).toMatchObject({ choice: null, choiceError: null });
  engines.answers.tryTasks = () => Promise.reject(new PlaygroundError('too-few-for-choice', 'few'));
  await store.getState().runChoice();
  expect(store.getState()).toMatchObject({
    choiceRunning: false,
    choiceError: { code: 'too-few-for-choice' },
  });
});
