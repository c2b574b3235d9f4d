/** Axe finds nothing in any dialog or menu, light or dark. */
import { expect, test, type Page } from '@playwright/test';
import { colourViolations, OPENED, violations } from './pages/axe.ts';
import { Playground, SMALL_IMAGES } from './pages/playground.ts';
import { Runs } from './pages/runs.ts';

test.use({ actionTimeout: 10_000 });

/** A page with a run of two steps, and what is done with it again and again. */
async function afterRun(page: Page) {
  const playground = new Playground(page);
  const dialog = page.getByRole('dialog');
  await playground.open();
  await playground.set({
    ...SMALL_IMAGES,
    'training.steps': 2,
    'evaluation.everySteps': 0,
    'training.sourcesPerStep': 4,
  });
  await playground.loadFew('hex-nuts');
  await playground.play();
  await playground.finished();
  return {
    playground,
    dialog,
    /** Light, and dark; the colours of the page around what has changed are looked at in fit-for-people.spec.ts. */
    clean: async (what: string, changed: string) => {
      await playground.darkMode(false);
      expect(await violations(page, changed), `${what}, light`).toEqual([]);
      await playground.darkMode(true);
      expect(await colourViolations(page, changed), `${what}, dark`).toEqual([]);
    },
    press: (name: string | RegExp) => page.getByRole('button', { name, exact: true }).first().click(),
    closed: async () => {
      await page.keyboard.press('Escape');
      await expect(dialog).toBeHidden();
    },
  };
}

test('menus and their dialogs: axe finds nothing, light and dark', async ({ page }) => {
  const { playground, dialog, clean, press, closed } = await afterRun(page);
  const MENU = 'Project, share, present, use offline';
  await press(MENU);
  await clean('the menu', OPENED);
  await page.keyboard.press('Escape');
  for (const entry of [/^Project …/, /^Share/, /^Use without/]) {
    await press(MENU);
    await page.getByRole('dialog').getByRole('button', { name: entry }).click();
    await expect(page.locator('dialog[open] h2')).toBeVisible();
    await clean(`the dialog ${entry}`, OPENED);
    await closed();
  }

  await press('Keyboard shortcuts');
  await expect(dialog).toBeVisible();
  await clean('keys', OPENED);
  await closed();

  await page.getByTestId('backend-chip').click();
  await clean('the backend', OPENED);
  await page.keyboard.press('Escape');

  expect(playground.errors).toEqual([]);
});

test('runs, the presenter and the stages beside a run: axe finds nothing, light and dark', async ({
  page,
}) => {
  const { playground, dialog, clean, press, closed } = await afterRun(page);
  const runs = new Runs(page);
  await runs.open();
  await clean('runs, with the detector to take home', 'main');
  await press('Grid of runs');
  await expect(dialog).toBeVisible();
  await clean('the grid of runs', OPENED);
  await closed();
  await runs.stage().getByRole('button', { name: 'Export', exact: true }).click();
  await clean('export of runs', OPENED);
  await page.keyboard.press('Escape');

  await playground.addBadFile();
  await press(/left out/);
  await expect(dialog).toBeVisible();
  await clean('files left out', OPENED);
  await closed();

  for (const tab of ['Embedding', 'Camera']) {
    await playground.tab(tab).click();
    await clean(tab, 'main');
  }
  await page.keyboard.press('p');
  await expect(page.getByRole('heading', { level: 1, name: /^Camera/ })).toBeVisible();
  await clean('presenting', 'body');
  await page.keyboard.press('Escape');
  expect(playground.errors).toEqual([]);
});
