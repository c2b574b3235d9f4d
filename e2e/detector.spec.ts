/** A detector taken home: its Node script and its page, really run from the downloaded zip, give the scores of the page that trained it. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test, type Page } from '@playwright/test';
import { unzipSync } from 'fflate';
import { encodePng } from '../src/core/dataset/fixtures/encode-png.ts';
import { Playground, type AutomationWindow } from './pages/playground.ts';
import { Runs } from './pages/runs.ts';
import { StaticHost } from './pages/static-host.ts';

/** Inside the project, so that the scripts find what their package.json asks for. */
let folder: string;
test.beforeEach(() => {
  mkdirSync('test-results', { recursive: true });
  folder = mkdtempSync(join('test-results', 'take-home-'));
  symlinkSync(join(process.cwd(), 'node_modules'), join(folder, 'node_modules'), 'dir');
});
test.afterEach(() => rmSync(folder, { recursive: true, force: true }));

interface Scored {
  readonly name: string;
  readonly score: number;
}

/** The test images at the working size as PNG files in `folder`, and what the page says of them. */
async function scoredImages(page: Page): Promise<{ threshold: number; images: Scored[] }> {
  /** TensorFlow.js in plain JavaScript is slow: three images are enough. */
  const MOST = 3;
  const { threshold, list } = await page.evaluate(() => {
    const { evaluations, items } = (window as unknown as AutomationWindow).playground.store.getState();
    const latest = evaluations.at(-1);
    if (!latest) throw new Error('There is no evaluation.');
    const list = latest.testIds.map((id, i) => {
      const image = items.find((item) => item.id === id)?.image;
      if (!image) throw new Error('The image is gone.');
      return { side: image.width, data: [...image.data], score: latest.testScores[i] };
    });
    return { threshold: latest.threshold, list };
  });
  const images = list.slice(0, MOST).map(({ side, data, score }, i) => {
    const name = `image${i}.png`;
    const png = encodePng({ width: side, height: side, channels: 3, data: Uint8Array.from(data) });
    writeFileSync(join(folder, name), png);
    return { name, score };
  });
  return { threshold, images };
}

async function takeHome(page: Page): Promise<void> {
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Save the detector' }).click();
  const file = await download;
  expect(file.suggestedFilename()).toMatch(/^detector .*\.zip$/);
  const files = unzipSync(readFileSync(await file.path()));
  for (const [name, bytes] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), bytes);
  }
}

const close = (score: number, expected: number) => expect(Math.abs(score / expected - 1)).toBeLessThan(1e-4);

/** Runs the script on all images and compares score and verdict. */
function expectScriptToAgree(images: readonly Scored[], threshold: number): void {
  const files = images.map(({ name }) => name);
  const output = execFileSync(process.execPath, ['score.mjs', ...files], { cwd: folder, encoding: 'utf8' });
  const lines = output.split('\n').flatMap((line) => (/^image/.test(line) ? [line.split('\t')] : []));
  expect(lines.map(([name]) => name)).toEqual(files);
  images.forEach(({ score }, i) => {
    close(Number(lines[i][1]), score);
    expect(lines[i][2]).toBe(score >= threshold ? 'anomalous' : 'normal');
  });
}

test('exact windows, fast windows, whole images: script and page score as the playground does', async ({
  page,
  context,
}) => {
  const playground = new Playground(page);
  const runs = new Runs(page);
  const run = async (settings: Record<string, unknown>) => {
    await playground.set({
      'training.steps': 4,
      'training.sourcesPerStep': 4,
      'evaluation.everySteps': 0,
      'data.imageSizePx': 64,
      'model.width': 4,
      'model.cropSizePx': 32,
      'evaluation.windowSizePx': 32,
      ...settings,
    });
    if (await page.getByRole('button', { name: /^Reset/ }).isEnabled())
      await page.getByRole('button', { name: /^Reset/ }).click();
    await playground.play();
    await playground.finished();
    await runs.open();
  };
  await playground.open();
  await playground.loadFew('hex-nuts');
  await run({ 'model.mode': 'patch', 'evaluation.windowStridePx': 16 });
  await takeHome(page);
  const exact = await scoredImages(page);
  expectScriptToAgree(exact.images, exact.threshold);

  const host = new StaticHost(folder);
  await host.start();
  const home = await context.newPage();
  const strangers: string[] = [];
  home.on('request', (request) => {
    if (!request.url().startsWith(host.url)) strangers.push(request.url());
  });
  await home.goto(host.url);
  await expect(home.locator('output')).toHaveText(/Choose an image/);
  for (const { name, score } of exact.images.slice(0, 2)) {
    await home.getByLabel('Image').setInputFiles(join(folder, name));
    await expect(home.locator('output')).toHaveText(/: score /);
    const text = (await home.locator('output').textContent()) ?? '';
    close(Number(/score ([\d.e+-]+)/.exec(text)?.[1]), score);
    expect(text).toMatch(score >= exact.threshold ? /^Anomalous/ : /^Normal/);
  }
  // Stock TensorFlow.js reads the model by its address too.
  const outputs = await home.evaluate(async () => {
    const { tf } = window as unknown as { tf: typeof import('@tensorflow/tfjs') };
    return (await tf.loadLayersModel('model/model.json')).outputs[0].shape;
  });
  expect(outputs).toEqual([null, null, null, 16]);
  expect(strangers.filter((url) => !url.startsWith('blob:') && !url.startsWith('data:'))).toEqual([]);
  await home.close();
  await host.stop();

  const card = readFileSync(join(folder, 'MODEL_CARD.md'), 'utf8');
  const { auroc } = await page.evaluate(() => {
    const state = (window as unknown as AutomationWindow).playground.store.getState();
    return { auroc: state.runs.find(({ id }) => id === state.currentRunId)?.metrics.at(-1)?.auroc };
  });
  expect(card).toContain(`| AUROC | ${auroc?.toFixed(3)} |`);
  expect(card).toContain('| Normal training images | 6 |');
  expect(card).toContain('| `training.steps` | 4 |');
  expect(card).not.toMatch(/undefined|null|NaN|\w+\.title/);

  // Another way through the same windows, at a stride that is no multiple of the network's.
  await playground.set({ 'evaluation.dense': 'fast', 'evaluation.windowStridePx': 12 });
  await expect
    .poll(() =>
      page.evaluate(
        () =>
          (window as unknown as AutomationWindow).playground.store.getState().evaluations.at(-1)?.maps[0]
            .stridePx,
      ),
    )
    .toBe(12);
  await expect(playground.status()).toHaveAttribute('data-phase', 'finished');
  await takeHome(page);
  const fast = await scoredImages(page);
  expectScriptToAgree(fast.images, fast.threshold);

  await run({ 'model.mode': 'image' });
  await takeHome(page);
  const whole = await scoredImages(page);
  expectScriptToAgree(whole.images, whole.threshold);
  expect(playground.errors).toEqual([]);
});
