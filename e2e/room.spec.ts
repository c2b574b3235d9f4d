/** What is looked at has room, and stays in sight, on every width of screen. */
import { expect, test } from '@playwright/test';
import { Playground, SMALL_IMAGES } from './pages/playground.ts';

test('a wide screen shows the results side by side, a narrow one all tabs, a phone where it learns', async ({
  page,
}) => {
  const playground = new Playground(page);
  await page.setViewportSize({ width: 1440, height: 900 });
  await playground.open();
  await playground.set({ ...SMALL_IMAGES, 'training.steps': 2, 'evaluation.everySteps': 2 });
  await playground.loadFew('hex-nuts');
  const preview = page.getByTestId('lab-preview');
  const settings = page.getByRole('region', { name: 'Parameters' });

  for (const [width, height] of [
    [1440, 900],
    [390, 844],
  ]) {
    await page.setViewportSize({ width, height });
    await page.getByRole('tab', { name: width < 900 ? 'Stage' : 'Augment', exact: true }).click();
    if (width < 900) await settings.getByText('Colour jitter of the patch').click();
    await settings.getByRole('slider', { name: 'Hue' }).last().scrollIntoViewIfNeeded();
    await expect(preview, `the figure of the lab at ${width} px`).toBeInViewport({ ratio: 0.9 });
  }

  // The run is started from among the images.
  await page.getByRole('tab', { name: 'Data', exact: true }).click();
  await playground.play();
  await expect(playground.tab('Train')).toHaveAttribute('aria-selected', 'true');
  await playground.finished();

  for (const width of [1024, 390]) {
    await page.setViewportSize({ width, height: 768 });
    for (const name of ['Augment', 'Train', 'Maps', 'Embedding', 'Camera', 'Runs', 'Learn'])
      await expect(playground.tab(name), `${name} at ${width} px`).toBeInViewport({ ratio: 1 });
  }

  await page.setViewportSize({ width: 1920, height: 1080 });
  const board = page.getByTestId('board');
  for (const part of ['AUROC', 'ROC curve', 'Anomaly scores', 'Chosen image'])
    await expect(board.getByRole('heading', { name: part }).first(), part).toBeInViewport({ ratio: 1 });
  await expect(board.getByRole('table').first(), 'the confusion counts').toBeInViewport({ ratio: 1 });
  const chosen = board.getByRole('region', { name: 'Chosen image' });
  await expect(chosen.locator('canvas').first(), 'its map').toBeInViewport({ ratio: 0.9 });
  await expect(board.locator('.recharts-surface').first(), 'the whole ROC').toBeInViewport({ ratio: 1 });
  expect(playground.errors).toEqual([]);
});
