/** Wherever the page comes from: plain http under a host's name, a file, a browser without scripts; and the licences of what is in it. */
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium, expect, test } from '@playwright/test';
import { pagePackages } from '../scripts/build/page-packages.mjs';
import { CHROMIUM_ARGS, locateChromium } from '../scripts/find-chromium.mjs';
import { type AutomationWindow, Playground, SMALL_IMAGES } from './pages/playground.ts';

const HOST = 'classroom.test';

test('plain http under a host’s name: all works that a browser allows there, the rest is named', async ({
  baseURL,
}, info) => {
  const browser = await chromium.launch({
    executablePath: locateChromium() ?? undefined,
    args: [...CHROMIUM_ARGS, `--host-resolver-rules=MAP ${HOST} 127.0.0.1`],
  });
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  const playground = new Playground(page);
  const { port } = new URL(baseURL as string);
  await page.goto(`http://${HOST}:${port}/?automation=keep`);
  expect(await page.evaluate(() => [isSecureContext, 'randomUUID' in crypto])).toEqual([false, false]);
  const messages = page.getByRole('region', { name: 'Messages' });
  await expect(messages).toContainText(
    'the graphics processor, several threads, use without a network, and the camera',
  );
  await page.screenshot({ path: info.outputPath('insecure.png') });

  await playground.set({
    ...SMALL_IMAGES,
    'training.steps': 3,
    'evaluation.everySteps': 0,
    'training.sourcesPerStep': 4,
  });
  await playground.loadFew('hex-nuts');
  await playground.play();
  await playground.finished();
  const { backend, error } = await playground.state();
  expect([backend, error]).toEqual(['wasm', null]);
  const kept = () =>
    page.evaluate(() => {
      const { runs, autosave } = (window as unknown as AutomationWindow).playground.store.getState();
      return [runs.map(({ state }) => state), autosave.state];
    });
  await expect.poll(kept).toEqual([['finished'], 'on']);

  await page.getByTestId('backend-chip').click();
  await expect(page.getByText(/this one came over plain http/)).toBeVisible();
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: /use offline$/ }).click();
  await page.getByRole('button', { name: /^Share …/ }).click();
  await page.getByRole('button', { name: 'Copy', exact: true }).click();
  await expect(page.getByText('Copied.', { exact: true })).toBeVisible();
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: /use offline$/ }).click();
  await page.getByRole('button', { name: /Use without a network/ }).click();
  await expect(page.getByText(/is not served over https/)).toBeVisible();
  await page.keyboard.press('Escape');
  await playground.tab('Camera').click();
  await page
    .getByRole('tabpanel')
    .getByRole('button', { name: /camera/i })
    .first()
    .click();
  await expect(page.getByText(/Open the page over https/)).toBeVisible();

  await messages.getByRole('button', { name: 'Dismiss this message' }).first().click();
  await page.reload();
  await expect(page.getByTestId('run-status')).toBeVisible();
  await expect(messages.getByText(/several threads/)).toHaveCount(0);
  expect(playground.errors).toEqual([]);
  await browser.close();
});

const NOT_STARTED = [/The page has not started/, /ページが起動していません/];

test('opened as a file, or with scripts blocked, the page says what to do', async ({ page, browser }) => {
  await page.goto(pathToFileURL(resolve('dist/index.html')).href);
  for (const words of NOT_STARTED) await expect(page.getByText(words)).toBeVisible();
  const blocked = await browser.newPage({ javaScriptEnabled: false });
  await blocked.goto('/');
  for (const words of NOT_STARTED) await expect(blocked.getByText(words)).toBeVisible();
  await blocked.close();
  // Where it does start, the words are gone.
  await page.goto('/');
  await expect(page.getByTestId('run-status')).toBeVisible();
  for (const words of NOT_STARTED) await expect(page.getByText(words)).toHaveCount(0);
});

test('the licences of what is in the page are one click away', async ({ page }) => {
  await page.goto('/');
  await page.getByRole('button', { name: /use offline$/ }).click();
  const [licences] = await Promise.all([
    page.waitForEvent('popup'),
    page.getByRole('link', { name: 'Licences of the software in this page' }).click(),
  ]);
  await licences.waitForLoadState();
  const packages = pagePackages() as Record<string, string>;
  const text = await licences.locator('body').innerText();
  for (const name of ['react', 'katex', 'zustand', '@tensorflow/tfjs-backend-wasm', 'workbox-precaching'])
    expect(text).toContain(`${name} ${packages[name]}`);
});
