/** Someone who uses no mouse: from the first key to the maps. `keyboard.spec.ts` goes on with every tab and dialog. */
import { expect, test } from '@playwright/test';
import { tabTo } from '../pages/keys.ts';
import { Person, SMALL } from './person.ts';

/** As most people have it: what moves is drawn, and takes its time. */
test.use({ contextOptions: { reducedMotion: 'no-preference' } });

test('a keyboard user chooses a sample, pauses it, goes one step and walks through the maps', async ({
  page,
}) => {
  const user = new Person(page);
  const { playground } = user;
  const press = async (name: RegExp) => {
    await tabTo(page, page.getByRole('button', { name }).first());
    await page.keyboard.press('Enter');
  };
  await user.opensALinkTo({ ...SMALL, 'training.steps': 4000 });

  await test.step('chooses a sample by its pictures', async () => {
    await tabTo(page, page.getByRole('button', { name: 'Hex nuts', exact: true }));
    await page.keyboard.press('Enter');
    await expect(playground.status()).toHaveAttribute('data-phase', 'training', { timeout: 60_000 });
  });

  await test.step('pauses with the key under the finger: the focus went where the run is', async () => {
    await expect(page.getByRole('button', { name: /^Pause/ })).toBeFocused();
    await page.keyboard.press('Enter');
    await expect(playground.status()).toHaveAttribute('data-phase', 'paused');
  });

  await test.step('goes one step', async () => {
    const { step } = await playground.state();
    await press(/^One step/);
    await expect.poll(async () => (await playground.state()).step).toBe(step + 1);
    await expect(playground.status()).toHaveAttribute('data-phase', 'paused');
  });

  await test.step('walks through the maps with the arrows', async () => {
    const chosen = page.getByRole('tablist', { name: 'Stage' }).locator('[aria-selected=true]');
    await tabTo(page, chosen);
    while ((await page.locator(':focus').textContent()) !== 'Maps') await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Enter');
    const table = page.getByRole('region', { name: 'Anomaly maps' });
    await expect(table.getByText('1 of 50')).toBeVisible();
    await tabTo(page, table.getByRole('group', { name: /^Patch map/ }));
    await page.keyboard.press('ArrowRight');
    await expect(table.getByText('2 of 50')).toBeVisible();
  });
  await user.metNoError();
});
