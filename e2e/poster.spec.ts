/** A figure to take along: the poster of a run as SVG, PNG and PDF, in both languages; each file opens and holds the run's figures. */
import { readFile } from 'node:fs/promises';
import { expect, test, type Page } from '@playwright/test';
import { PDFDocument } from '@cantoo/pdf-lib';
import { decode } from 'fast-png';
import { OPENED, violations } from './pages/axe.ts';
import { type AutomationWindow, Playground, SMALL_IMAGES } from './pages/playground.ts';

async function saved(page: Page, button: string): Promise<Buffer> {
  const coming = page.waitForEvent('download');
  await page.getByRole('dialog').getByRole('button', { name: button }).click();
  return readFile(await (await coming).path());
}

test('a run becomes a poster in three formats, in English and in Japanese', async ({ page }) => {
  const playground = new Playground(page);
  await playground.open();
  await playground.loadFew('hex-nuts');
  await playground.set({ ...SMALL_IMAGES, 'training.steps': 2, 'evaluation.everySteps': 2 });
  await playground.play();
  await playground.finished();
  const auroc = await playground
    .panel()
    .getByRole('region', { name: /^AUROC/ })
    .locator('strong')
    .innerText();

  await playground.panel().getByRole('button', { name: 'Poster' }).click();
  const dialog = page.getByRole('dialog', { name: 'Poster of this run' });
  await expect(dialog.getByRole('img', { name: `AUROC on the test images ${auroc}` })).toBeVisible();
  expect(await violations(page, OPENED)).toEqual([]);

  const svg = (await saved(page, 'Save as SVG')).toString();
  const figures = await page.evaluate((text) => {
    const sheet = new DOMParser().parseFromString(text, 'image/svg+xml');
    return {
      error: sheet.querySelector('parsererror')?.textContent ?? null,
      text: sheet.documentElement.textContent,
      images: sheet.querySelectorAll('image').length,
    };
  }, svg);
  expect(figures.error).toBeNull();
  expect(figures.text).toContain(auroc);
  expect(figures.text).toContain('Hex nuts');
  // Five views, six test images and their maps.
  expect(figures.images).toBe(17);

  const png = decode(await saved(page, 'Save as PNG'));
  expect([png.width, png.height]).toEqual([2480, 3508]);
  const dark = Uint8Array.from(png.data).reduce((count, value) => count + Number(value < 60), 0);
  expect(dark / png.data.length).toBeGreaterThan(0.01);

  const pdf = await saved(page, 'Save as PDF');
  expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
  const sheets = (await PDFDocument.load(pdf)).getPages();
  expect(sheets).toHaveLength(1);
  const { width, height } = sheets[0].getSize();
  expect([width, height].map((points) => Math.round((points / 72) * 25.4))).toEqual([210, 297]);

  await dialog.getByRole('button', { name: 'Close' }).click();
  await page.evaluate(() =>
    (window as unknown as AutomationWindow).playground.store.getState().setLanguage('ja'),
  );
  await page.getByRole('button', { name: 'ポスター' }).click();
  await expect(page.getByRole('dialog').getByRole('img')).toBeVisible();
  const japanese = (await saved(page, 'SVGで保存')).toString();
  expect(japanese).toContain(auroc);
  expect(japanese).toContain('ROC曲線');
  expect(playground.errors).toEqual([]);
});
