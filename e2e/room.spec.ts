/** What is looked at has room, and stays in sight, on every width of screen. */
import { expect, test, type Page } from '@playwright/test';
import { Playground, SMALL_IMAGES, type AutomationWindow } from './pages/playground.ts';

const BOARDS = [
  [1600, 900],
  [1920, 1080],
] as const;
const NAMES = {
  en: { auroc: 'AUROC', roc: 'ROC curve', scores: 'Anomaly scores', chosen: 'Chosen image' },
  ja: { auroc: 'AUROC', roc: 'ROC 曲線', scores: '異常スコア', chosen: '選択中の画像' },
};

/** What the run comes to, with nothing scrolled, in both sizes and languages. */
async function resultsStandOnTheBoard(page: Page): Promise<void> {
  const board = page.getByTestId('board');
  for (const language of ['ja', 'en'] as const) {
    await page.evaluate(
      (to) => (window as unknown as AutomationWindow).playground.store.getState().setLanguage(to),
      language,
    );
    const { auroc, roc, scores, chosen } = NAMES[language];
    for (const [width, height] of BOARDS) {
      await page.setViewportSize({ width, height });
      const where = `at ${width}x${height} in ${language}`;
      for (const name of [auroc, roc, scores, chosen])
        await expect(board.getByRole('heading', { name }).first(), `${name} ${where}`).toBeInViewport({
          ratio: 1,
        });
      const region = (name: string) => board.getByRole('region', { name });
      const parts = {
        'the whole ROC': region(roc).locator('.recharts-surface').first(),
        'the histogram': region(scores).getByRole('group'),
        'the confusion counts': region(scores).getByRole('table'),
        'the chosen image': region(chosen).locator('canvas').first(),
        'its map': region(chosen).locator('canvas').last(),
      };
      for (const [part, at] of Object.entries(parts))
        await expect(at, `${part} ${where}`).toBeInViewport({ ratio: 1 });
    }
  }
}

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
  await page.getByRole('button', { name: /^One step/ }).click();
  await expect(playground.tab('Train')).toHaveAttribute('aria-selected', 'true');
  await expect(playground.status()).toHaveAttribute('data-phase', 'paused');
  await resultsStandOnTheBoard(page);
  await page.setViewportSize({ width: 1440, height: 900 });
  await playground.play();
  await playground.finished();

  for (const width of [1024, 390]) {
    await page.setViewportSize({ width, height: 768 });
    for (const name of ['Augment', 'Train', 'Maps', 'Embedding', 'Camera', 'Runs', 'Learn'])
      await expect(playground.tab(name), `${name} at ${width} px`).toBeInViewport({ ratio: 1 });
  }

  await resultsStandOnTheBoard(page);
  expect(playground.errors).toEqual([]);
});
