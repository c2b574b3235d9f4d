/**
 * How smooth the light table is (`npm run bench -- --only viewer`): the built page with a built-in set and the maps of an untrained network;
 * half of the training images count as test images, so that there are 80 and more of them. It opens the Maps tab, zooms and pans, and
 * steps through 100 images with a key held down, and counts animation frames and long tasks of the page's thread. A second time, on a page of
 * its own because tracing slows it down, it asks what the processor worked for it: with the load of other work frames wait, but that
 * figure stays. A blank page beside it says how many frames the browser can give here at all.
 */
import os from 'node:os';
import { chromium, type Browser, type Page } from 'playwright';
import { preview } from 'vite';
import { CHROMIUM_ARGS, findChromium } from '../scripts/find-chromium.mjs';
import type { AutomationWindow } from '../e2e/pages/playground.ts';
import { traced } from '../e2e/pages/thread-tasks.ts';

const PORT = 4181;
const STEPS = 100;
/** tsx names inner functions through a helper that a page lacks. */
const NAMED = 'globalThis.__name = (f) => f';
const VIEWPORT = { width: 1440, height: 900 };
/** Between two repeats of a key that is held down, whether or not the page keeps up. */
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
  /** Processor time of the page's thread, in the traced turn; null of the blank page. */
  readonly processorMs: number | null;
  /** Load average of the machine at its start. */
  readonly load: number;
}

type Frames = Pick<ViewerRow, 'framesPerSecond' | 'longestFrameMs' | 'longTasks'>;

async function countFrames(page: Page, act: () => Promise<void>): Promise<Frames> {
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
  await act();
  const { frames, tasks } = await page.evaluate(() => {
    const { record } = window as unknown as { record: Recording & { on: boolean } };
    record.on = false;
    return record;
  });
  const gaps = frames.slice(1).map((at, i) => at - frames[i]);
  const total = frames[frames.length - 1] - frames[0];
  return {
    framesPerSecond: (1000 * gaps.length) / total,
    longestFrameMs: Math.max(...gaps),
    longTasks: tasks.length,
  };
}

/** The built page with an untrained network's maps of 80 test images, not yet looked at. */
async function openPage(browser: Browser): Promise<Page> {
  const page = await browser.newPage({ viewport: VIEWPORT });
  await page.addInitScript(NAMED);
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
  return page;
}

/** What a person does, part by part; `around` measures each. */
async function useMaps(
  page: Page,
  around: (what: string, act: () => Promise<void>) => Promise<void>,
): Promise<void> {
  const pane = page.getByRole('group', { name: /^Patch map/ });
  await around('opening the maps', async () => {
    await page.getByRole('tab', { name: 'Maps', exact: true }).click();
    await pane.waitFor();
    await page.waitForTimeout(1500);
  });
  await pane.focus();
  await pane.hover();
  await around('zooming and panning', async () => {
    for (let i = 0; i < 60; i++) {
      await page.mouse.wheel(0, i < 30 ? -40 : 40);
      await page.waitForTimeout(16);
    }
  });
  await page.mouse.move(5, 5);
  await page.keyboard.press('0');
  const devtools = await page.context().newCDPSession(page);
  const keyDown = (key: string, windowsVirtualKeyCode: number) =>
    devtools.send('Input.dispatchKeyEvent', {
      type: 'rawKeyDown',
      key,
      code: key,
      windowsVirtualKeyCode,
      autoRepeat: true,
    });
  await around(`stepping through ${STEPS} images`, async () => {
    const sent: Promise<unknown>[] = [];
    const startedAtMs = performance.now();
    for (let i = 0; i < STEPS; i++) {
      const waitMs = startedAtMs + i * KEY_EVERY_MS - performance.now();
      if (waitMs > 0) await new Promise((resolve) => setTimeout(resolve, waitMs));
      sent.push(i < 79 ? keyDown('ArrowRight', 39) : keyDown('ArrowLeft', 37));
    }
    await Promise.all(sent);
  });
}

export async function measureViewer(
  print: (row: ViewerRow) => void,
): Promise<{ version: string; rows: ViewerRow[] }> {
  const server = await preview({ preview: { port: PORT, strictPort: true } });
  const browser = await chromium.launch({ executablePath: await findChromium(), args: [...CHROMIUM_ARGS] });
  const rows: ViewerRow[] = [];
  const add = (row: ViewerRow) => {
    rows.push(row);
    print(row);
  };
  try {
    const blank = await browser.newPage({ viewport: VIEWPORT });
    await blank.addInitScript(NAMED);
    await blank.goto('about:blank');
    const [load] = os.loadavg();
    const free = await countFrames(blank, () => blank.waitForTimeout(2000));
    add({ what: 'a blank page', ...free, processorMs: null, load });
    await blank.close();

    const measured = new Map<string, Frames & { load: number }>();
    const plain = await openPage(browser);
    await useMaps(plain, async (what, act) => {
      const [load] = os.loadavg();
      measured.set(what, { ...(await countFrames(plain, act)), load });
    });
    await plain.close();
    const again = await openPage(browser);
    await useMaps(again, async (what, act) => {
      const tasks = await traced(browser, again, act);
      const processorMs = tasks.reduce((sum, { cpuMs }) => sum + cpuMs, 0);
      add({ what, ...(measured.get(what) as Frames & { load: number }), processorMs });
    });
  } finally {
    await browser.close();
    await server.close();
  }
  return { version: browser.version(), rows };
}
