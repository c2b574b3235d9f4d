/** Faults that a browser really brings: a worker that it ends, a page that it freezes while hidden, a disk without room. */
import { expect, test } from '@playwright/test';
import { Keeping, openOwnImages, SMALL } from './pages/keeping.ts';
import { Playground } from './pages/playground.ts';

test('a worker ended by the browser, a hidden and frozen page: training goes on, and the page says what happened', async ({
  page,
}) => {
  const playground = new Playground(page);
  const keeping = new Keeping(page);
  await keeping.open();
  await playground.set({ ...SMALL, 'training.steps': 120 });
  await openOwnImages(playground);
  await playground.play();
  await expect.poll(async () => (await playground.state()).step, { timeout: 60_000 }).toBeGreaterThan(6);

  // Nobody is told when a worker closes.
  const engine = page.workers().find((worker) => worker.url().includes('engine'));
  if (!engine) throw new Error('The engine has no worker.');
  await engine.evaluate(() => self.close()).catch(() => undefined);
  await expect
    .poll(async () => (await playground.state()).notices, { timeout: 60_000 })
    .toContain('engine-recovered');
  await expect(keeping.messages()).toContainText(/Training goes on from step \d+/);

  // Hidden as Chromium hides a tab after five minutes: the page's timers and tasks stop. Hidden alone: hidden-tab.spec.ts; the five minutes: bench/hidden.ts.
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('Page.setWebLifecycleState', { state: 'frozen' });
  await new Promise((resolve) => setTimeout(resolve, 2000));
  await devtools.send('Page.setWebLifecycleState', { state: 'active' });
  await playground.finished();
  const { step, losses, error } = await playground.state();
  expect([step, losses.length, error]).toEqual([120, 120, null]);
  await expect.poll(async () => (await keeping.kept())[0]?.step).toBe(120);
});

test('a disk without room is told, and the run goes on', async ({ page }, info) => {
  const playground = new Playground(page);
  const keeping = new Keeping(page);
  await keeping.open();
  const devtools = await page.context().newCDPSession(page);
  const { origin } = new URL(page.url());
  const { usage } = await devtools.send('Storage.getUsageAndQuota', { origin });
  await devtools.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: usage + 1000 });
  await playground.set({ ...SMALL, 'training.steps': 2 });
  await openOwnImages(playground);
  await playground.play();
  await playground.finished();
  await expect(keeping.messages()).toContainText(/no room/);
  await page.screenshot({ path: info.outputPath('no-room.png') });
  expect((await playground.state()).error).toBeNull();
  expect(Object.keys(await keeping.scores())).toHaveLength(6);
  expect(playground.errors).toEqual([]);
});
