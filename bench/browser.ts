/**
 * A headless Chromium on the benchmark's page, served by Vite with the isolation headers of the application. Each `open` is a
 * fresh page with a fresh worker and backend.
 */
import { chromium } from 'playwright';
import { createServer } from 'vite';
import {
  CHROMIUM_ARGS,
  findChromium,
  HARDWARE_WEBGPU_ARGS,
  SOFTWARE_WEBGPU_ARGS,
} from '../scripts/find-chromium.mjs';
import type { BenchWorker } from './page/step.worker.ts';
import type { WholeRunReport, WholeRunRequest } from './page/whole-run.ts';

const PORT = Number(process.env.BENCH_PORT ?? 5314);

/** Bundled before the first request: Vite would reload the page when it meets them later. */
const DEPENDENCIES = [
  'comlink',
  'pure-rand/distribution/uniformFloat64',
  'pure-rand/distribution/uniformInt',
  'pure-rand/generator/xoroshiro128plus',
  '@tensorflow/tfjs-core',
  '@tensorflow/tfjs-backend-cpu',
  '@tensorflow/tfjs-backend-wasm',
  '@tensorflow/tfjs-backend-webgl',
  '@tensorflow/tfjs-backend-webgpu',
];

type Results = { [M in keyof BenchWorker]: Awaited<ReturnType<BenchWorker[M]>> };

export interface BenchPage {
  call<M extends keyof BenchWorker>(method: M, ...args: Parameters<BenchWorker[M]>): Promise<Results[M]>;
  wholeRun(request: WholeRunRequest): Promise<WholeRunReport>;
  close(): Promise<void>;
}

export interface BenchBrowser {
  readonly version: string;
  open(): Promise<BenchPage>;
  close(): Promise<void>;
}

/** A page whose software adapter is still at work may not close: what was measured is told all the same, and the program's end ends the browser. */
const inTime = (closed: Promise<void>): Promise<void> =>
  Promise.race([closed, new Promise<void>((resolve) => setTimeout(resolve, 10_000))]);

const WEBGPU_ARGS = { none: [], software: SOFTWARE_WEBGPU_ARGS, hardware: HARDWARE_WEBGPU_ARGS };

export async function startBrowser(webgpu: keyof typeof WEBGPU_ARGS): Promise<BenchBrowser> {
  const server = await createServer({
    server: { port: PORT, strictPort: true, hmr: false, watch: null },
    logLevel: 'warn',
    cacheDir: 'node_modules/.vite-bench',
    optimizeDeps: { entries: ['bench/page/index.html'], include: DEPENDENCIES },
  });
  await server.listen();
  const args = [...CHROMIUM_ARGS, '--headless=new', ...WEBGPU_ARGS[webgpu]];
  const browser = await chromium.launch({ executablePath: await findChromium(), args });
  return {
    version: browser.version(),
    open: async () => {
      const page = await browser.newPage();
      page.on('console', (message) => {
        if (message.type() === 'error') console.error(`page: ${message.text()}`);
      });
      await page.goto(`http://localhost:${PORT}/bench/page/index.html`);
      await page.waitForFunction(() => 'bench' in globalThis);
      return {
        call: (method, ...callArgs) =>
          page.evaluate(
            ([name, list]) =>
              (globalThis as unknown as { bench(m: string, ...a: unknown[]): Promise<never> }).bench(
                name,
                ...list,
              ),
            [method, callArgs] as [string, unknown[]],
          ),
        wholeRun: (request) =>
          page.evaluate(
            (asked) =>
              (globalThis as unknown as { wholeRun(r: WholeRunRequest): Promise<WholeRunReport> }).wholeRun(
                asked,
              ),
            request,
          ),
        close: () => inTime(page.close()),
      };
    },
    close: async () => {
      await inTime(browser.close());
      await inTime(server.close());
    },
  };
}
