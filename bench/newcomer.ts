/**
 * `npx tsx bench/newcomer.ts`: seconds from the one click of a first visit ("Run the sample") to the first ROC and the first map on the screen
 * (the untrained network's), to the second value of AUROC, to each ROC of the network in training, and to the end, in the built page (`npm run build` first) in a headless
 * Chromium on the processor alone. Prints one line.
 */
import os from 'node:os';
import { parseArgs } from 'node:util';
import { openPage } from '../scripts/experiment/browser.ts';
import type { AutomationWindow } from '../scripts/experiment/page-store.ts';
import { serveFolder } from '../scripts/experiment/server.ts';
import { auroc } from '../src/core/metrics/roc.ts';

const { values } = parseArgs({ options: { dist: { type: 'string', default: 'dist' } } });
const server = await serveFolder(values.dist);
const opened = await openPage(server.url, 'wasm');
const { page } = opened;
// As a visitor has it, with the results beside the stage.
await page.setViewportSize({ width: 1440, height: 900 });
try {
  // Under automation nobody watches; here someone does.
  await page.evaluate(() =>
    (window as unknown as AutomationWindow).playground.store.getState().watchLooks(true),
  );
  const startedMs = performance.now();
  const since = () => ((performance.now() - startedMs) / 1000).toFixed(1);
  await page.getByRole('button', { name: /^Run the sample/ }).click();
  const roc = page.getByRole('application', { name: /^ROC curve/ });
  await roc.waitFor({ timeout: 300_000 });
  const firstRoc = since();
  /** Steps and times of the looks, as the page has them. */
  const looks = () =>
    page.evaluate(() =>
      (window as unknown as AutomationWindow).playground.store
        .getState()
        .looks.map(({ step, elapsedMs }) => ({ step, elapsedMs })),
    );
  for (;;) {
    const seen = await looks();
    if (seen.some(({ step }) => step > 0)) break;
    await page.waitForTimeout(50);
  }
  const moved = since();
  await page.getByRole('tab', { name: 'Maps', exact: true }).click();
  await page
    .getByRole('region', { name: 'Anomaly maps' })
    .getByRole('group', { name: /^Patch map/ })
    .locator('canvas')
    .first()
    .waitFor({ timeout: 120_000 });
  const firstMap = since();
  const last = () =>
    page.evaluate(
      () => (window as unknown as AutomationWindow).playground.store.getState().evaluations.at(-1)?.step ?? 0,
    );
  /** The first two evaluations of the network in training, and when they were there. */
  const trained: string[] = [];
  for (let seen = await last(); trained.length < 2; await page.waitForTimeout(50)) {
    const step = await last();
    if (step > seen) trained.push(`step ${step}: ${since()} s`);
    seen = step;
  }
  await page
    .getByTestId('run-status')
    .and(page.locator('[data-phase=finished]'))
    .waitFor({ timeout: 600_000 });
  const finished = since();
  const { scores, labels, steps, threads } = await page.evaluate(() => {
    const { evaluations, items, step, backend } = (
      window as unknown as AutomationWindow
    ).playground.store.getState();
    const latest = evaluations[evaluations.length - 1];
    const anomalous = new Set(items.filter(({ label }) => label === 'anomalous').map(({ id }) => id));
    return {
      scores: [...latest.testScores],
      labels: latest.testIds.map((id) => anomalous.has(id)),
      steps: step,
      threads: backend?.threads ?? 1,
    };
  });
  const seen = (await looks()).filter(({ step }) => step > 0);
  const lookMs = seen.reduce((sum, { elapsedMs }) => sum + elapsedMs, 0);
  console.log(
    `${threads} WASM threads, ${os.cpus().length} cores (${os.cpus()[0].model}): load ${os.loadavg()[0].toFixed(1)}: first ROC ${firstRoc} s after the click, second AUROC ${moved} s, first map ${firstMap} s, ` +
      `ROC and maps of ${trained.join(', ')}, last (${steps} steps, AUROC ${auroc(scores, labels)?.toFixed(3)}) ${finished} s; ` +
      `${seen.length} looks, every ${Math.round(steps / (seen.length + 1))} steps, ${(lookMs / 10 / (Number(finished) - Number(firstRoc))).toFixed(1)} % of the time from the first ROC to the end`,
  );
} finally {
  await opened.close();
  await server.close();
}
