/** Firefox as Mozilla builds it, driven over WebDriver BiDi by Puppeteer. Each tab is a context with nothing kept from others. */
import puppeteer, { type Browser, type ElementHandle, type KeyInput } from 'puppeteer-core';
import { findFirefox } from '../../scripts/find-browsers.mjs';
import type { Driver } from './tab.ts';

const LONGEST_CALL_MS = 120_000;

export class FirefoxBrowser {
  private constructor(private readonly browser: Browser) {}

  static async start(): Promise<FirefoxBrowser> {
    const browser = await puppeteer.launch({
      browser: 'firefox',
      executablePath: findFirefox(),
      headless: true,
      protocolTimeout: LONGEST_CALL_MS,
    });
    return new FirefoxBrowser(browser);
  }

  async openTab(): Promise<Driver> {
    const context = await this.browser.createBrowserContext();
    const page = await context.newPage();
    await page.setViewport({ width: 1440, height: 900 });
    return {
      goto: async (url) => void (await page.goto(url)),
      reload: async () => void (await page.reload()),
      run: (functionText, args) => page.evaluate(`(${functionText})(...${JSON.stringify(args)})`),
      click: (selector) => page.click(selector),
      press: (key) => page.keyboard.press(key as KeyInput),
      give: async (selector, paths) => {
        const input = (await page.$(selector)) as ElementHandle<HTMLInputElement> | null;
        if (!input) throw new Error(`There is no input ${selector}.`);
        await input.uploadFile(...paths);
      },
      screenshot: async () => Buffer.from(await page.screenshot()),
      close: () => context.close(),
    };
  }

  stop(): Promise<void> {
    return this.browser.close();
  }
}
