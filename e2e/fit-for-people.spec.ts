/** Keyboard, screen reader, contrast, languages and narrow screens. */
import { expect, test, type Page } from '@playwright/test';
import { colourViolations, violations } from './pages/axe.ts';
import { Playground, SMALL_IMAGES } from './pages/playground.ts';

async function finishedRun(page: Page): Promise<Playground> {
  const playground = new Playground(page);
  await playground.open();
  await playground.set({
    ...SMALL_IMAGES,
    'training.steps': 3,
    'evaluation.everySteps': 0,
    'training.sourcesPerStep': 4,
  });
  await playground.loadFew('hex-nuts');
  await playground.play();
  await playground.finished();
  return playground;
}

test('axe finds nothing on the first visit, in light and dark', async ({ page }) => {
  const playground = new Playground(page);
  await playground.open();
  expect(await violations(page)).toEqual([]);
  await playground.darkMode(true);
  expect(await colourViolations(page)).toEqual([]);
});

test('the first visit shows a patch cut from a real part and pasted, once, again when asked, and still where less motion is wished for', async ({
  page,
}) => {
  await page.emulateMedia({ reducedMotion: 'no-preference' });
  await page.goto('/?automation=watch');
  const again = page.getByRole('button', { name: 'Show it again' });
  await expect(again).toBeVisible();
  const pictures = page.getByRole('region', { name: 'How it works' }).locator('canvas');
  await expect(pictures).toHaveCount(10);
  const moves = () =>
    pictures.evaluateAll((all) =>
      all.some((one) => one.getAnimations().concat(one.parentElement?.getAnimations() ?? []).length > 0),
    );
  await again.click();
  await expect.poll(moves).toBe(true);
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await expect(again).toBeHidden();
  await expect.poll(moves).toBe(false);
  expect(await violations(page)).toEqual([]);
});

test('after a run: axe finds nothing on any tab in light and dark, Japanese is complete, 390 px are enough', async ({
  page,
}) => {
  const playground = await finishedRun(page);

  await test.step('axe on the tabs', async () => {
    for (const tab of ['Augment', 'Train', 'Maps']) {
      await playground.tab(tab).click();
      await page.waitForLoadState('networkidle');
      await playground.darkMode(false);
      expect(await violations(page), `${tab}, light`).toEqual([]);
      await playground.darkMode(true);
      expect(await colourViolations(page), `${tab}, dark`).toEqual([]);
    }
  });

  await test.step('what is open stays open where columns become tabs', async () => {
    await playground.tab('Runs').click();
    await page.getByRole('button', { name: 'Grid of runs' }).click();
    const grid = page.getByRole('dialog', { name: 'Grid of runs' });
    await grid.getByLabel('Name').fill('mine');
    await page.setViewportSize({ width: 800, height: 900 });
    await expect(grid.getByLabel('Name')).toHaveValue('mine');
    await page.keyboard.press('Escape');
    await expect(page.getByRole('region', { name: 'Runs', exact: true })).toBeVisible();
    await page.setViewportSize({ width: 1440, height: 900 });
    await expect(page.getByRole('region', { name: 'Runs', exact: true })).toBeVisible();
    await expect(page.getByText('Loading', { exact: false })).toHaveCount(0);
    await playground.tab('Maps').click();
  });

  await test.step('at 390 px three columns become tabs and nothing overflows sideways', async () => {
    await page.setViewportSize({ width: 390, height: 844 });
    for (const column of ['Data', 'Stage', 'Results']) {
      await page.getByRole('tab', { name: column, exact: true }).click();
      const width = await page.evaluate(() => document.documentElement.scrollWidth);
      expect(width, column).toBeLessThanOrEqual(390);
    }
    await page.setViewportSize({ width: 1440, height: 900 });
  });

  await test.step('Japanese is complete on screen', async () => {
    await page.getByRole('button', { name: '日本語', exact: true }).click();
    await expect(page.locator('html')).toHaveAttribute('lang', 'ja');
    for (const tab of await page.getByRole('tab').all()) {
      await tab.click();
      await expect(page.getByRole('tabpanel').first()).not.toContainText(/\b[a-z]+:[a-z-]+(\.[a-z]+)*\b/);
    }
  });
  expect(playground.errors).toEqual([]);
});
