/** Data in: folders, archives, drops and hostile files, in a real browser. */
import { mkdtempSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { zipSync } from 'fflate';
import { encodePng, testPicture } from '../src/core/dataset/fixtures/encode-png.ts';
import { writeHostileFolder } from './fixtures/hostile-files.ts';
import { CAP_TAR_XZ } from './fixtures/tar-xz.ts';
import { encodeInBrowser } from './fixtures/photos.ts';
import { DataColumn } from './pages/data-column.ts';

let folder: string;
test.beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'cutpaste-'));
});
test.afterEach(() => rmSync(folder, { recursive: true, force: true }));

const picture = (seed: number, side = 48): Buffer => Buffer.from(encodePng(testPicture(side, side, seed)));
const mask = (side: number): Buffer => {
  const data = Uint8Array.from({ length: side * side }, (_, i) => (i % side < side / 2 ? 255 : 0));
  return Buffer.from(encodePng({ width: side, height: side, channels: 1, data }));
};

/** A small class in MVTec AD's layout, path to bytes. */
function mvtecFiles(root: string): Record<string, Buffer> {
  const files: Record<string, Buffer> = {};
  for (let i = 0; i < 6; i++) files[`${root}/train/good/00${i}.png`] = picture(i);
  for (let i = 0; i < 3; i++) files[`${root}/test/good/00${i}.png`] = picture(20 + i);
  for (let i = 0; i < 4; i++) files[`${root}/test/broken/00${i}.png`] = picture(40 + i);
  for (let i = 0; i < 3; i++) files[`${root}/ground_truth/broken/00${i}_mask.png`] = mask(48);
  files[`${root}/ground_truth/broken/003_mask.png`] = mask(40);
  files[`${root}/ground_truth/broken/009_mask.png`] = mask(48);
  files[`${root}/test/broken/004.png`] = picture(2);
  return files;
}

test('two hundred hostile files: each is named, thirty good ones are loaded', async ({ page }) => {
  const data = new DataColumn(page);
  await data.open();
  const jpegs = await encodeInBrowser(page, 17, 200, 'image/jpeg');
  const webps = await encodeInBrowser(page, 4, 120, 'image/webp');
  const { good, bad } = writeHostileFolder(join(folder, 'hostile'), jpegs, webps);
  expect(good).toHaveLength(30);
  expect(bad.length).toBeGreaterThanOrEqual(200);

  await data.chooseFolder(join(folder, 'hostile'));
  await data.expectCounts({ training: 30, testNormal: 0, defects: 0 });
  const leftOut = await data.leftOut();
  // Control characters and very long names are shown in a readable form, one archive stands for what is in it.
  const shown = (path: string): string =>
    path.length > 200 ? path.slice(0, 200) : path.replace('\u0000', '\uFFFD');
  const named = leftOut.map(({ path }) => shown(path)).sort();
  expect(named).toEqual(bad.map((path) => shown(`hostile/${path}`)).sort());
  expect(new Set(leftOut.map(({ reason }) => reason))).toEqual(
    new Set(['damaged', 'not-an-image', 'too-small', 'too-large', 'unsafe-name', 'nested-archive']),
  );
  expect(await page.evaluate(() => 'hacked' in window)).toBe(false);
  expect(data.errors).toEqual([]);
  await expect(data.thumbnails.first()).toBeVisible();
});

test('MVTec AD layout, below another folder, with masks and their problems', async ({ page }) => {
  for (const [path, bytes] of Object.entries(mvtecFiles('set/bottle'))) {
    mkdirSync(join(folder, path, '..'), { recursive: true });
    writeFileSync(join(folder, path), bytes);
  }
  const data = new DataColumn(page);
  await data.open();
  await data.chooseFolder(join(folder, 'set'));
  await data.expectCounts({ training: 6, testNormal: 3, defects: 4 });
  await expect(data.column.getByRole('heading', { name: 'bottle' })).toBeVisible();
  await expect(data.column.getByText('3 with mask')).toBeVisible();
  expect(await data.leftOut()).toEqual([
    { path: 'set/bottle/ground_truth/broken/003_mask.png', reason: 'mask-size-differs' },
    { path: 'set/bottle/ground_truth/broken/009_mask.png', reason: 'mask-without-image' },
    { path: 'set/bottle/test/broken/004.png', reason: 'duplicate-of-training' },
  ]);
});

test('a folder dragged in from outside, of more files than the browser lists at a time', async ({ page }) => {
  const files = mvtecFiles('drag/bottle');
  for (let i = 0; i < 130; i++)
    files[`drag/bottle/train/good/1${String(i).padStart(3, '0')}.png`] = picture(100 + i);
  for (const [path, bytes] of Object.entries(files)) {
    mkdirSync(join(folder, path, '..'), { recursive: true });
    writeFileSync(join(folder, path), bytes);
  }
  const data = new DataColumn(page);
  await data.open();
  await data.dropFolder(join(folder, 'drag'));
  await data.expectCounts({ training: 136, testNormal: 3, defects: 4 });
  await expect(data.column.getByText('3 with mask')).toBeVisible();
  expect(data.errors).toEqual([]);
});

test('a folder chosen through a folder handle keeps its layout; closing the picker changes nothing', async ({
  page,
}) => {
  const data = new DataColumn(page);
  await data.open();
  const files = Object.entries(mvtecFiles('bottle')).map(([path, bytes]) => [path, bytes.toString('base64')]);
  // The picker itself cannot be operated by a test; it hands out a real folder of the browser's private file system.
  await page.evaluate(async (entries) => {
    const root = await navigator.storage.getDirectory();
    for (const [path, base64] of entries) {
      const names = path.split('/');
      let at = root;
      for (const name of names.slice(0, -1)) at = await at.getDirectoryHandle(name, { create: true });
      const file = await at.getFileHandle(names.at(-1) ?? '', { create: true });
      const writable = await file.createWritable();
      await writable.write(Uint8Array.from(atob(base64), (c) => c.charCodeAt(0)));
      await writable.close();
    }
    const answers = [
      () => Promise.reject(new DOMException('closed', 'AbortError')),
      () => root.getDirectoryHandle('bottle'),
    ];
    Object.assign(window, { showDirectoryPicker: () => answers.shift()?.() });
  }, files);
  const choose = page.getByRole('button', { name: 'Choose a folder' }).first();
  await choose.click();
  await expect(choose).toBeVisible();
  await choose.click();
  await data.loaded();
  await data.expectCounts({ training: 6, testNormal: 3, defects: 4 });
  await expect(data.column.getByText('3 with mask')).toBeVisible();
});

test('an archive with two classes, one of which is chosen', async ({ page }) => {
  const files = { ...mvtecFiles('mvtec/bottle'), ...mvtecFiles('mvtec/cable') };
  delete files['mvtec/cable/train/good/000.png'];
  const data = new DataColumn(page);
  await data.open();
  const buffer = Buffer.from(zipSync(files));
  await data.chooseFiles([{ name: 'mvtec.zip', mimeType: 'application/zip', buffer }]);
  await data.expectCounts({ training: 6, testNormal: 3, defects: 4 });
  await data.column.getByLabel('Class').selectOption('cable');
  await data.expectCounts({ training: 5, testNormal: 3, defects: 4 });
});

test('later drops are added as test or training images', async ({ page }) => {
  const data = new DataColumn(page);
  await data.open();
  await data.drop('replace', [
    { name: 'a.png', data: picture(1) },
    { name: 'b.png', data: picture(2) },
  ]);
  await data.expectCounts({ training: 2, testNormal: 0, defects: 0 });
  await data.drop('add-test', [
    { name: 'x.png', data: picture(3) },
    { name: 'good-1.png', data: picture(4) },
    { name: 'again.png', data: picture(1) },
  ]);
  await data.expectCounts({ training: 2, testNormal: 1, defects: 1 });
  await data.drop('add-train', [{ name: 'c.png', data: picture(5) }]);
  await data.expectCounts({ training: 3, testNormal: 1, defects: 1 });
  expect(await data.leftOut()).toEqual([{ path: 'again.png', reason: 'duplicate-of-training' }]);
});

test('a drop without any image keeps what is open, and says so only where something was', async ({
  page,
}) => {
  const data = new DataColumn(page);
  await data.open();
  await data.drop('replace', [{ name: 'notes.txt', data: Buffer.from('hello') }]);
  const alert = data.column.getByRole('alert');
  await expect(alert).toContainText('No image could be loaded, so there are none yet.');
  await expect(alert).not.toContainText('kept');
  await data.drop('replace', [{ name: 'a.png', data: picture(1) }]);
  await data.drop('replace', [{ name: 'notes.txt', data: Buffer.from('hello') }]);
  await expect(alert).toContainText('Your earlier images were kept');
  await data.expectCounts({ training: 1, testNormal: 0, defects: 0 });
});

test('labels are changed singly and many at once with the keyboard, and taken back', async ({ page }) => {
  const data = new DataColumn(page);
  await data.open();
  await data.drop(
    'replace',
    Array.from({ length: 9 }, (_, i) => ({ name: `${i}.png`, data: picture(i) })),
  );
  await data.expectCounts({ training: 9, testNormal: 0, defects: 0 });
  await data.grid.focus();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Shift+ArrowRight');
  await page.keyboard.press('Shift+ArrowRight');
  await expect(data.thumbnails.and(page.locator('[aria-selected=true]'))).toHaveCount(3);
  await data.column.getByLabel('Label').selectOption({ label: 'Test, normal' });
  await data.expectCounts({ training: 6, testNormal: 3, defects: 0 });

  await data.thumbnails.first().click();
  await data.column.getByLabel('Label').selectOption({ label: 'New defect type …' });
  await data.column.getByLabel('Name of the defect').fill('dent');
  await page.keyboard.press('Enter');
  await data.expectCounts({ training: 5, testNormal: 3, defects: 1 });

  await data.grid.focus();
  await page.keyboard.press('Delete');
  await data.expectCounts({ training: 5, testNormal: 3, defects: 0 });
  const undo = data.column.getByRole('button', { name: 'Undo' });
  await undo.click();
  await undo.click();
  await undo.click();
  await data.expectCounts({ training: 9, testNormal: 0, defects: 0 });
  await expect(undo).toHaveCount(0);
});

test('a tar archive packed with xz opens; one that is cut says so', async ({ page }) => {
  const data = new DataColumn(page);
  await data.open();
  await data.drop('replace', [{ name: 'cap.tar.xz', data: CAP_TAR_XZ }]);
  await data.expectCounts({ training: 4, testNormal: 1, defects: 1 });
  await data.drop('replace', [{ name: 'cut.tar.xz', data: CAP_TAR_XZ.subarray(0, 300) }]);
  expect(await data.leftOut()).toEqual([{ path: 'cut.tar.xz', reason: 'damaged' }]);
  await data.expectCounts({ training: 4, testNormal: 1, defects: 1 });
  expect(data.errors).toEqual([]);
});

test('pasting a picture adds a test image', async ({ page }) => {
  const data = new DataColumn(page);
  await data.open();
  await data.drop('replace', [{ name: 'a.png', data: picture(1) }]);
  await page.evaluate((base64) => {
    const bytes = Uint8Array.from(atob(base64), (c) => c.charCodeAt(0));
    const clipboardData = new DataTransfer();
    clipboardData.items.add(new File([bytes], 'image.png', { type: 'image/png' }));
    window.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
  }, picture(9).toString('base64'));
  await data.expectCounts({ training: 1, testNormal: 0, defects: 1 });
});

test('loading can be cancelled, and what was loaded until then is kept', async ({ page }) => {
  const data = new DataColumn(page);
  await data.open();
  const [photo] = await encodeInBrowser(page, 1, 2000, 'image/jpeg');
  for (let i = 0; i < 300; i++) writeFileSync(join(folder, `${i}.jpg`), photo);
  await data.column.getByTestId('folder-input').setInputFiles(folder);
  const progress = data.column.getByRole('progressbar', { name: 'Loading images' });
  await expect(progress).toHaveAttribute('aria-valuetext', /^([2-9]|\d\d+) of 300$/);
  await data.column.getByRole('button', { name: 'Cancel' }).click();
  await data.loaded();
  const { training } = await data.counts();
  expect(training).toBeGreaterThan(0);
  expect(training).toBeLessThan(300);
  expect(await data.leftOut()).toEqual([{ path: '', reason: 'cancelled' }]);
});

test('another size or shape is decoded from the files again, with its labels', async ({ page }) => {
  const data = new DataColumn(page);
  await data.open();
  await data.drop('replace', [
    { name: 'a.png', data: picture(1, 300) },
    { name: 'b.png', data: picture(2, 300) },
  ]);
  await data.thumbnails.first().click();
  await data.column.getByLabel('Label').selectOption({ label: 'Test, normal' });
  await data.column.getByText('Size and shape').click();
  await data.column.getByLabel('Shape', { exact: true }).selectOption('letterbox');
  await data.column.getByRole('textbox', { name: /Image size/ }).fill('128');
  await page.keyboard.press('Enter');
  await page.waitForFunction(() => {
    const { playground } = window as unknown as {
      playground: { store: { getState(): { items: { image: { width: number } }[] } } };
    };
    return playground.store.getState().items.every((item) => item.image.width === 128);
  });
  await data.expectCounts({ training: 1, testNormal: 1, defects: 0 });
});
