/** Keyboard, screen reader, contrast, languages and narrow screens. */
import { AxeBuilder } from '@axe-core/playwright';
import { expect, test, type Page } from '@playwright/test';
import { Playground } from './pages/playground.ts';

async function violations(page: Page): Promise<string[]> {
  const { violations: found } = await new AxeBuilder({ page }).analyze();
  return found.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(' | ')}`);
}

async function finishedRun(page: Page): Promise<Playground> {
  const playground = new Playground(page);
  await playground.open();
  await playground.set({ 'training.steps': 3, 'evaluation.everySteps': 0, 'training.sourcesPerStep': 4 });
  await playground.loadSample('Hex nuts');
  await playground.keepOnly(6, 4);
  await playground.play();
  await playground.finished();
  return playground;
}

test('axe finds nothing on the first visit, in light and dark', async ({ page }) => {
  const playground = new Playground(page);
  await playground.open();
  expect(await violations(page)).toEqual([]);
  await playground.darkMode(true);
  expect(await violations(page)).toEqual([]);
});

test('axe finds nothing on any tab after a run, in light and dark', async ({ page }) => {
  const playground = await finishedRun(page);
  for (const dark of [false, true]) {
    await playground.darkMode(dark);
    for (const tab of ['Augment', 'Train', 'Maps']) {
      await playground.tab(tab).click();
      await page.waitForLoadState('networkidle');
      expect(await violations(page), `${tab}, ${dark ? 'dark' : 'light'}`).toEqual([]);
    }
  }
});

test('Japanese is complete on screen', async ({ page }) => {
  await finishedRun(page);
  await page.getByRole('button', { name: '日本語', exact: true }).click();
  await expect(page.locator('html')).toHaveAttribute('lang', 'ja');
  for (const tab of await page.getByRole('tab').all()) {
    await tab.click();
    await expect(page.getByRole('tabpanel')).not.toContainText(/\b[a-z]+:[a-z-]+(\.[a-z]+)*\b/);
  }
});

test.describe('at 390 px', () => {
  test.use({ viewport: { width: 390, height: 844 } });

  test('three columns become tabs and nothing overflows sideways', async ({ page }) => {
    const playground = await finishedRun(page);
    for (const column of ['Data', 'Stage', 'Results']) {
      await page.getByRole('tab', { name: column, exact: true }).click();
      const width = await page.evaluate(() => document.documentElement.scrollWidth);
      expect(width, column).toBeLessThanOrEqual(390);
    }
    expect(playground.errors).toEqual([]);
  });
});
