/** Weights leave the page as safetensors, and a file of weights opens in it: the same network, judged on the images that are open. */
import { readFileSync, writeFileSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import { unzipSync } from 'fflate';
import { Playground } from './pages/playground.ts';
import { Runs } from './pages/runs.ts';

test('weights are saved for PyTorch and opened again with the same scores; a damaged file changes nothing', async ({
  page,
}, info) => {
  const playground = new Playground(page);
  const runs = new Runs(page);
  await playground.open();
  await playground.loadFew('hex-nuts');
  const small = { 'data.imageSizePx': 64, 'model.width': 4, 'model.cropSizePx': 32 };
  const short = { 'training.steps': 4, 'training.sourcesPerStep': 4, 'evaluation.everySteps': 0 };
  await playground.set({ ...small, ...short, 'evaluation.windowSizePx': 32 });
  await playground.play();
  await playground.finished();
  const scores = () =>
    page.evaluate(() => {
      const { store } = (
        window as unknown as {
          playground: { store: { getState(): { evaluations: { testScores: Float64Array }[] } } };
        }
      ).playground;
      return Array.from(store.getState().evaluations.at(-1)?.testScores ?? []);
    });
  const before = await scores();
  await runs.open();
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Save the weights for PyTorch' }).click();
  const file = await download;
  expect(file.suggestedFilename()).toMatch(/^weights .*\.zip$/);
  const parts = unzipSync(readFileSync(await file.path()));
  expect(Object.keys(parts)).toEqual(
    expect.arrayContaining([
      'model.safetensors',
      'to_pytorch.py',
      'network.py',
      'golden.json',
      'MODEL_CARD.md',
      'MODEL_CARD.ja.md',
    ]),
  );

  const scriptDownload = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Save this run as a PyTorch script' }).click();
  const script = await scriptDownload;
  expect(script.suggestedFilename()).toMatch(/^run .*\.py$/);
  expect(readFileSync(await script.path(), 'utf8')).toContain('"imageSizePx": 64');
  await expect(page.getByRole('status').filter({ hasText: 'a program of one file' })).toBeVisible();

  const damaged = info.outputPath('damaged.safetensors');
  writeFileSync(damaged, parts['model.safetensors'].slice(0, -40));
  await page.getByLabel('Open weights (safetensors)').last().setInputFiles(damaged);
  await expect(
    page.getByRole('alert').filter({ hasText: 'The file of weights cannot be taken' }),
  ).toBeVisible();
  expect(await scores()).toEqual(before);

  const whole = info.outputPath('from pytorch.safetensors');
  writeFileSync(whole, parts['model.safetensors']);
  await page.getByLabel('Open weights (safetensors)').last().setInputFiles(whole);
  await expect(page.getByText(/“from pytorch” is the run on the page now, at step 4/)).toBeVisible();
  const after = await scores();
  expect(after).toHaveLength(before.length);
  after.forEach((score, i) => expect(Math.abs(score / before[i] - 1)).toBeLessThan(1e-6));
  expect(playground.errors).toEqual([]);
});
