/** `test` with a tab of the project's browser (`firefox` or `webkit`), started once for all tests of a worker. */
import { test as base } from '@playwright/test';
import { FirefoxBrowser } from './firefox.ts';
import { Tab, type Driver } from './tab.ts';
import { WebkitBrowser } from './webkit.ts';

interface Started {
  openTab(): Promise<Driver>;
  stop(): Promise<void>;
}

const BROWSERS: Readonly<Record<string, { start(): Promise<Started> }>> = {
  firefox: FirefoxBrowser,
  webkit: WebkitBrowser,
};

export const test = base.extend<{ tab: Tab }, { started: Started }>({
  started: [
    // eslint-disable-next-line no-empty-pattern -- Playwright reads the names of what is asked for from it.
    async ({}, use, { project }) => {
      const browser = await BROWSERS[project.name].start();
      await use(browser);
      await browser.stop();
    },
    { scope: 'worker' },
  ],
  tab: async ({ started }, use, info) => {
    const tab = new Tab(await started.openTab());
    await use(tab);
    if (info.status !== info.expectedStatus)
      await info.attach('screen', { body: await tab.screenshot(), contentType: 'image/png' });
    await tab.close();
  },
});
