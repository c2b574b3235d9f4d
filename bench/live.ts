/**
 * `npx tsx bench/live.ts [--seconds N] [--preset quick]`: frames a second of live scoring in the built page (`npm run build` first), in a
 * headless Chromium with its fake camera, on WASM: frame taken, resized, scored, map drawn. The weights do not matter, so the
 * network is trained for two steps only. Prints one line.
 */
import os from 'node:os';
import { parseArgs } from 'node:util';
import { chromium } from 'playwright';
import type { EngineClient } from '../src/worker/engine-client.ts';
import type { PlaygroundState } from '../src/store/state.ts';
import { serveFolder } from '../scripts/experiment/server.ts';
import { CHROMIUM_ARGS, findChromium } from '../scripts/find-chromium.mjs';

type Opened = { playground: { store: { getState(): PlaygroundState }; engine: EngineClient } };

const { values } = parseArgs({
  options: { seconds: { type: 'string', default: '10' }, preset: { type: 'string', default: 'quick' } },
});
const server = await serveFolder('dist');
const browser = await chromium.launch({
  executablePath: await findChromium(),
  args: [...CHROMIUM_ARGS, '--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream'],
});
try {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  await page.goto(
    `${server.url}?automation#v=1&preset=${values.preset}&training.steps=2&evaluation.everySteps=0`,
  );
  await page.getByRole('combobox', { name: 'Sample' }).selectOption('hex-nuts');
  const status = page.getByTestId('run-status');
  await status.and(page.locator('[data-phase=ready]')).waitFor({ timeout: 120_000 });
  await page.getByRole('button', { name: /^Play/ }).click();
  await status.and(page.locator('[data-phase=finished]')).waitFor({ timeout: 600_000 });
  await page.getByRole('tab', { name: 'Camera', exact: true }).click();
  await page.getByRole('button', { name: 'Start the camera' }).click();
  await page.evaluate(() => {
    const { engine } = (window as unknown as Opened).playground;
    const times: [number, number][] = [];
    const original = engine.scoreFrame.bind(engine);
    engine.scoreFrame = async (pixels) => {
      const frame = await original(pixels);
      times.push([performance.now(), frame.elapsedMs]);
      return frame;
    };
    Object.assign(window, { times });
  });
  await page.getByRole('button', { name: 'Score live' }).click();
  await page.getByTestId('live-verdict').waitFor({ timeout: 120_000 });
  await page.waitForTimeout(1000 * Number(values.seconds));
  const { times, threads } = await page.evaluate(() => ({
    times: (window as unknown as { times: [number, number][] }).times.slice(1),
    threads: (window as unknown as Opened).playground.store.getState().backend?.threads,
  }));
  const passed = times[times.length - 1][0] - times[0][0];
  const engineMs = times.map(([, ms]) => ms).sort((a, b) => a - b)[times.length >> 1];
  console.log(
    `${values.preset}, 256 px, ${threads} WASM threads, ${os.cpus().length} cores (${os.cpus()[0].model}), Chromium ${browser.version()}: ` +
      `${((1000 * (times.length - 1)) / passed).toFixed(1)} frames a second over ${(passed / 1000).toFixed(1)} s, engine ${engineMs.toFixed(0)} ms a frame (median)`,
  );
} finally {
  await browser.close();
  await server.close();
}
