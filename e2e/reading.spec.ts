/** Folders that leave something open are asked about, remembered and reported, by keyboard, in both languages and on a narrow page. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import { expect, test } from '@playwright/test';
import { encodePng, testPicture } from '../src/core/dataset/fixtures/encode-png.ts';
import { DataColumn } from './pages/data-column.ts';
import { Keeping } from './pages/keeping.ts';

let folder: string;
test.beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'cutpaste-'));
});
test.afterEach(() => rmSync(folder, { recursive: true, force: true }));

const picture = (seed: number): Buffer => Buffer.from(encodePng(testPicture(48, 48, seed)));

function write(files: Readonly<Record<string, Buffer | string>>): void {
  for (const [path, bytes] of Object.entries(files)) {
    mkdirSync(join(folder, path, '..'), { recursive: true });
    writeFileSync(join(folder, path), bytes);
  }
}

function pictures(where: string, count: number, seed: number): Record<string, Buffer> {
  return Object.fromEntries(
    Array.from({ length: count }, (_, i) => [`${where}/${i}.png`, picture(seed + i)]),
  );
}

test('siblings that cannot be told apart are asked about once, by keyboard', async ({ page }) => {
  write({ ...pictures('parts/positive', 5, 0), ...pictures('parts/negative', 3, 50) });
  const data = new DataColumn(page);
  await data.open();
  await data.column.getByTestId('folder-input').setInputFiles(join(folder, 'parts'));
  const question = data.column.getByTestId('import-question');
  await expect(question.getByRole('heading', { name: 'What is in this folder?' })).toBeFocused();
  await expect(question.locator('canvas')).toHaveCount(7);
  const axe = await new AxeBuilder({ page }).include('[data-testid=import-question]').analyze();
  expect(axe.violations).toEqual([]);
  const negative = question.getByLabel('parts/negative: what is it?');
  const positive = question.getByLabel('parts/positive: what is it?');
  await negative.focus();
  await page.keyboard.press('d');
  await page.keyboard.press('Tab');
  await expect(positive).toBeFocused();
  await page.keyboard.press('n');
  await expect(negative).toHaveValue('defect');
  await expect(positive).toHaveValue('normal');
  await page.keyboard.press('Enter');
  await question.getByRole('button', { name: 'Load the folder' }).press('Enter');
  await data.loaded();
  await data.expectCounts({ training: 5, testNormal: 0, defects: 3 });

  // The same folder, with one more picture, is not asked about again.
  write(pictures('parts/negative/more', 1, 90));
  await data.column.getByTestId('folder-input').setInputFiles(join(folder, 'parts'));
  await data.expectCounts({ training: 5, testNormal: 0, defects: 4 });
  await expect(question).toHaveCount(0);
});

test('a question can be refused, and what was open stays', async ({ page }) => {
  write({ ...pictures('x/A', 2, 0), ...pictures('x/B', 2, 50) });
  const data = new DataColumn(page);
  await data.open();
  await data.drop('replace', [{ name: 'a.png', data: picture(1) }]);
  await data.expectCounts({ training: 1, testNormal: 0, defects: 0 });
  await data.column.getByTestId('folder-input').setInputFiles(join(folder, 'x'));
  await data.column.getByRole('button', { name: 'Do not load it' }).click();
  await expect(data.column.getByTestId('import-question')).toHaveCount(0);
  await data.expectCounts({ training: 1, testNormal: 0, defects: 0 });
});

test('the report says how each group was read, and every line can be corrected', async ({ page }) => {
  write({ ...pictures('set/good', 5, 0), ...pictures('set/other', 3, 50), 'set/notes.txt': 'hello' });
  const data = new DataColumn(page);
  await data.open();
  await data.chooseFolder(join(folder, 'set'));
  await data.expectCounts({ training: 5, testNormal: 0, defects: 3 });
  await data.column.getByRole('button', { name: /How the folder was read/ }).press('Enter');
  const report = page.getByRole('dialog', { name: 'How the folder was read' });
  await expect(report.locator('[data-group="set/good"]')).toContainText('its name says so');
  await expect(report.locator('[data-group="set/other"]')).toContainText('it stands beside normal images');
  await expect(report).toContainText('Not an image: 1');
  expect((await new AxeBuilder({ page }).include('dialog').analyze()).violations).toEqual([]);
  await report.getByLabel('set/other: read as').selectOption('leave-out');
  await data.expectCounts({ training: 5, testNormal: 0, defects: 0 });
  await expect(report.locator('[data-group="set/other"]')).toContainText('you said so');
  await report.getByLabel('set/other: read as').selectOption('As its name says');
  await data.expectCounts({ training: 5, testNormal: 0, defects: 3 });
});

test('file names that may carry the label are asked about; a correction by keyboard at 390 px outlives a reload', async ({
  page,
}) => {
  for (let i = 1; i <= 5; i++) write({ [`flat/P_00${i}.png`]: picture(i) });
  for (let i = 1; i <= 3; i++) write({ [`flat/F_00${i}.png`]: picture(50 + i) });
  await page.setViewportSize({ width: 390, height: 844 });
  const data = new DataColumn(page);
  const keeping = new Keeping(page);
  await keeping.open();
  await data.column.getByTestId('folder-input').setInputFiles(join(folder, 'flat'));
  const question = data.column.getByTestId('import-question');
  await expect(question.getByRole('heading', { name: 'What is in this folder?' })).toBeFocused();
  const [failed, passed] = ['F', 'P'].map((mark) => question.getByLabel(`*${mark}*: what is it?`));
  await failed.focus();
  await page.keyboard.press('d');
  await passed.focus();
  await page.keyboard.press('n');
  await question.getByRole('button', { name: 'Load the folder' }).press('Enter');
  await data.loaded();
  await data.expectCounts({ training: 5, testNormal: 0, defects: 3 });

  const open = data.column.getByRole('button', { name: /How the folder was read/ });
  await open.press('Enter');
  const report = page.getByRole('dialog', { name: 'How the folder was read' });
  await report.getByLabel('*F*: read as').focus();
  await page.keyboard.press('l');
  await data.expectCounts({ training: 5, testNormal: 0, defects: 0 });
  await page.keyboard.press('Escape');
  await expect(report).toBeHidden();
  await expect(open).toBeFocused();
  await expect.poll(async () => (await keeping.kept()).map(({ images }) => images)).toContain(5);

  await keeping.open();
  // What was saved last is offered first.
  await keeping.messages().getByRole('button', { name: 'Restore' }).first().press('Enter');
  await data.expectCounts({ training: 5, testNormal: 0, defects: 0 });
});

test('polygons of LabelMe become labels and masks', async ({ page }) => {
  const shapes = [
    {
      label: 'dent',
      shape_type: 'polygon',
      points: [
        [4, 4],
        [30, 4],
        [30, 30],
        [4, 30],
      ],
    },
  ];
  const labels = (name: string, marked: boolean): string =>
    JSON.stringify({ imagePath: name, imageWidth: 48, imageHeight: 48, shapes: marked ? shapes : [] });
  write(pictures('parts', 8, 0));
  for (let i = 0; i < 8; i++) write({ [`parts/${i}.json`]: labels(`${i}.png`, i < 3) });
  const data = new DataColumn(page);
  await data.open();
  await data.chooseFolder(join(folder, 'parts'));
  await data.expectCounts({ training: 5, testNormal: 0, defects: 3 });
  await expect(data.column.getByText('3 with mask')).toBeVisible();
});

test('in Japanese at 390 px nothing is cut off', async ({ page }) => {
  write({ ...pictures('部品/甲', 2, 0), ...pictures('部品/乙', 2, 50) });
  await page.setViewportSize({ width: 390, height: 844 });
  await page.addInitScript(() => localStorage.setItem('language', 'ja'));
  const data = new DataColumn(page);
  await data.open();
  await data.column.getByTestId('folder-input').setInputFiles(join(folder, '部品'));
  const question = data.column.getByTestId('import-question');
  await expect(question.getByRole('heading')).toHaveText('このフォルダーの中身は何ですか');
  const wide = await question.evaluate((element) => element.scrollWidth - element.clientWidth);
  expect(wide).toBeLessThanOrEqual(0);
  await question.getByLabel('部品/甲：内容').selectOption('normal');
  await question.getByLabel('部品/乙：内容').selectOption('defect');
  await question.getByRole('button', { name: 'フォルダーを読み込む' }).click();
  await expect(question).toHaveCount(0);
});
