/** Maps and the chosen image show the pixels of the dropped file, which the working size has lost; and say so where the file is gone. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, test } from '@playwright/test';
import { encodePng } from '../src/core/dataset/fixtures/encode-png.ts';
import { DataColumn } from './pages/data-column.ts';
import { Playground } from './pages/playground.ts';

let folder: string;
test.beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'cutpaste-'));
});
test.afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Columns of one pixel, black and white by turns from the middle on: grey at any smaller size. `shade` tells files apart. */
function stripes(width: number, height: number, shade: number): Buffer {
  const data = new Uint8Array(3 * width * height);
  for (let i = 0; i < width * height; i++) {
    const x = i % width;
    data.fill(x < width / 2 ? shade : 255 * (x % 2), 3 * i, 3 * i + 3);
  }
  return Buffer.from(encodePng({ width, height, channels: 3, data }));
}

test('zoomed in, the pixels of the file; without the file, a calm word', async ({ page }) => {
  const files: Record<string, Buffer> = {};
  for (let i = 0; i < 6; i++) files[`train/good/${i}.png`] = stripes(96, 64, 20 + 10 * i);
  files['test/good/0.png'] = stripes(1201, 800, 90);
  files['test/cut/0.png'] = stripes(1200, 801, 200);
  for (const [path, bytes] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), bytes);
  }
  const playground = new Playground(page);
  await playground.open();
  await new DataColumn(page).chooseFolder(folder);
  await playground.set({
    'training.steps': 1,
    'evaluation.everySteps': 0,
    'training.sourcesPerStep': 4,
    'evaluation.windowStridePx': 64,
  });
  await playground.play();
  await playground.finished();
  rmSync(join(folder, 'test/good/0.png'));

  const chosen = playground.panel().getByRole('region', { name: /^Chosen image/ });
  const film = page.getByRole('region', { name: 'Anomaly maps' });
  await playground.tab('Maps').click();
  await film.getByRole('combobox', { name: 'Type' }).selectOption('cut');
  await expect(film.locator('[data-original=shown]')).toContainText('1200 × 801 px');
  await expect(chosen.locator('[data-original-px="1200"]')).toBeVisible();

  const pane = film.getByRole('group', { name: /^Image\./ });
  /** Shares of black and of white on the right of the pane. */
  const share = () =>
    pane.locator('canvas').evaluate((canvas: HTMLCanvasElement) => {
      const { width, height } = canvas;
      const left = Math.ceil(0.55 * width);
      const data = canvas.getContext('2d')?.getImageData(left, 0, width - left, height).data ?? [];
      let [black, white] = [0, 0];
      for (let i = 0; i < data.length; i += 4) {
        if (data[i] < 16) black++;
        if (data[i] > 239) white++;
      }
      return Math.round((400 * Math.min(black, white)) / data.length);
    });
  expect(await share()).toBe(0);
  await pane.focus();
  // Deeper than the working size alone goes: sixteen times.
  for (let i = 0; i < 8; i++) await page.keyboard.press('+');
  await expect(film.getByText(/^Zoom 25\.6×/)).toBeVisible();
  await expect.poll(share).toBeGreaterThan(40);

  await film.getByRole('combobox', { name: 'Type' }).selectOption('good');
  await expect(film.locator('[data-original=unreadable]')).toContainText('cannot be read any more');
  expect(playground.errors).toEqual([]);
});
