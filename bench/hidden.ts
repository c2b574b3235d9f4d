/**
 * `npx tsx bench/hidden.ts [--minutes 5]`: steps a second of the built page (`npm run build` first) in front, then hidden for minutes behind
 * another tab, then in front again, in a headless Chromium on WASM. Also whether the browser really held the page back: how long its
 * timers of 50 ms had to wait at most (after five minutes Chromium lets chained timers through once a minute). Prints one line.
 */
import os from 'node:os';
import { parseArgs } from 'node:util';
import { BareTab } from '../scripts/bare-tab.ts';
import { serveFolder } from '../scripts/experiment/server.ts';
import { machineInWords } from './machine.ts';

const { values } = parseArgs({ options: { minutes: { type: 'string', default: '5' } } });
const FRONT_MS = 40_000;
const STATE = 'window.playground.store.getState()';

const server = await serveFolder('dist');
const tab = await BareTab.open(`${server.url}?automation#v=1&preset=quick`);
try {
  await tab.until('window.playground !== undefined');
  await tab.evaluate(`(async () => {
    const { setParameter, loadSample, setBackend } = ${STATE};
    for (const [path, value] of [['training.steps', 100000], ['evaluation.everySteps', 200]]) setParameter(path, value);
    await loadSample('hex-nuts', 0, { train: 20, testNormal: 8, perDefect: 2 });
    ${STATE}.play();
    window.gaps = { longestMs: 0 };
    let lastMs = performance.now();
    const tick = () => {
      const now = performance.now();
      window.gaps.longestMs = Math.max(window.gaps.longestMs, now - lastMs);
      lastMs = now;
      setTimeout(tick, 50);
    };
    tick();
  })()`);
  await tab.until(`${STATE}.step > 20`, 120_000);
  const stretch = async (ms: number) => {
    await tab.evaluate('void (window.gaps.longestMs = 0)');
    // Steps that the worker has made by now: a question that it answers itself, not what the page was told.
    const step = async () =>
      tab.evaluate<number>(`window.playground.engine.takeCheckpoint().then(({ step }) => step)`);
    const [from, startedMs] = [await step(), performance.now()];
    await new Promise((resolve) => setTimeout(resolve, ms));
    const steps = (await step()) - from;
    const seconds = (performance.now() - startedMs) / 1000;
    const timerS = (await tab.evaluate<number>('window.gaps.longestMs')) / 1000;
    return `${(steps / seconds).toFixed(2)} steps a second over ${seconds.toFixed(0)} s (longest wait of a timer ${timerS.toFixed(1)} s)`;
  };
  const front = await stretch(FRONT_MS);
  await tab.hide();
  const hidden = await stretch(60_000 * Number(values.minutes));
  const late = await stretch(FRONT_MS * 2);
  await tab.show();
  const again = await stretch(FRONT_MS);
  const { phase, notices, threads, error } = await tab.evaluate<Record<string, unknown>>(
    `(({ phase, notices, backend, sessionError }) => ({ phase, notices: notices.map(({ code }) => code).join(), threads: backend.threads, error: sessionError && sessionError.message }))(${STATE})`,
  );
  console.log(
    `${machineInWords('headless', null)}, ${String(threads)} WASM threads, ${os.cpus().length} cores\nin front: ${front}\nhidden: ${hidden}\n` +
      `hidden, after that: ${late}\nin front again: ${again}\nphase ${String(phase)}, notices "${String(notices)}", error ${String(error)}`,
  );
} finally {
  await tab.close();
  await server.close();
}
