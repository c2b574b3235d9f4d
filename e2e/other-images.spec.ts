/** Other images while a run is under way: asked first, and what was open comes back, at once and after a reload. */
import { expect, test } from '@playwright/test';
import { Keeping, openOwnImages, SMALL } from './pages/keeping.ts';
import { Playground } from './pages/playground.ts';

test('other images during a run are asked for, the run comes back, and its session outlives a reload', async ({
  page,
}, info) => {
  const playground = new Playground(page);
  const keeping = new Keeping(page);
  await keeping.open();
  await playground.set({ ...SMALL, 'training.steps': 4000 });
  await openOwnImages(playground);
  await playground.play();
  await expect.poll(async () => (await playground.state()).step, { timeout: 60_000 }).toBeGreaterThan(3);
  // Where nothing depends on how fast it trains, the processor is the page's.
  await playground.setPace(8);

  const sample = page.getByRole('combobox', { name: 'Sample' });
  const messages = keeping.messages();
  await sample.selectOption({ label: 'Hex nuts' });
  await expect(messages).toContainText(/Stop the run and open Hex nuts\?/);
  await page.screenshot({ path: info.outputPath('asked.png') });
  await messages.getByRole('button', { name: 'Keep training' }).click();
  await expect(playground.status()).toHaveAttribute('data-phase', 'training');

  await sample.selectOption({ label: 'Hex nuts' });
  const { step } = await playground.state();
  await messages.getByRole('button', { name: 'Stop the run and open' }).click();
  await expect(messages).toContainText(/The run on mine was stopped for other images/, { timeout: 60_000 });
  await expect(playground.status()).toHaveAttribute('data-phase', 'ready', { timeout: 60_000 });
  await sample.selectOption({ label: 'Back to mine (your images)' });
  await expect(playground.status()).toHaveAttribute('data-phase', 'training', { timeout: 60_000 });
  expect((await playground.state()).step).toBeGreaterThanOrEqual(step);

  // Other images once more, and the page goes before anybody comes back.
  await sample.selectOption({ label: 'Hex nuts' });
  await messages.getByRole('button', { name: 'Stop the run and open' }).click();
  await expect(playground.status()).toHaveAttribute('data-phase', 'ready', { timeout: 60_000 });
  const mine = async () => (await keeping.kept()).filter(({ images }) => images === 12);
  await expect.poll(mine).toHaveLength(1);
  const [kept] = await mine();
  expect(kept.step).toBeGreaterThanOrEqual(step);
  await keeping.open();
  await expect(messages).toContainText(/mine: 12 images, step \d+ of 4000/);
  await page.screenshot({ path: info.outputPath('offered.png') });
  await messages
    .getByRole('status')
    .filter({ hasText: 'mine: 12 images' })
    .getByRole('button', { name: 'Restore' })
    .click();
  await expect(playground.status()).toHaveAttribute('data-phase', 'paused', { timeout: 60_000 });
  expect((await playground.state()).step).toBe(kept.step);
  expect(playground.errors).toEqual([]);
});
