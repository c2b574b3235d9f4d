/** The WebGPU path in a real browser, on a software adapter: right, but slow, so five small steps only. */
import { expect, test } from '@playwright/test';
import { CHROMIUM_ARGS, locateChromium, SOFTWARE_WEBGPU_ARGS } from '../scripts/find-chromium.mjs';
import { Playground, SMALL_IMAGES } from './pages/playground.ts';

test.use({
  launchOptions: {
    executablePath: locateChromium() ?? undefined,
    args: [...CHROMIUM_ARGS, ...SOFTWARE_WEBGPU_ARGS],
  },
});

test('trains five steps on WebGPU when it is chosen by hand, with the losses of WASM', async ({ page }) => {
  const playground = new Playground(page);
  await playground.open();
  await playground.set({
    'training.steps': 5,
    'evaluation.everySteps': 0,
    'training.sourcesPerStep': 2,
    // Small steps: with six views a batch norm magnifies the last bits of a large update from step to step.
    'training.learningRate': 0.0001,
    'model.width': 8,
    ...SMALL_IMAGES,
  });
  await playground.loadFew('woven-cloth', { train: 3, testNormal: 1, perDefect: 1 });
  await playground.keepOnly(3, 1);
  const run = async (backend: 'webgpu' | 'wasm') => {
    await page.getByTestId('backend-chip').click();
    await page.getByLabel('Use', { exact: true }).selectOption(backend);
    await page.keyboard.press('Escape');
    await playground.play();
    await playground.finished();
    const state = await playground.state();
    expect(state.backend).toBe(backend);
    await page.getByRole('button', { name: /^Reset/ }).click();
    await expect(playground.status()).toHaveAttribute('data-phase', 'ready');
    return state.losses;
  };
  const onGpu = await run('webgpu');
  const onWasm = await run('wasm');
  expect(onGpu).toHaveLength(5);
  onGpu.forEach((loss, i) => expect(Math.abs(loss - onWasm[i])).toBeLessThan(0.01 * onWasm[i]));
});
