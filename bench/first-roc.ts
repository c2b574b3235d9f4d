/**
 * `npm run bench -- --only first-roc --data FOLDER`: seconds from dropping a folder to the first ROC of the no-training baseline, in the built
 * page on the processor alone, and the longest time that the page's thread was blocked meanwhile.
 */
import { openPage } from '../scripts/experiment/browser.ts';
import { serveFolder } from '../scripts/experiment/server.ts';
import type { AutomationWindow } from '../scripts/experiment/page-store.ts';
import { auroc } from '../src/core/metrics/roc.ts';

export interface FirstRoc {
  readonly data: string;
  readonly images: number;
  readonly threads: number;
  /** From the drop to the first scores, and to the maps as well. */
  readonly rocMs: number;
  readonly wholeMs: number;
  readonly longestTaskMs: number;
  readonly imageAuroc: number | null;
  readonly pixelAuroc: number | null;
}

export async function measureFirstRoc(data: string, dist: string): Promise<FirstRoc> {
  const server = await serveFolder(dist);
  const opened = await openPage(server.url, 'wasm');
  const { page } = opened;
  try {
    await page.evaluate(() => {
      const { store } = (window as unknown as AutomationWindow).playground;
      const noted = { dropped: 0, roc: 0, whole: 0, longest: 0 };
      Object.assign(window, { noted });
      new PerformanceObserver((list) => {
        for (const { duration } of list.getEntries()) noted.longest = Math.max(noted.longest, duration);
      }).observe({ type: 'longtask' });
      store.subscribe((state) => {
        if (state.importProgress && !noted.dropped) noted.dropped = performance.now();
        if (state.pretrained && !noted.roc) noted.roc = performance.now();
        if (state.pretrained && state.pretrained.maps.length > 0 && !noted.whole)
          noted.whole = performance.now();
      });
      store.getState().setAutoPretrained(true);
    });
    await page.locator('input[type=file][webkitdirectory]').first().setInputFiles(data);
    await page.waitForFunction(
      () => (window as unknown as { noted: { whole: number } }).noted.whole > 0,
      undefined,
      { timeout: 600_000 },
    );
    const result = await page.evaluate(() => {
      const { noted } = window as unknown as {
        noted: { dropped: number; roc: number; whole: number; longest: number };
      };
      const { items, pretrained, backend } = (
        window as unknown as AutomationWindow
      ).playground.store.getState();
      const anomalous = new Set(items.filter(({ label }) => label === 'anomalous').map(({ id }) => id));
      return {
        ...noted,
        images: items.length,
        threads: backend?.threads ?? 1,
        scores: Array.from(pretrained?.testScores ?? []),
        labels: (pretrained?.testIds ?? []).map((id) => anomalous.has(id)),
        pixelAuroc: pretrained?.pixel?.auroc ?? null,
      };
    });
    return {
      data: data.split('/').at(-1) as string,
      images: result.images,
      threads: result.threads,
      rocMs: Math.round(result.roc - result.dropped),
      wholeMs: Math.round(result.whole - result.dropped),
      longestTaskMs: Math.round(result.longest),
      imageAuroc: auroc(result.scores, result.labels),
      pixelAuroc: result.pixelAuroc,
    };
  } finally {
    await opened.close();
    await server.close();
  }
}
