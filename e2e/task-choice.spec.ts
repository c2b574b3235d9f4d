/** "Which augmentation for my images?", gone through with a person's own files: the cost is told first, it can be stopped, and a task is taken from the ranking. */
import { expect, test } from '@playwright/test';
import { encodePng, testPicture } from '../src/core/dataset/fixtures/encode-png.ts';
import { violations } from './pages/axe.ts';
import { type AutomationWindow, Playground, SMALL_IMAGES } from './pages/playground.ts';

const photo = (i: number) => ({
  name: `own${i}.png`,
  mimeType: 'image/png',
  buffer: Buffer.from(encodePng(testPicture(64, 64, i))),
});

test('own images: tasks are compared and the first is taken', async ({ page }) => {
  const playground = new Playground(page);
  await playground.open();
  await playground.set(SMALL_IMAGES);
  await page.getByTestId('files-input').setInputFiles(Array.from({ length: 12 }, (_, i) => photo(i)));
  await expect(playground.status()).toHaveAttribute('data-phase', 'ready');
  await playground.tab('Augment').click();
  const panel = page.getByRole('region', { name: 'Which augmentation for my images?' });
  await panel.getByText('Which augmentation for my images?').click();
  for (const task of ['NSA', 'Perlin', 'Rotation'])
    await panel
      .getByRole('checkbox', { name: new RegExp(task) })
      .first()
      .uncheck();
  const tasks = await panel.getByRole('checkbox', { checked: true }).count();

  await test.step('nothing is begun before its cost is known; it can be stopped', async () => {
    await expect(panel.getByRole('button', { name: /^Compare/ })).toBeHidden();
    await panel.getByRole('button', { name: 'How long would it take?' }).click();
    await panel.getByRole('button', { name: new RegExp(`^Compare ${tasks} tasks \\(about .*\\)$`) }).click();
    await expect(panel.getByText(`Trial 1 of ${tasks}`)).toBeVisible();
    await panel.getByRole('button', { name: 'Stop' }).click();
    await expect(panel.getByRole('button', { name: /^Compare/ })).toBeVisible();
    await expect(panel.getByTestId('task-ranking')).toBeHidden();
  });

  // The same comparison with a few steps a trial: whatever its ranking is.
  await page.evaluate(() => (window as unknown as AutomationWindow).playground.store.getState().runChoice(4));
  const ranking = panel.getByTestId('task-ranking');
  await expect(ranking.getByRole('table').first().getByRole('row')).toHaveCount(tasks + 1);
  const task = () =>
    page.evaluate(
      () => (window as unknown as AutomationWindow).playground.store.getState().config.augment.task,
    );
  const before = await task();
  // On a phone too, a task is taken without scrolling sideways.
  await page.setViewportSize({ width: 390, height: 844 });
  await page.evaluate(() =>
    (window as unknown as AutomationWindow).playground.store.getState().setNarrowColumn('stage'),
  );
  // It is still open there: the layout changed, not what was asked.
  const take = ranking
    .getByRole('button', { name: /^Take the task/ })
    .and(page.locator(':not([aria-disabled])'))
    .first();
  const box = await take.boundingBox();
  expect((box?.x ?? 390) + (box?.width ?? 0)).toBeLessThanOrEqual(390);
  expect(
    await ranking
      .getByRole('table')
      .first()
      .evaluate((table) => {
        const { scrollWidth = 0, clientWidth = 0 } = table.parentElement ?? {};
        return scrollWidth - clientWidth;
      }),
  ).toBeLessThanOrEqual(0);
  expect(await violations(page)).toEqual([]);
  await take.click();
  const taken = await task();
  expect(taken).not.toBe(before);
  await expect(
    ranking.getByRole('button', { name: /^Take the task/ }).filter({ hasText: 'Set' }),
  ).toHaveCount(1);
  expect(playground.errors).toEqual([]);
});
