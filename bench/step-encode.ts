/**
 * What a recorded step asks of the engine's thread in Chromium: `npm run bench -- --only step-encode [--network small] [--steps 50]`. The adapter is a
 * software one, whose own time is not counted: between two steps the thread waits until the device is done, which takes seconds. So a network
 * (every one that has the word in its name) gets a minute and a half, told when it begins.
 */
import { startBrowser } from './browser.ts';
import { NETWORKS } from './networks.ts';

export interface EncodeRow {
  readonly network: string;
  readonly medianMs: number;
  readonly fastestMs: number;
  readonly slowestMs: number;
  readonly steps: number;
}

const SECONDS = 90;

export async function measureEncoding(
  wanted: string,
  steps: number,
  report: (row: EncodeRow) => void,
): Promise<void> {
  const browser = await startBrowser('software');
  try {
    for (const network of NETWORKS.filter(({ name }) => name.includes(wanted))) {
      console.log(`${network.name}: about ${SECONDS} s, on a software adapter`);
      const page = await browser.open();
      await page.call('start', 'webgpu', 1, 'own');
      const times = (await page.call('encodes', network, steps, SECONDS)).sort((a, b) => a - b);
      const [medianMs, fastestMs, slowestMs] = [times[times.length >> 1], times[0], times[times.length - 1]];
      report({ network: network.name, medianMs, fastestMs, slowestMs, steps: times.length });
      await page.close();
    }
  } finally {
    await browser.close();
  }
}
