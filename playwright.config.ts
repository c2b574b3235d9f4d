import { defineConfig } from '@playwright/test';
import { CHROMIUM_ARGS, locateChromium } from './scripts/find-chromium.mjs';

/** End-to-end tests run against the built page, served as any static host would (with isolation headers). */
export default defineConfig({
  testDir: 'e2e',
  timeout: 180_000,
  expect: { timeout: 30_000 },
  fullyParallel: false,
  workers: 1,
  forbidOnly: Boolean(process.env.CI),
  reporter: [['list']],
  use: {
    baseURL: 'http://localhost:4173',
    viewport: { width: 1440, height: 900 },
    trace: 'retain-on-failure',
    launchOptions: { executablePath: locateChromium() ?? undefined, args: [...CHROMIUM_ARGS] },
  },
  webServer: {
    command: 'npx vite preview --port 4173 --strictPort',
    url: 'http://localhost:4173',
    reuseExistingServer: !process.env.CI,
  },
});
