import { defineConfig } from '@playwright/test';
import { CHROMIUM_ARGS, locateChromium } from './scripts/find-chromium.mjs';

/** Another port lets several checkouts test at once. */
const port = Number(process.env.E2E_PORT ?? 4173);

/** One slim file is run in browsers that are not Chromium; `npm test` leaves out what cannot be had. */
const OTHER_BROWSERS = 'other-browsers.spec.ts';

/** End-to-end tests run against the built page, served as any static host would (with isolation headers). */
export default defineConfig({
  testDir: 'e2e',
  timeout: 180_000,
  expect: { timeout: 30_000 },
  fullyParallel: false,
  /** Of two files at a time, one often waits while the other computes. With three on two cores, Firefox left a worker waiting for minutes. */
  workers: 2,
  /** None where a person waits for the answer; a shared machine has moments when a browser does not answer, and its second try is reported as flaky. */
  retries: process.env.CI ? 1 : 0,
  forbidOnly: Boolean(process.env.CI),
  reporter: [['list']],
  use: {
    baseURL: `http://localhost:${port}`,
    viewport: { width: 1440, height: 900 },
    /** Drawing what moves, without a graphics card, is up to a fifth of a test. The paths of people see it move, and so do the tests of what moves. */
    contextOptions: { reducedMotion: 'reduce' },
    /** Recording every run costs a third of the time; `--trace on` records a test that failed when it is run again. */
    screenshot: 'only-on-failure',
    launchOptions: { executablePath: locateChromium() ?? undefined, args: [...CHROMIUM_ARGS] },
  },
  projects: [
    { name: 'chromium', testIgnore: OTHER_BROWSERS },
    { name: 'firefox', testMatch: OTHER_BROWSERS },
    { name: 'webkit', testMatch: OTHER_BROWSERS },
  ],
  webServer: {
    command: `npx vite preview --port ${port} --strictPort`,
    url: `http://localhost:${port}`,
    reuseExistingServer: !process.env.CI,
  },
});
