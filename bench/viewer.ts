/**
 * How smooth the light table is (`npm run bench -- --only viewer`): the built page with a built-in set and the maps of an untrained network;
 * half of the training images count as test images, so that there are 80 and more of them. It opens the Maps tab, zooms and pans, and
 * steps through 100 images by key, and counts animation frames and long tasks of the page's thread, and what the processor worked for it:
 * with the load of other work frames wait, but that figure stays.
 */
import os from 'node:os';
import { chromium, type Browser, type Page } from 'playwright';
import { preview } from 'vite';
import { CHROMIUM_ARGS, findChromium } from '../scripts/find-chromium.mjs';
import type { AutomationWindow } from '../e2e/pages/playground.ts';
import { traced } from '../e2e/pages/thread-tasks.ts';

const PORT = 4181;
const STEPS = 100;
/** Between two presses of a key that is held down. */
const KEY_EVERY_MS = 33;

interface Recording {
  readonly frames: number[];
  readonly tasks: number[];
}

export interface ViewerRow {
  readonly what: string;
  readonly framesPerSecond: number;
  /** The longest time between two frames. */
  readonly longestFrameMs: number;
  readonly longTasks: number;
  /** Processor time of the page's thread. */
  readonly processorMs: number;
  /** Load average of the machine at its start. */
  readonly load: number;
}

async function measure(
  browser: Browser,
  page: Page,
  what: string,
  act: () => Promise<void>,
): Promise<ViewerRow> {
  const [load] = os.loadavg();
  await page.evaluate(() => {
    const record: Recording & { on: boolean } = { frames: [], tasks: [], on: true };
    Object.assign(window, { record });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) record.tasks.push(entry.duration);
    }).observe({ type: 'longtask' });
    const tick = (now: number) => {
      record.frames.push(now);
      if (record.on) requestAnimationFrame(tick);
    };
    requestAnimationFrame(tick);
  });
  const all = await traced(browser, page, act);
  const { frames, tasks } = await page.evaluate(() => {
    const { record } = window as unknown as { record: Recording & { on: boolean } };
    record.on = false;
    return record;
  });
  const gaps = frames.slice(1).map((at, i) => at - frames[i]);
  const total = frames[frames.length - 1] - frames[0];
  return {
    what,
    framesPerSecond: (1000 * gaps.length) / total,
    longestFrameMs: Math.max(...gaps),
    longTasks: tasks.length,
    processorMs: all.reduce((sum, { cpuMs }) => sum + cpuMs, 0),
    load,
  };
}

export async function measureViewer(
  print: (row: ViewerRow) => void,
): Promise<{ version: string; rows: ViewerRow[] }> {
  const server = await preview({ preview: { port: PORT, strictPort: true } });
  const browser = await chromium.launch({ executablePath: await findChromium(), args: [...CHROMIUM_ARGS] });
  const rows: ViewerRow[] = [];
  try {
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
    // tsx names inner functions through a helper that the page lacks.
    await page.addInitScript('globalThis.__name = (f) => f');
    await page.goto(`http://localhost:${PORT}/?automation`);
    await page.waitForFunction(() => 'playground' in window);
    const state = <T>(work: (store: AutomationWindow['playground']['store']) => T) =>
      page.evaluate(`(${work.toString()})(window.playground.store)`) as Promise<Awaited<T>>;
    await state((store) => store.getState().loadSample('woven-cloth'));
    await state((store) => {
      const { items, relabel } = store.getState();
      const train = items.filter(({ role }) => role === 'train');
      relabel(
        train.slice(0, train.length / 2).map(({ id }) => id),
        { role: 'test' },
      );
    });
    await state((store) => {
      store.getState().setParameter('training.steps', 1);
      return store.getState().play();
    });
    await page.waitForFunction(
      () => (window as unknown as AutomationWindow).playground.store.getState().phase === 'finished',
      null,
      { timeout: 180_000 },
    );
    const add = async (what: string, act: () => Promise<void>) => {
      const row = await measure(browser, page, what, act);
      rows.push(row);
      print(row);
    };
    await add('opening the maps', async () => {
      await page.getByRole('tab', { name: 'Maps', exact: true }).click();
      await page.getByRole('group', { name: /^Patch map/ }).waitFor();
      await page.waitForTimeout(1500);
    });
    const pane = page.getByRole('group', { name: /^Patch map/ });
    await pane.focus();
    await pane.hover();
    await add('zooming and panning', async () => {
      for (let i = 0; i < 60; i++) {
        await page.mouse.wheel(0, i < 30 ? -40 : 40);
        await page.waitForTimeout(16);
      }
    });
    await page.mouse.move(5, 5);
    await page.keyboard.press('0');
    await add(`stepping through ${STEPS} images`, async () => {
      for (let i = 0; i < STEPS; i++) {
        await page.keyboard.press(i < 79 ? 'ArrowRight' : 'ArrowLeft');
        await page.waitForTimeout(KEY_EVERY_MS);
      }
    });
  } finally {
    await browser.close();
    await server.close();
  }
  return { version: browser.version(), rows };
}
