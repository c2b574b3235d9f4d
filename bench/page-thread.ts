/**
 * `npx tsx bench/page-thread.ts [--steps 60] [--every 20] [--sample "Hex nuts"] [--tab Train] [--dist dist]`: what the page's thread does while
 * a sample loads, trains and is evaluated in the built page on the processor alone: tasks over 50 ms by the clock, and the dearest by
 * processor time with their parts.
 */
import os from 'node:os';
import { parseArgs } from 'node:util';
import { traced } from '../e2e/pages/thread-tasks.ts';
import { openPage } from '../scripts/experiment/browser.ts';
import { serveFolder } from '../scripts/experiment/server.ts';
import type { AutomationWindow } from '../e2e/pages/playground.ts';

const { values } = parseArgs({
  options: {
    steps: { type: 'string', default: '60' },
    every: { type: 'string', default: '20' },
    sample: { type: 'string', default: 'Hex nuts' },
    dist: { type: 'string', default: 'dist' },
    tabs: { type: 'string', default: '' },
    top: { type: 'string', default: '12' },
  },
});
const server = await serveFolder(values.dist);
const opened = await openPage(server.url, 'wasm');
const { page } = opened;
const browser = page.context().browser();
if (!browser) throw new Error('The page has no browser.');
try {
  await page.evaluate(
    ([steps, every]) => {
      const { store } = (window as unknown as AutomationWindow).playground;
      store.getState().setParameter('training.steps', steps);
      store.getState().setParameter('evaluation.everySteps', every);
    },
    [Number(values.steps), Number(values.every)] as const,
  );
  const tasks = await traced(browser, page, async () => {
    await page.getByRole('combobox', { name: 'Sample' }).selectOption({ label: values.sample });
    await page
      .getByTestId('run-status')
      .and(page.locator('[data-phase=ready]'))
      .waitFor({ timeout: 120_000 });
    await page.getByRole('button', { name: /^Play/ }).click();
    for (const tab of values.tabs.split(',').filter(Boolean)) {
      await page.waitForTimeout(1500);
      await page.getByRole('tab', { name: tab, exact: true }).click();
    }
    await page
      .getByTestId('run-status')
      .and(page.locator('[data-phase=finished]'))
      .waitFor({ timeout: 300_000 });
    await page.waitForTimeout(1500);
  });
  const long = tasks.filter(({ clockMs }) => clockMs > 50);
  const worst = (by: 'clockMs' | 'cpuMs') => Math.max(0, ...tasks.map((task) => task[by])).toFixed(0);
  console.log(
    `${tasks.length} tasks, ${long.length} over 50 ms by the clock; longest ${worst('clockMs')} ms by the clock, ${worst('cpuMs')} ms of the processor (load ${os.loadavg()[0].toFixed(1)})`,
  );
  for (const { startMs, clockMs, cpuMs, parts } of [...tasks]
    .sort((a, b) => b.cpuMs - a.cpuMs)
    .slice(0, Number(values.top)))
    console.log(
      `at ${(startMs / 1000).toFixed(1)} s: ${clockMs.toFixed(0)} ms, processor ${cpuMs.toFixed(0)} ms: ${parts.slice(0, 7).join(' | ')}`,
    );
} finally {
  await opened.close();
  await server.close();
}
