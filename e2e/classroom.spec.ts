/** A class without a server: a pupil's result goes to the teacher's board by QR code and by file, and the board shows the spread over seeds. */
import { expect, test } from '@playwright/test';
import { writeEntry } from '../src/core/classroom/entry.ts';
import { violations } from './pages/axe.ts';
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
  expect(await violations(page)).toEqual([]);

  await page.reload();
  await open();
  await expect(dialog.getByRole('row', { name: /Ben/ })).toBeVisible();
  await dialog.getByRole('button', { name: 'Empty the board' }).click();
  await expect(dialog.getByText('Nobody is on the board yet.')).toBeVisible();
  expect(playground.errors).toEqual([]);
});
