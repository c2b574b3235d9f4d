/** Without a network, and on hosts that cannot set headers: plain static files, the service worker does the rest. */
import { appendFileSync, cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test, type Page } from '@playwright/test';
import type { DownloadSize } from '../src/services/offline/messages.ts';
import { StaticHost } from './pages/static-host.ts';
import { inLink, SMALL_IMAGES } from './pages/playground.ts';

/** The page as a visitor opens it: no `?automation`, which would leave the service worker out. */
async function openAndKeep(page: Page, url: string): Promise<void> {
  await page.goto(url);
  // The first visit loads twice, for isolation; a menu that was opened between is gone.
  await expect.poll(() => page.evaluate(() => crossOriginIsolated).catch(() => false)).toBe(true);
  await page.getByRole('button', { name: 'Share, present, use offline' }).click();
  await page.getByRole('button', { name: /Use without a network/ }).click();
  await expect(page.getByTestId('offline-app')).toHaveAttribute('data-kept', 'true', { timeout: 60_000 });
}

let host: StaticHost;
test.afterEach(() => host.stop());

test('a sub-path without headers: isolated by the service worker, and the page runs with the server stopped', async ({
  page,
}) => {
  host = new StaticHost('dist', '/course/2026/cutpaste/');
  await host.start();
  const loads: string[] = [];
  page.on('load', () => loads.push(page.url()));
  await page.goto(host.url);
  await expect.poll(() => page.evaluate(() => crossOriginIsolated).catch(() => false)).toBe(true);
  await openAndKeep(page, host.url);
  // Once to arrive (perhaps not to the end), once for isolation, once by `openAndKeep`: it never reloads again.
  expect(loads.length).toBeLessThanOrEqual(3);
  await expect(page.getByText(/\d MB to download/).first()).toBeVisible();
  await host.stop();

  await page.goto(
    `${host.url}#v=1&preset=quick&training.steps=3&evaluation.everySteps=0&${inLink(SMALL_IMAGES)}&hide=data`,
  );
  await page.reload();
  expect(await page.evaluate(() => crossOriginIsolated)).toBe(true);
  await page.getByRole('combobox', { name: 'Sample' }).selectOption({ label: 'Hex nuts' });
  await expect(page.getByTestId('run-status')).toHaveAttribute('data-phase', 'ready', { timeout: 60_000 });
  await page.getByRole('button', { name: /^Play/ }).click();
  await expect(page.getByTestId('run-status')).toHaveAttribute('data-phase', 'finished', {
    timeout: 120_000,
  });
  await expect(page.getByTestId('backend-chip')).toContainText(/[2-9]\d* threads/);
  for (const tab of ['Augment', 'Train', 'Maps']) {
    await page.getByRole('tab', { name: tab, exact: true }).click();
    await expect(page.getByRole('tabpanel')).not.toContainText('stopped');
  }
});

test('the backbone is kept on demand, and a new version is offered and taken', async ({ page }) => {
  const root = mkdtempSync(join(tmpdir(), 'cutpaste-'));
  cpSync('dist', root, { recursive: true });
  host = new StaticHost(root);
  await host.start();
  await openAndKeep(page, host.url);
  const { backbone } = JSON.parse(readFileSync('dist/download-size.json', 'utf8')) as DownloadSize;
  const row = page.getByTestId('offline-backbone');
  await expect(row).toHaveCount(backbone.files > 0 ? 1 : 0);
  if (backbone.files > 0) {
    await row.getByRole('button', { name: 'Keep it too' }).click();
    await expect(row).toHaveAttribute('data-kept', 'true', { timeout: 60_000 });
  }

  appendFileSync(join(root, 'sw.js'), '\n// the next version');
  await page.reload();
  const take = page.getByRole('button', { name: 'Take the new version' });
  await expect(take).toBeVisible();
  const before = await page.evaluate(() => performance.timeOrigin);
  await take.click();
  await expect
    .poll(() => page.evaluate(() => performance.timeOrigin).catch(() => before))
    .toBeGreaterThan(before);
  await expect(page.getByRole('button', { name: /Run the sample/ })).toBeVisible();
  await expect(take).toHaveCount(0);
  rmSync(root, { recursive: true });
});

test('a page that cannot be isolated goes on working, without reloading for ever', async ({ browser }) => {
  host = new StaticHost('dist');
  await host.start();
  const context = await browser.newContext({ serviceWorkers: 'block' });
  const page = await context.newPage();
  let loads = 0;
  page.on('load', () => loads++);
  await page.goto(host.url);
  await expect(page.getByRole('button', { name: /Run the sample/ })).toBeVisible();
  await page.waitForLoadState('networkidle');
  expect(loads).toBe(1);
  await context.close();
});
