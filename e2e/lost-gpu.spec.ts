/** A graphics device that goes away in the middle of training, twice, on a software adapter (slow, so few and small steps). */
import { expect, test } from '@playwright/test';
import { CHROMIUM_ARGS, locateChromium, SOFTWARE_WEBGPU_ARGS } from '../scripts/find-chromium.mjs';
import { openOwnImages } from './pages/keeping.ts';
import { Playground } from './pages/playground.ts';

test.use({
  launchOptions: {
    executablePath: locateChromium() ?? undefined,
    args: [...CHROMIUM_ARGS, ...SOFTWARE_WEBGPU_ARGS],
  },
});

const STEPS = 8;

test('a device is destroyed: the last checkpoint comes back on a new one; its process crashes too: WASM goes on', async ({
  page,
  browser,
}) => {
  const playground = new Playground(page);
  const messages = page.getByRole('region', { name: 'Messages' });
  await playground.open();
  await playground.set({
    'training.steps': STEPS,
    'evaluation.everySteps': 2,
    'training.sourcesPerStep': 1,
    'data.imageSizePx': 64,
    'model.width': 4,
    'model.mode': 'image',
  });
  await openOwnImages(playground);
  await playground.keepOnly(3, 1);
  await page.getByTestId('backend-chip').click();
  await page.getByLabel('Use', { exact: true }).selectOption('webgpu');
  await page.keyboard.press('Escape');
  await playground.play();
  await expect
    .poll(async () => (await playground.state()).step, { timeout: 90_000, intervals: [50] })
    .toBeGreaterThanOrEqual(3);
  expect(await playground.state()).toMatchObject({ backend: 'webgpu', phase: 'training' });

  // The next command that TensorFlow.js writes finds its device gone.
  const engine = page.workers().find((worker) => worker.url().includes('engine'));
  if (!engine) throw new Error('The engine has no worker.');
  await engine.evaluate(() => {
    const { prototype } = (self as unknown as { GPUDevice: { prototype: GPUDevice } }).GPUDevice;
    const original = prototype.createCommandEncoder;
    prototype.createCommandEncoder = function (this: GPUDevice, ...given) {
      prototype.createCommandEncoder = original;
      this.destroy();
      return original.apply(this, given);
    };
  });
  await expect(messages).toContainText(/engine was lost \(.*destroyed/, { timeout: 60_000 });
  await expect(messages).toContainText(/Training goes on from step [2-8]/);
  await expect(playground.status()).toHaveAttribute('data-phase', 'training');
  const { step: from, backend: again } = await playground.state();
  expect(again).toBe('webgpu');
  expect(from).toBeGreaterThanOrEqual(2);

  // Lost again before the next checkpoint.
  const devtools = await browser.newBrowserCDPSession();
  devtools.send('Browser.crashGpuProcess').catch(() => undefined);
  await expect(messages).toContainText(/lost repeatedly .* goes on with wasm from step [2-8]/, {
    timeout: 60_000,
  });
  await playground.finished();
  const { step, losses, evaluatedSteps, error, backend } = await playground.state();
  expect({ step, evaluatedSteps, error, backend }).toEqual({
    step: STEPS,
    evaluatedSteps: [0, 2, 4, 6, 8],
    error: null,
    backend: 'wasm',
  });
  expect(losses).toHaveLength(STEPS);
  expect(losses.every(Number.isFinite)).toBe(true);
  expect(playground.errors).toEqual([]);
});
