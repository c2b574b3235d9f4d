/** A run as a film: an animated GIF that another program reads, with a frame for each evaluated step; it can be given up. */
import { readFile } from 'node:fs/promises';
import { expect, test } from '@playwright/test';
import sharp from 'sharp';
import { OPENED, violations } from './pages/axe.ts';
import { Playground, SMALL_IMAGES } from './pages/playground.ts';

test('a run becomes a film of its evaluated steps', async ({ page }) => {
  const playground = new Playground(page);
  await playground.open();
  await playground.loadFew('hex-nuts');
  await playground.set({ ...SMALL_IMAGES, 'training.steps': 4, 'evaluation.everySteps': 2, seed: 3 });
  await playground.play();
  await playground.finished();
  await playground.panel().getByRole('button', { name: 'Film', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: 'Film of this run' });
  await expect(dialog.getByText('each of the 3 evaluated steps')).toBeVisible();

  // The worker comes only after it was given up.
  let letGo = () => {};
  const held = new Promise<void>((resolve) => (letGo = resolve));
  await page.route(/film\.worker/, async (route) => {
    await held;
    await route.abort().catch(() => undefined);
  });
  await dialog.getByRole('button', { name: 'Make the film' }).click();
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  await expect(dialog.getByRole('progressbar')).toHaveCount(0);
  await expect(dialog.getByRole('img')).toHaveCount(0);
  letGo();
  await page.unroute(/film\.worker/);

  await dialog.getByRole('button', { name: 'Make the film' }).click();
  await expect(dialog.getByRole('img', { name: 'The film, 3 evaluated steps' })).toBeVisible();
  expect(await violations(page, OPENED)).toEqual([]);
  const coming = page.waitForEvent('download');
  await dialog.getByRole('button', { name: /^Save the film/ }).click();
  const download = await coming;
  expect(download.suggestedFilename()).toBe('film Hex nuts 4 steps seed 3.gif');

  const bytes = await readFile(await download.path());
  const { format, pages, width, pageHeight } = await sharp(bytes, { animated: true }).metadata();
  expect({ format, pages, width, pageHeight }).toEqual({
    format: 'gif',
    pages: 4,
    width: 960,
    pageHeight: 600,
  });
  const frames = await Promise.all(
    [0, 1, 2, 3].map((at) => sharp(bytes, { page: at }).removeAlpha().greyscale().raw().toBuffer()),
  );
  for (const frame of frames) {
    const share = frame.reduce((count, value) => count + Number(value < 90), 0) / frame.length;
    expect(share, 'words and pictures on white').toBeGreaterThan(0.005);
    expect(share).toBeLessThan(0.5);
  }
  expect(frames[0].equals(frames[1])).toBe(false);
  expect(frames[1].equals(frames[2])).toBe(false);
  expect(playground.errors).toEqual([]);
});
