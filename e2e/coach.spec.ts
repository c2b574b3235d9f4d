/** Someone's first run: an offer to be shown around, four marks by keyboard, ending in "now break it"; asked once. */
import { expect, test } from '@playwright/test';
import { OPENED, violations } from './pages/axe.ts';
import { type AutomationWindow, Playground, SMALL_IMAGES } from './pages/playground.ts';

/** As most people have it: what moves is drawn, and takes its time. */
test.use({ contextOptions: { reducedMotion: 'no-preference' } });

test('the first run offers to show around; four marks are turned by keyboard and end in the page that breaks it', async ({
  page,
}) => {
  const playground = new Playground(page);
  await page.goto('/?automation=watch');
  await playground.set({ ...SMALL_IMAGES, 'training.steps': 2, 'evaluation.everySteps': 2 });
  await playground.loadFew('hex-nuts');
  await playground.play();
  await playground.finished();
  await page.getByRole('button', { name: 'Show me' }).click();
  for (const title of ['The quiz', 'What it is good for', 'Where the defect is', 'Now break it']) {
    const mark = page.getByRole('dialog', { name: title });
    await expect(mark).toBeVisible();
    if (title === 'The quiz') expect(await violations(page, OPENED)).toEqual([]);
    const next = mark.getByRole('button', { name: title === 'Now break it' ? 'Break it' : 'Next' });
    await next.press('Enter');
  }
  await expect(page.getByTestId('lesson').locator('[data-page="8"]')).toBeVisible();
  await expect(page.getByRole('dialog')).toHaveCount(0);

  await page.evaluate(() =>
    (window as unknown as AutomationWindow).playground.store.getState().closeLesson(),
  );
  await playground.tab('Train').click();
  await expect(page.getByRole('region', { name: 'Loss' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Show me' })).toHaveCount(0);
  expect(playground.errors).toEqual([]);
});
