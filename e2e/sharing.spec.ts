/** For the teacher: share links in and out, lesson links that hide controls, presenting. */
import { AxeBuilder } from '@axe-core/playwright';
import { expect, test, type Page } from '@playwright/test';
import { encodePng, testPicture } from '../src/core/dataset/fixtures/encode-png.ts';
import { DataColumn } from './pages/data-column.ts';
import { Playground, type AutomationWindow } from './pages/playground.ts';

const settings = (page: Page) =>
  page.evaluate(() => {
    const { config, sampleName, stageTab, hiddenParts } = (
      window as unknown as AutomationWindow
    ).playground.store.getState();
    return { config, sampleName, stageTab, hiddenParts };
  });

test('a link opens as it was shared; a class sees what its teacher chose, and can have the rest', async ({
  page,
  context,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const playground = new Playground(page);
  await playground.open();
  await playground.set({ 'training.steps': 321, 'augment.patchJitter.hue': 0.25, seed: 9 });
  await playground.loadFew('hex-nuts');
  await playground.tab('Maps').click();
  await page.getByRole('button', { name: 'Share, present, use offline' }).click();
  await page.getByRole('button', { name: /Share …/ }).click();
  const dialog = page.getByRole('dialog', { name: 'Share' });
  await dialog.getByText('Lesson link: show a class only what it needs').click();
  await dialog.getByRole('checkbox', { name: 'Choice of backend' }).uncheck();
  await dialog.getByRole('checkbox', { name: 'Train', exact: true }).uncheck();
  await dialog.getByRole('checkbox', { name: 'Data', exact: true }).first().uncheck();
  expect((await new AxeBuilder({ page }).include('dialog').analyze()).violations).toEqual([]);
  await dialog.getByRole('button', { name: 'Copy' }).click();
  await expect(dialog.getByRole('status')).toHaveText('Copied.');
  const link = await page.evaluate(() => navigator.clipboard.readText());
  expect(new URL(link).hash.length).toBeLessThan(200);
  const shared = await settings(page);

  const other = await context.newPage();
  await other.goto(link.replace('#', '?automation#'));
  await expect(other.getByTestId('run-status')).toHaveAttribute('data-phase', 'ready', { timeout: 60_000 });
  const opened = await settings(other);
  expect(opened.config).toEqual(shared.config);
  expect(opened.sampleName).toBe('hex-nuts');
  expect(opened.stageTab).toBe('maps');
  await expect(other.getByRole('tab', { name: 'Train', exact: true })).toHaveCount(0);
  await expect(other.getByTestId('backend-chip')).toHaveCount(0);
  await expect(other.getByRole('complementary', { name: 'Data' })).toHaveCount(0);
  await other.getByRole('button', { name: 'Show everything' }).click();
  await expect(other.getByRole('tab', { name: 'Train', exact: true })).toBeVisible();
  await expect(other.getByRole('complementary', { name: 'Data' })).toBeVisible();
});

test('a wrong link leaves a notice and defaults; one that would close own images asks first', async ({
  page,
}) => {
  const data = new DataColumn(page);
  await page.goto('/?automation#v=1&preset=quick&training.steps=minus');
  await expect(page.getByRole('region', { name: 'Messages' })).toContainText('The link could not be opened');
  expect((await settings(page)).config.training.steps).toBe(1000);

  await expect(data.column).toBeVisible();
  await data.drop('replace', [{ name: 'a.png', data: Buffer.from(encodePng(testPicture(48, 48, 1))) }]);
  await data.expectCounts({ training: 1, testNormal: 0, defects: 0 });
  await page.evaluate(() => void (location.hash = 'v=1&preset=quick&training.steps=77&sample=hex-nuts'));
  await expect(page.getByText('Open the link?')).toBeVisible();
  expect((await settings(page)).config.training.steps).toBe(1000);
  await page.getByRole('button', { name: 'Keep what is open' }).click();
  await data.expectCounts({ training: 1, testNormal: 0, defects: 0 });
  await page.evaluate(() => void (location.hash = 'v=1&preset=quick&training.steps=78'));
  await page.getByRole('button', { name: 'Open the link' }).click();
  await expect.poll(async () => (await settings(page)).config.training.steps).toBe(78);
  await data.expectCounts({ training: 1, testNormal: 0, defects: 0 });
  expect(data.errors).toEqual([]);
});

test('presenting: large type, one panel at a time, by keyboard alone', async ({ page }) => {
  const playground = new Playground(page);
  await playground.open();
  await playground.loadFew('hex-nuts');
  const sizeOf = () => page.evaluate(() => parseFloat(getComputedStyle(document.body).fontSize));
  const before = await sizeOf();
  await page.locator('body').press('p');
  const title = page.getByRole('heading', { level: 1 });
  await expect(title).toContainText('Augment');
  expect(await sizeOf()).toBeGreaterThan(1.3 * before);
  await page.keyboard.press('ArrowRight');
  await expect(title).toContainText('Train');
  await page.keyboard.press('PageUp');
  await page.keyboard.press('ArrowLeft');
  await expect(title).toContainText('Data');
  await expect(page.getByRole('main', { name: 'Data' })).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('complementary', { name: 'Data' })).toBeVisible();
  expect(await sizeOf()).toBe(before);
  expect(playground.errors).toEqual([]);
});
