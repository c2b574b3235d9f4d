/**
 * A headless Chromium with the built page in it. The page is opened with `?automation`, which gives `window.playground.store`
 * (the page's own store); nothing else differs from a person's visit.
 */
import { chromium, type Browser, type Page } from 'playwright-core';
import type { BackendChoice } from '../../src/worker/protocol.ts';
import { CHROMIUM_ARGS, findChromium, SOFTWARE_WEBGPU_ARGS } from '../find-chromium.mjs';

const HARDWARE_WEBGPU_ARGS = ['--enable-unsafe-webgpu', '--enable-features=Vulkan'];

export interface OpenPage {
  readonly page: Page;
  /** Rejects with what went wrong when the page or its browser dies; never resolves. */
  readonly broken: Promise<never>;
  close(): Promise<void>;
}

async function launch(args: readonly string[]): Promise<Browser> {
  return chromium.launch({
    executablePath: await findChromium(),
    headless: true,
    args: [...CHROMIUM_ARGS, ...args],
    // Whoever listens for the end itself has things to put in order first; the browser would end the process at once.
    handleSIGINT: process.listenerCount('SIGINT') === 0,
    handleSIGTERM: process.listenerCount('SIGTERM') === 0,
  });
}

/** Nobody looks: on a narrow page only the column of the data is there, so drawing takes least from the cores that train. */
const VIEWPORT = { width: 400, height: 300 };

/** What WebGPU the browser has: none, or an adapter in hardware or software. */
async function probeAdapter(browser: Browser, url: string): Promise<'none' | 'software' | 'hardware'> {
  const page = await browser.newPage();
  try {
    await page.goto(url);
    return await page.evaluate(async () => {
      const adapter = await navigator.gpu?.requestAdapter();
      if (!adapter) return 'none';
      const { isFallbackAdapter, vendor, architecture, description } = adapter.info;
      const words = `${vendor} ${architecture} ${description}`;
      return isFallbackAdapter || /swiftshader|llvmpipe|lavapipe|software/i.test(words)
        ? 'software'
        : 'hardware';
    });
  } finally {
    await page.close();
  }
}

/** A browser for the wanted backend: for a forced WebGPU with a software adapter where there is no other. */
async function launchFor(backend: BackendChoice, url: string): Promise<Browser> {
  if (backend !== 'webgpu' && backend !== 'auto') return launch([]);
  const browser = await launch(HARDWARE_WEBGPU_ARGS);
  if (backend === 'auto' || (await probeAdapter(browser, url)) !== 'none') return browser;
  await browser.close();
  return launch(SOFTWARE_WEBGPU_ARGS);
}

/** Opens the page at `url` (the server's address) and waits until its store is there. */
export async function openPage(url: string, backend: BackendChoice): Promise<OpenPage> {
  const browser = await launchFor(backend, url);
  try {
    const page = await browser.newPage({ viewport: VIEWPORT });
    const broken = new Promise<never>((_, reject) => {
      page.on('crash', () => reject(new Error('The page crashed, most likely out of memory.')));
      page.on('pageerror', (error) => reject(new Error(`The page failed: ${error.message}`)));
      browser.on('disconnected', () => reject(new Error('The browser ended.')));
    });
    broken.catch(() => undefined);
    // From their sources, functions with a name in what is evaluated there are wrapped by a helper that a page lacks.
    await page.addInitScript('globalThis.__name ??= (work) => work');
    await page.goto(`${url}?automation`);
    await Promise.race([broken, page.waitForFunction(() => 'playground' in window)]);
    return { page, broken, close: () => browser.close() };
  } catch (error) {
    await browser.close();
    throw error;
  }
}
