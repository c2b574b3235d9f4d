/** The no-training baseline: by itself after the images have come, without standing in the way of a run, and with a notice where it is missing. */
import { expect, test } from '@playwright/test';
import { existsSync } from 'node:fs';
import { layersModelFiles } from './fixtures/layers-model.ts';
import { Playground, type AutomationWindow } from './pages/playground.ts';

test.describe('ImageNet features, no training', () => {
  test.skip(!existsSync('dist/backbones/efficientnet-b0.bin'), 'the optional backbone is not installed');

  test('gives a first ROC by itself, before anything is trained', async ({ page }) => {
    const playground = new Playground(page);
    await page.goto('/?automation');
    await playground.loadFew('hex-nuts');
    await page.evaluate(() =>
      (window as unknown as AutomationWindow).playground.store.getState().setAutoPretrained(true),
    );
    await expect(page.getByTestId('pretrained-roc')).toBeVisible({ timeout: 60_000 });
    await expect(page.getByTestId('pretrained-auroc')).toContainText(/0\.\d|1\.0/);
    await expect(playground.status()).toHaveAttribute('data-phase', 'ready');

    // Another density: the same features are scored again, at once.
    const before = await scores(page);
    await playground.set({ 'density.estimator': 'nearest' });
    await expect.poll(async () => (await scores(page)) !== before).toBe(true);
    expect(playground.errors).toEqual([]);
  });

  test('lets a run go first', async ({ page }) => {
    const playground = new Playground(page);
    await page.goto('/?automation');
    await playground.loadSample('Hex nuts');
    await playground.set({ 'training.steps': 3, 'evaluation.everySteps': 0, 'evaluation.maxTrainImages': 4 });
    await page.evaluate(() => {
      const { store } = (window as unknown as AutomationWindow).playground;
      void store.getState().runPretrained();
      void store.getState().play();
    });
    await expect(playground.status()).not.toHaveAttribute('data-phase', 'preparing', { timeout: 60_000 });
    // The run is under way while the baseline is still at its images.
    expect(
      await page.evaluate(
        () => (window as unknown as AutomationWindow).playground.store.getState().pretrainedRunning,
      ),
    ).toBe(true);
    await playground.finished();
  });
});

test('a page without the backbone says so and works', async ({ page }) => {
  await page.route('**/backbones/**', (route) => route.fulfill({ status: 404, body: '' }));
  const playground = new Playground(page);
  await page.goto('/?automation');
  await playground.loadFew('hex-nuts');
  await page.evaluate(() =>
    (window as unknown as AutomationWindow).playground.store.getState().setAutoPretrained(true),
  );
  await expect(playground.panel().getByText(/The ImageNet network is not installed/)).toBeVisible();
  await expect(playground.status()).toHaveAttribute('data-phase', 'ready');
  expect(playground.errors).toEqual([]);
});

test('a network of one’s own takes the place of EfficientNet-B0, and a wrong one is refused', async ({
  page,
}) => {
  const playground = new Playground(page);
  await page.goto('/?automation');
  await playground.loadFew('hex-nuts');
  const panel = playground.panel();
  await panel.getByText('Another network').click();
  const [json, weights] = await layersModelFiles();
  await page.getByTestId('backbone-input').setInputFiles([json]);
  await expect(panel.getByRole('alert')).toContainText('weights.bin is missing');

  await page.getByTestId('backbone-input').setInputFiles([json, weights]);
  await expect(panel.getByRole('heading', { name: 'Features of “mine.json”, no training' })).toBeVisible();
  await expect(panel.getByText(/input 64 px .*24 pooled features, 8 × 8 places of 24/)).toBeVisible();
  await expect(page.getByTestId('pretrained-auroc')).toContainText(/0\.\d|1\.0/);
  await panel.getByRole('button', { name: 'EfficientNet-B0 again' }).click();
  await expect(panel.getByRole('heading', { name: 'ImageNet features, no training' })).toBeVisible();
  expect(playground.errors).toEqual([]);
});

/** The baseline's scores as text. */
function scores(page: Parameters<Parameters<typeof test>[2]>[0]['page']): Promise<string> {
  return page.evaluate(() => {
    const { pretrained } = (window as unknown as AutomationWindow).playground.store.getState();
    return String(pretrained?.testScores);
  });
}
