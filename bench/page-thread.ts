/**
 * `npx tsx bench/page-thread.ts [--steps 60] [--every 20] [--sample "Hex nuts"] [--dist dist] [--top 12]`: what the page's thread does while a
 * sample loads, trains and is evaluated in the built page on the processor alone: tasks over 50 ms by the clock, and the dearest by
 * processor time with their parts.
 */
import os from 'node:os';
import { parseArgs } from 'node:util';
import { Playground } from '../e2e/pages/playground.ts';
import { traced } from '../e2e/pages/thread-tasks.ts';
import { openPage } from '../scripts/experiment/browser.ts';
import { serveFolder } from '../scripts/experiment/server.ts';

const { values } = parseArgs({
  options: {
    steps: { type: 'string', default: '60' },
    every: { type: 'string', default: '20' },
    sample: { type: 'string', default: 'Hex nuts' },
    dist: { type: 'string', default: 'dist' },
    top: { type: 'string', default: '12' },
  },
});
const server = await serveFolder(values.dist);
const { page, close } = await openPage(server.url, 'wasm');
try {
  const browser = page.context().browser();
  if (!browser) throw new Error('The page has no browser.');
  const playground = new Playground(page);
  await playground.set({
    'training.steps': Number(values.steps),
    'evaluation.everySteps': Number(values.every),
  });
  const tasks = await traced(browser, page, async () => {
    await playground.loadSample(values.sample);
    await playground.play();
    await playground.finished();
    // What is drawn after the end.
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
  await close();
  await server.close();
}
