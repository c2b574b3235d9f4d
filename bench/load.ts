/**
 * How loading behaves with many large images: `npx tsx bench/load.ts [--images 5000] [--side 1024] [--folder DIR] [--url URL] [--picker] [--browse]`. Makes JPEGs in
 * Chromium, drops their folder on the page (`--picker`: through the file input) and prints the time, the longest task of the page's thread and the largest memory
 * of all the browser's processes together (proportional set size, so that shared pages count once; Linux only). Without
 * `--url` the built page is served; with `--folder` its files are taken. `--browse` filters and scrolls the images afterwards and tells the
 * longest tasks of the page's thread, by the clock and by what the processor worked for them.
 */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { chromium, type Browser, type Page } from 'playwright';
import { preview } from 'vite';
import { traced } from '../e2e/pages/thread-tasks.ts';
import { CHROMIUM_ARGS, findChromium } from '../scripts/find-chromium.mjs';
import { memoryMib } from './process-memory.ts';

const SAMPLE_EVERY_MS = 250;
const BATCH = 25;

interface StoreWindow {
  playground: {
    store: {
      getState(): {
        importProgress: { done: number; total: number } | null;
        importError: { message: string } | null;
        items: readonly unknown[];
        skipped: readonly unknown[];
      };
    };
  };
  longTasks: number[];
}

/** Writes `count` JPEGs of noisy texture, each another one. */
async function writeImages(browser: Browser, folder: string, count: number, sidePx: number): Promise<number> {
  const page = await browser.newPage();
  let bytes = 0;
  for (let first = 0; first < count; first += BATCH) {
    const encoded = await page.evaluate(
      async ([from, to, size]) => {
        const noise = new OffscreenCanvas(256, 256);
        const pixels = new ImageData(256, 256);
        const files: string[] = [];
        for (let i = from; i < to; i++) {
          let state = i + 1;
          for (let p = 0; p < pixels.data.length; p++) {
            state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
            pixels.data[p] = p % 4 === 3 ? 255 : 90 + (state >>> 26);
          }
          noise.getContext('2d')?.putImageData(pixels, 0, 0);
          const canvas = new OffscreenCanvas(size, size);
          const context = canvas.getContext('2d');
          if (!context) throw new Error('no canvas');
          context.fillStyle = context.createPattern(noise, 'repeat') ?? '';
          context.fillRect(0, 0, size, size);
          context.fillStyle = `hsl(${i % 360} 40% 40%)`;
          context.fillRect((i * 37) % (size / 2), (i * 91) % (size / 2), size / 3, size / 4);
          const blob = await canvas.convertToBlob({ type: 'image/jpeg', quality: 0.85 });
          const data = new Uint8Array(await blob.arrayBuffer());
          let text = '';
          for (let k = 0; k < data.length; k += 8192) {
            text += String.fromCharCode(...data.subarray(k, k + 8192));
          }
          files.push(btoa(text));
        }
        return files;
      },
      [first, Math.min(count, first + BATCH), sidePx] as const,
    );
    encoded.forEach((text, i) => {
      const file = Buffer.from(text, 'base64');
      bytes += file.length;
      writeFileSync(join(folder, `${String(first + i).padStart(5, '0')}.jpg`), file);
    });
  }
  await page.close();
  return bytes;
}

/** The browser's own process, through its own account of it. */
async function browserPid(browser: Browser): Promise<number> {
  const session = await browser.newBrowserCDPSession();
  const { processInfo } = await session.send('SystemInfo.getProcessInfo');
  const main = processInfo.find(({ type }) => type === 'browser');
  if (!main) throw new Error('The browser does not say which process it is.');
  return main.id;
}

/** Drags the folder into the page and lets it go, as the operating system would. */
async function dropFolder(page: Page, folder: string): Promise<void> {
  const session = await page.context().newCDPSession(page);
  const data = { items: [], files: [folder], dragOperationsMask: 1 };
  // A hand that drags moves all the time; the page may take the first events for a drag that has left.
  do {
    for (const type of ['dragEnter', 'dragOver'] as const)
      await session.send('Input.dispatchDragEvent', { type, x: 600, y: 400, data });
  } while (!(await page.getByTestId('drop-overlay').isVisible()));
  await session.send('Input.dispatchDragEvent', { type: 'drop', x: 600, y: 400, data });
}

/** Tasks of the page's thread while the images are filtered by each of their groups, and scrolled through. */
async function browse(browser: Browser, page: Page): Promise<void> {
  const show = page.getByLabel('Show', { exact: true });
  const grid = page.getByRole('listbox', { name: 'Images of the data set' });
  const groups = await show
    .locator('option')
    .evaluateAll((all) => all.map((one) => (one as HTMLOptionElement).value));
  for (const [what, act] of [
    [
      'filtering',
      async () => {
        for (const group of [...groups, ...groups]) {
          await show.selectOption(group);
          await page.waitForTimeout(SAMPLE_EVERY_MS);
        }
      },
    ],
    [
      'scrolling',
      async () => {
        await show.selectOption('all');
        await grid.hover();
        for (let i = 0; i < 60; i++) await page.mouse.wheel(0, 500);
        await grid.press('End');
        await page.waitForTimeout(SAMPLE_EVERY_MS);
        await grid.press('Home');
        await page.waitForTimeout(SAMPLE_EVERY_MS);
      },
    ],
  ] as const) {
    const tasks = await traced(browser, page, act);
    const most = (by: 'clockMs' | 'cpuMs'): string =>
      Math.max(0, ...tasks.map((task) => task[by])).toFixed(0);
    const long = tasks.filter(({ clockMs }) => clockMs > 50);
    console.log(
      `${what.padEnd(13)} ${tasks.length} tasks, ${long.length} above 50 ms; longest ${most('clockMs')} ms, ${most('cpuMs')} ms of the processor`,
    );
    for (const { clockMs, cpuMs, parts } of long)
      console.log(
        `  ${clockMs.toFixed(0)} ms, processor ${cpuMs.toFixed(0)} ms: ${parts.slice(0, 4).join(' | ')}`,
      );
  }
}

async function load(page: Page, pid: number, folder: string, count: number): Promise<void> {
  const before = memoryMib(pid);
  let [peakAll, peakLargest] = [before.all, before.largest];
  const startedAt = performance.now();
  if (values.picker) await page.getByTestId('folder-input').setInputFiles(folder);
  else await dropFolder(page, folder);
  for (;;) {
    await page.waitForTimeout(SAMPLE_EVERY_MS);
    const now = memoryMib(pid);
    peakAll = Math.max(peakAll, now.all);
    peakLargest = Math.max(peakLargest, now.largest);
    const state = await page.evaluate(() => {
      const { importProgress, importError, items, skipped } = (
        window as unknown as StoreWindow
      ).playground.store.getState();
      return { importProgress, importError, items: items.length, skipped: skipped.length };
    });
    if (state.importError) throw new Error(state.importError.message);
    if (state.importProgress) {
      process.stdout.write(`\r${state.importProgress.done} of ${state.importProgress.total}   `);
    } else if (state.items > 0) {
      const seconds = (performance.now() - startedAt) / 1000;
      const after = memoryMib(pid);
      const heapMib = await page.evaluate(
        () =>
          (performance as unknown as { memory: { usedJSHeapSize: number } }).memory.usedJSHeapSize / 2 ** 20,
      );
      const tasks = await page.evaluate(() => (window as unknown as StoreWindow).longTasks);
      const mib = (value: number): string => `${value.toFixed(0)} MiB`;
      console.log(`\rloaded        ${state.items} of ${count} images, ${state.skipped} left out`);
      console.log(
        `time          ${seconds.toFixed(1)} s, ${((1000 * seconds) / count).toFixed(1)} ms an image`,
      );
      console.log(
        `memory, all   ${mib(before.all)} before, ${mib(peakAll)} at most, ${mib(after.all)} after`,
      );
      console.log(`memory, page  ${mib(before.largest)} before, ${mib(peakLargest)} at most`);
      console.log(`processes     ${after.parts} MiB after`);
      console.log(`JS heap       ${mib(heapMib)} after`);
      console.log(`long tasks    ${tasks.length}, longest ${Math.max(0, ...tasks).toFixed(0)} ms`);
      return;
    }
  }
}

const { values } = parseArgs({
  options: {
    images: { type: 'string', default: '5000' },
    side: { type: 'string', default: '1024' },
    folder: { type: 'string' },
    url: { type: 'string' },
    picker: { type: 'boolean', default: false },
    browse: { type: 'boolean', default: false },
  },
});
const [count, sidePx] = [Number(values.images), Number(values.side)];
const made = values.folder ? null : mkdtempSync(join(tmpdir(), 'cutpaste-load-'));
const folder = values.folder ?? join(made ?? '', 'images');
const args = [...CHROMIUM_ARGS, '--enable-precise-memory-info'];
const executablePath = await findChromium();
const server = values.url ? null : await preview({ preview: { port: 4180, strictPort: true } });
try {
  if (made !== null) {
    mkdirSync(folder);
    const maker = await chromium.launch({ executablePath, args });
    const bytes = await writeImages(maker, folder, count, sidePx);
    await maker.close();
    console.log(`files         ${count} JPEGs of ${sidePx} px, ${(bytes / 2 ** 20).toFixed(0)} MiB`);
  }
  const browser = await chromium.launch({ executablePath, args });
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  await page.addInitScript(() => {
    const tasks: number[] = [];
    Object.assign(window, { longTasks: tasks });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) tasks.push(entry.duration);
    }).observe({ type: 'longtask', buffered: true });
  });
  await page.goto(values.url ?? 'http://localhost:4180/?automation');
  await page.getByTestId('dataset-column').waitFor();
  await page.evaluate(() => (window as unknown as StoreWindow).longTasks.splice(0));
  await load(page, await browserPid(browser), folder, count);
  if (values.browse) await browse(browser, page);
  await browser.close();
} finally {
  await server?.close();
  if (made !== null) rmSync(made, { recursive: true, force: true });
}
