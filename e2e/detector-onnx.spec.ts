/** The page saves a detector as ONNX after ONNX Runtime has scored like the page in this very browser; the file proves it again in Node. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from '@playwright/test';
import { unzipSync } from 'fflate';
import sharp from 'sharp';
import { Playground } from './pages/playground.ts';
import { Runs } from './pages/runs.ts';
import { StaticHost } from './pages/static-host.ts';

let folder: string;
test.beforeEach(() => {
  mkdirSync('test-results', { recursive: true });
  folder = mkdtempSync(join('test-results', 'onnx-'));
  symlinkSync(join(process.cwd(), 'node_modules'), join(folder, 'node_modules'), 'dir');
});
test.afterEach(() => rmSync(folder, { recursive: true, force: true }));

test('ONNX Runtime agrees before the file is handed over, and again in Node', async ({ page, context }) => {
  const playground = new Playground(page);
  const runs = new Runs(page);
  await playground.open();
  await playground.loadFew('hex-nuts');
  const small = { 'data.imageSizePx': 64, 'model.width': 4, 'model.cropSizePx': 32 };
  const short = { 'training.steps': 4, 'training.sourcesPerStep': 4, 'evaluation.everySteps': 0 };
  await playground.set({ ...small, ...short, 'evaluation.windowSizePx': 32 });
  await playground.play();
  await playground.finished();
  await runs.open();
  const save = page.getByRole('button', { name: 'Save as ONNX' });
  const download = page.waitForEvent('download');
  await save.click();
  const file = await download;
  expect(file.suggestedFilename()).toMatch(/^detector onnx .*\.zip$/);
  const said = page.getByRole('status').filter({ hasText: 'ONNX Runtime scored' });
  await expect(said).toHaveText(/scored 5 images .* differ by \d.*e-\d+ at most/);
  for (const [name, bytes] of Object.entries(unzipSync(readFileSync(await file.path())))) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), bytes);
  }
  const proof = execFileSync(process.execPath, ['verify.mjs'], { cwd: folder, encoding: 'utf8' });
  expect(proof).toMatch(/^5 images: .* decisions flipped: 0$/m);
  const about =
    readFileSync(join(folder, 'README.md'), 'utf8') + readFileSync(join(folder, 'MODEL_CARD.md'), 'utf8');
  expect(about).not.toMatch(/undefined|NaN|readMe\./);

  // The page that goes home with it, with onnxruntime-web.
  const host = new StaticHost(folder);
  await host.start();
  const home = await context.newPage();
  await home.goto(host.url);
  await expect(home.locator('output')).toHaveText(/Choose an image/);
  await home.getByLabel('Image').setInputFiles(join(folder, 'golden/1.png'));
  await expect(home.locator('output')).toHaveText(/: score /);
  const { images } = JSON.parse(readFileSync(join(folder, 'golden.json'), 'utf8')) as {
    images: { score: number; anomalous: boolean }[];
  };
  const text = (await home.locator('output').textContent()) ?? '';
  expect(Math.abs(Number(/score ([\d.e+-]+)/.exec(text)?.[1]) / images[0].score - 1)).toBeLessThan(1e-4);
  expect(text).toMatch(images[0].anomalous ? /^Anomalous/ : /^Normal/);
  // What it cannot score it says, and goes on.
  const [noImage, deep] = ['no-image.png', 'deep.png'].map((name) => join(folder, name));
  writeFileSync(noImage, 'no image');
  const samples = { raw: { width: 32, height: 32, channels: 1 } } as const;
  writeFileSync(
    deep,
    await sharp(new Uint16Array(1024).fill(4000), samples).toColourspace('grey16').png().toBuffer(),
  );
  for (const [path, words] of [
    [noImage, 'Not scored: This browser cannot read the file as an image.'],
    [deep, 'Not scored: Browsers cut files of 16 bits to 8.'],
    [join(folder, 'golden/2.png'), ': score '],
  ]) {
    await home.getByLabel('Image').setInputFiles(path);
    await expect(home.locator('output')).toContainText(words);
  }
  await host.stop();
  expect(playground.errors).toEqual([]);
});
