/** The region of interest in a real browser: drawn on an image, by numbers, from a picture; kept with the settings, and said where it is refused. */
import { expect, test } from '@playwright/test';
import { encodePng, testPicture } from '../src/core/dataset/fixtures/encode-png.ts';
import { DataColumn } from './pages/data-column.ts';

const SIDE = 48;
const picture = (name: string, seed: number) => ({
  name,
  mimeType: 'image/png',
  buffer: Buffer.from(encodePng(testPicture(SIDE, SIDE, seed))),
});
/** White in the left half, black elsewhere. */
const stencil = (width: number, height: number) => ({
  name: 'stencil.png',
  mimeType: 'image/png',
  buffer: Buffer.from(
    encodePng({
      width,
      height,
      channels: 1,
      data: Uint8Array.from({ length: width * height }, (_, i) => (i % width < width / 2 ? 255 : 0)),
    }),
  ),
});

test('a region is drawn, marked by numbers, read from a picture, and taken away', async ({ page }) => {
  const data = new DataColumn(page);
  await data.open();
  await data.chooseFiles(Array.from({ length: 6 }, (_, i) => picture(`part-${i}.png`, i)));
  await expect(data.column.getByText('the whole image')).toBeVisible();

  const open = data.column.getByRole('button', { name: 'Region of interest' });
  const dialog = page.getByRole('dialog', { name: 'Region of interest' });
  await open.click();
  await expect(dialog.getByRole('status')).toContainText('Nothing is marked');
  const canvas = dialog.getByTestId('region-canvas');
  const box = (await canvas.boundingBox())!;
  for (const [x, y] of [
    [0.25, 0.25],
    [0.75, 0.25],
    [0.75, 0.75],
    [0.25, 0.75],
  ])
    await canvas.click({ position: { x: x * box.width, y: y * box.height } });
  // Escape forgets the corners, not the dialog.
  await page.keyboard.press('Escape');
  await expect(dialog).toBeVisible();
  await expect(dialog.getByRole('status')).toContainText('Nothing is marked');
  for (const [x, y] of [
    [0.25, 0.25],
    [0.75, 0.25],
    [0.75, 0.75],
    [0.25, 0.75],
  ])
    await canvas.click({ position: { x: x * box.width, y: y * box.height } });
  await page.keyboard.press('Enter');
  await expect(dialog.getByRole('status')).toContainText(/2[45]\.\d % of the image/);

  await dialog.getByText('Rectangle by numbers').click();
  await dialog.getByRole('textbox', { name: 'Bottom' }).fill('50');
  await dialog.getByRole('button', { name: 'Mark it' }).click();
  await expect(dialog.getByRole('status')).toContainText(/6[23]\.\d % of the image/);
  await dialog.getByRole('button', { name: 'Undo' }).click();
  await expect(dialog.getByRole('status')).toContainText(/2[45]\.\d % of the image/);
  await dialog.getByRole('button', { name: 'Use this region' }).click();
  await expect(dialog).toHaveCount(0);
  await expect(data.column.getByText(/2[45]\.\d % of the image/)).toBeVisible();

  await open.click();
  await dialog.locator('input[type=file]').setInputFiles([picture('photo.png', 3)]);
  await expect(dialog.getByRole('alert')).toContainText('photo.png');
  await dialog.locator('input[type=file]').setInputFiles([stencil(SIDE, 2 * SIDE)]);
  await expect(dialog.getByRole('alert')).toContainText('48 × 96 px, the images 48 × 48 px');
  await dialog.locator('input[type=file]').setInputFiles([stencil(2 * SIDE, 2 * SIDE)]);
  await expect(dialog).toHaveCount(0);
  await expect(data.column.getByText('50.0 % of the image')).toBeVisible();

  await data.column.getByRole('button', { name: 'Take it away' }).click();
  await expect(data.column.getByText('the whole image')).toBeVisible();
  expect(data.errors).toEqual([]);
});
