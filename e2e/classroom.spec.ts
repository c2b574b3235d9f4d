/** A class without a server: a pupil's result goes to the teacher's board by QR code and by file, and the board shows the spread over seeds. */
import { expect, test } from '@playwright/test';
import { writeEntry } from '../src/core/classroom/entry.ts';
import { OPENED, violations } from './pages/axe.ts';
import { type AutomationWindow, Playground, SMALL_IMAGES } from './pages/playground.ts';

test('results of a class come together by code and by file', async ({ page }) => {
  const playground = new Playground(page);
  await playground.open();
  await playground.set({ ...SMALL_IMAGES, 'training.steps': 2, 'evaluation.everySteps': 2 });
  await playground.loadFew('hex-nuts');
  await playground.play();
  await playground.finished();
  const open = async () => {
    await page.getByRole('button', { name: 'Project, share, present, use offline' }).click();
    await page.getByRole('button', { name: /^Results of a class/ }).click();
  };
  await open();
  const dialog = page.getByRole('dialog', { name: 'Results of a class' });
  await dialog.getByRole('textbox', { name: 'Name of your choice' }).fill('Mia');
  const code = dialog.getByRole('img', { name: 'QR code of my result' });
  const photo = await code.screenshot();

  // The teacher photographs Mia's code; Ben hands over his file, of another seed; a third photo shows nothing.
  const seed = await page.evaluate(
    () => (window as unknown as AutomationWindow).playground.store.getState().runConfig?.seed ?? 0,
  );
  await dialog.getByTestId('class-files').setInputFiles([
    { name: 'mia.png', mimeType: 'image/png', buffer: photo },
    { name: 'notes.txt', mimeType: 'text/plain', buffer: Buffer.from('hello') },
  ]);
  await expect(dialog.getByRole('status')).toContainText('Added from 1 of 2 files.');
  await expect(dialog.getByRole('status')).toContainText('notes.txt');
  await expect(dialog.getByRole('row', { name: /Mia/ })).toBeVisible();
  const settings = await page.evaluate(() => localStorage.getItem('class-board')?.split('"')[7] ?? '');
  const ben = writeEntry({
    name: 'Ben',
    data: 'hex-nuts',
    preset: 'custom',
    settings,
    seed: seed + 1,
    steps: 2,
    auroc: 0.75,
    untrained: null,
  });
  await dialog
    .getByTestId('class-files')
    .setInputFiles([{ name: 'ben.txt', mimeType: 'text/plain', buffer: Buffer.from(ben) }]);
  await expect(dialog.getByText(/in the mean of 2 seeds/)).toBeVisible();
  expect(await violations(page, OPENED)).toEqual([]);

  await page.reload();
  await open();
  await expect(dialog.getByRole('row', { name: /Ben/ })).toBeVisible();
  await dialog.getByRole('button', { name: 'Empty the board' }).click();
  await expect(dialog.getByText('Nobody is on the board yet.')).toBeVisible();
  expect(playground.errors).toEqual([]);
});

test('a class plays for the paste that fools the network, and has a worksheet', async ({ page }) => {
  const playground = new Playground(page);
  await playground.open();
  await page.getByRole('button', { name: 'Project, share, present, use offline' }).click();
  await page.getByRole('button', { name: /^Results of a class/ }).click();
  await page.getByRole('button', { name: 'Game: whose paste fools the network?' }).click();
  const game = page.getByRole('dialog', { name: 'Whose paste fools the network?' });
  await expect(game.getByText('Train first: the game needs')).toBeVisible();
  await game.getByRole('button', { name: 'Close' }).click();

  // A pupil opens the teacher's link: the picture's number stands, and the network is trained from the game itself.
  await playground.loadFew('hex-nuts');
  await page.evaluate(() => {
    location.hash = '#v=3&training.steps=2&evaluation.everySteps=2&sample=hex-nuts&game=7';
  });
  await expect(game.getByText('Train first: the game needs')).toBeVisible();
  await game.getByRole('button', { name: 'Train now' }).click();
  await playground.finished();
  await expect(game.getByRole('textbox', { name: 'Number of the picture' })).toHaveValue('7');
  await game.getByText('Link to this picture').click();
  const link = await game.getByRole('textbox', { name: 'Link' }).inputValue();
  expect(new URL(link).hash).toContain('training.steps=2&evaluation.everySteps=2&sample=hex-nuts&game=7');
  await game.getByText('Link to this picture').click();
  const verdict = game.getByTestId('paste-verdict');
  await expect(verdict).toContainText(/(normal|pasted), \d+ %/);

  await test.step('by keyboard: the patch grows and moves until the paste counts, and the network answers anew', async () => {
    const paste = game.getByRole('application', { name: /^Paste box/ });
    await paste.focus();
    for (let i = 0; i < 16; i++) {
      await page.keyboard.press('Shift+ArrowRight');
      await page.keyboard.press('Shift+ArrowDown');
    }
    await expect(game.getByText(/It counts/)).toBeVisible();
  });
  expect(await violations(page, OPENED)).toEqual([]);

  await test.step('the picture follows the window, and nothing has to be scrolled sideways', async () => {
    const picture = game.getByRole('img', { name: 'What the network sees' });
    const wide = (await picture.boundingBox())?.width ?? 0;
    await page.setViewportSize({ width: 390, height: 844 });
    await expect.poll(async () => (await picture.boundingBox())?.width ?? 0).toBeLessThan(wide);
    const beyond = await page.evaluate(() =>
      [document.documentElement, ...document.querySelectorAll('dialog[open], dialog[open] *')]
        .filter(
          (part) =>
            part.scrollWidth > part.clientWidth &&
            !['visible', 'hidden', 'clip'].includes(getComputedStyle(part).overflowX),
        )
        .map(({ tagName, className }) => `${tagName} ${className}`)
        .concat(document.documentElement.scrollWidth > innerWidth ? ['the page'] : []),
    );
    expect(beyond).toEqual([]);
    await page.setViewportSize({ width: 1440, height: 900 });
    await expect.poll(async () => (await picture.boundingBox())?.width ?? 0).toBe(wide);
  });

  await game.getByRole('textbox', { name: 'Name of your choice' }).fill('Mia');
  const photo = await game.getByRole('img', { name: 'QR code of my result' }).screenshot();
  await game
    .getByTestId('paste-files')
    .setInputFiles([{ name: 'mia.png', mimeType: 'image/png', buffer: photo }]);
  await expect(game.getByRole('status').filter({ hasText: 'Added from 1 of 1 files.' })).toBeVisible();
  await expect(game.getByRole('row', { name: /Mia/ })).toContainText(/\d+ %/);

  await game.getByRole('button', { name: 'Results of the class' }).click();
  await page.getByRole('button', { name: 'Worksheet' }).click();
  const sheet = page.getByRole('dialog', { name: 'Worksheet: CutPaste' });
  await expect(sheet.getByRole('listitem')).toHaveCount(14);
  await expect(sheet.getByText('My guess')).toHaveCount(14);
  await sheet.getByRole('combobox', { name: 'Which page' }).selectOption('teacher');
  await expect(sheet.getByText(/^To be expected/)).toHaveCount(14);
  expect(await violations(page, OPENED)).toEqual([]);
  expect(playground.errors).toEqual([]);
});
