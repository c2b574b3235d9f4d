/**
 * What a recorded step asks of the engine's thread in Chromium: `npm run bench -- --only step-encode [--network small] [--steps 50]`. The adapter is a
 * software one, whose own time is not counted: between two steps the thread waits until the device is done.
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

export async function measureEncoding(
  wanted: string,
  steps: number,
  report: (row: EncodeRow) => void,
): Promise<void> {
  const browser = await startBrowser('software');
  try {
    for (const network of NETWORKS.filter(({ name }) => name.includes(wanted))) {
      const page = await browser.open();
      await page.call('start', 'webgpu', 1, 'own');
      const times = (await page.call('encodes', network, steps)).sort((a, b) => a - b);
      const [medianMs, fastestMs, slowestMs] = [times[times.length >> 1], times[0], times[times.length - 1]];
      report({ network: network.name, medianMs, fastestMs, slowestMs, steps });
      await page.close();
    }
  } finally {
    await browser.close();
  }
}
