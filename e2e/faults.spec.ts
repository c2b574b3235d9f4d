/** Faults that are really provoked: what was made is kept, and the page says what happened. */
import { expect, test } from '@playwright/test';
import { Playground, SMALL_IMAGES } from './pages/playground.ts';

test('an engine that crashes in the middle comes back with the last checkpoint and finishes', async ({
  page,
}) => {
  const playground = new Playground(page);
  await playground.open();
  await playground.set({
    ...SMALL_IMAGES,
    'training.steps': 60,
    'evaluation.everySteps': 20,
    'training.sourcesPerStep': 4,
  });
  await playground.loadFew('hex-nuts', { train: 6, testNormal: 3, perDefect: 1 });
  await playground.play();
  await expect.poll(async () => (await playground.state()).step, { timeout: 60_000 }).toBeGreaterThan(6);

  const engine = page.workers().find((worker) => worker.url().includes('engine'));
  if (!engine) throw new Error('The engine has no worker.');
  await engine.evaluate(() => void setTimeout(() => { throw new Error('provoked'); })); // prettier-ignore

  await expect
    .poll(async () => (await playground.state()).notices, { timeout: 60_000 })
    .toContain('engine-recovered');
  await expect(page.getByRole('region', { name: 'Messages' })).toContainText(/provoked|step/);
  await playground.finished();
  const { step, evaluatedSteps, error } = await playground.state();
  expect(step).toBe(60);
  expect(evaluatedSteps.at(0)).toBe(0);
  expect(evaluatedSteps.at(-1)).toBe(60);
  expect(error).toBeNull();
});

test('images of one side only: scores and threshold without a ROC, and the panel says why', async ({
  page,
}) => {
  const playground = new Playground(page);
  await playground.open();
  await playground.set({
    ...SMALL_IMAGES,
    'training.steps': 2,
    'evaluation.everySteps': 0,
    'training.sourcesPerStep': 4,
  });
  await playground.loadFew('circuit-pads');
  await playground.keepOnly(6, 0);
  await playground.play();
  await playground.finished();
  await expect(playground.panel()).toContainText(/anomal/i);
  expect((await playground.state()).error).toBeNull();
  expect(playground.errors).toEqual([]);
});
