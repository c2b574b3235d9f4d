/** The webcam, with the browser's fake one: pictures, training, live scores; and a camera that is refused. */
import { AxeBuilder } from '@axe-core/playwright';
import { expect, test, type Page } from '@playwright/test';
import { CHROMIUM_ARGS, locateChromium } from '../scripts/find-chromium.mjs';
import { DataColumn } from './pages/data-column.ts';
import { Playground, SMALL_IMAGES } from './pages/playground.ts';

/** A fake camera; leave to use it is given or not by each test. */
test.use({
  launchOptions: {
    executablePath: locateChromium() ?? undefined,
    args: [...CHROMIUM_ARGS, '--use-fake-device-for-media-stream'],
  },
});

/** Remembers every track that the page was given. */
async function watchTracks(page: Page): Promise<() => Promise<string[]>> {
  await page.addInitScript(() => {
    const tracks: MediaStreamTrack[] = [];
    Object.assign(window, { tracks });
    const { mediaDevices } = navigator;
    const original = mediaDevices.getUserMedia.bind(mediaDevices);
    mediaDevices.getUserMedia = async (constraints) => {
      const stream = await original(constraints);
      tracks.push(...stream.getTracks());
      return stream;
    };
  });
  return () =>
    page.evaluate(() =>
      (window as unknown as { tracks: MediaStreamTrack[] }).tracks.map(({ readyState }) => readyState),
    );
}

test('take pictures, train, score live; the device is freed when the tab is left', async ({
  page,
  context,
}) => {
  await context.grantPermissions(['camera']);
  const tracks = await watchTracks(page);
  const playground = new Playground(page);
  const data = new DataColumn(page);
  await playground.open();
  await playground.set({
    ...SMALL_IMAGES,
    'training.steps': 3,
    'evaluation.everySteps': 0,
    'training.sourcesPerStep': 4,
  });
  await page.getByRole('button', { name: 'Use the camera' }).click();
  await page.getByRole('button', { name: 'Start the camera' }).click();
  await expect(page.getByLabel('What the camera sees')).toBeVisible();
  expect(await tracks()).toEqual(['live']);
  await page.getByRole('switch', { name: 'Hold exposure and focus' }).check();
  await expect(page.getByText(/Held still|cannot hold/)).toBeVisible();

  const take = page.getByRole('region', { name: 'Take pictures' });
  await take.getByLabel('How many').fill('8');
  await take.getByLabel('How many').press('Enter');
  await take.getByLabel('Every').fill('0.1');
  await take.getByLabel('Every').press('Enter');
  await take.getByRole('button', { name: 'Take 8 pictures' }).click();
  await expect.poll(async () => (await data.counts()).training).toBeGreaterThan(5);
  await take.getByLabel('As').selectOption('Test, defect');
  await take.getByRole('button', { name: 'Take 8 pictures' }).click();
  await expect.poll(async () => (await data.counts()).defects).toBeGreaterThan(3);

  await expect(page.getByRole('button', { name: 'Score live' })).toHaveAttribute('aria-disabled', 'true');
  await playground.play();
  await playground.finished();
  // The run showed itself in its own tab: the camera was left and is free.
  await playground.tab('Camera').click();
  expect(await tracks()).toEqual(['ended']);
  await page.getByRole('button', { name: 'Start the camera' }).click();
  await page.getByRole('button', { name: 'Score live' }).click();
  const verdict = page.getByTestId('live-verdict');
  await expect(verdict).toContainText(/Normal|Anomalous/);
  await expect(page.getByTestId('live-rate')).toHaveText(/\d/);
  await expect(page.getByRole('tabpanel').locator('canvas')).toBeVisible();
  expect((await new AxeBuilder({ page }).include('[role=tabpanel]').analyze()).violations).toEqual([]);
  await page.getByRole('button', { name: 'Stop the camera' }).click();
  await expect.poll(tracks).toEqual(['ended', 'ended']);
  expect(playground.errors).toEqual([]);
});

test('without leave to use it, the tab says what happened and what to do', async ({ page }) => {
  const playground = new Playground(page);
  await playground.open();
  await page.getByRole('button', { name: 'Use the camera' }).click();
  await page.getByRole('button', { name: 'Start the camera' }).click();
  await expect(page.getByRole('alert')).toContainText(/not allowed to use the camera.*Allow it/);
  await expect(page.getByRole('button', { name: 'Start the camera' })).toBeEnabled();
  expect(playground.errors).toEqual([]);
});
