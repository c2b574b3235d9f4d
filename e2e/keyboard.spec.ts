/** The main job with the keyboard alone, and stillness for whoever asks for it. The mouse is not used anywhere here. */
import { expect, test, type Locator, type Page } from '@playwright/test';
import { tabTo } from './pages/keys.ts';
import { type AutomationWindow, Playground, SMALL_IMAGES } from './pages/playground.ts';

test.use({ actionTimeout: 10_000 });

/** What moves now for longer than the blink that "reduced motion" leaves. */
const moving = (page: Page): Promise<string[]> =>
  page.evaluate(() =>
    document.getAnimations().flatMap((animation) => {
      const timing = animation.effect?.getComputedTiming();
      const target = (animation.effect as KeyframeEffect | null)?.target;
      const ms = Number(timing?.duration ?? 0) * Math.min(Number(timing?.iterations ?? 1), 1000);
      return ms > 1 ? [`${target?.className} ${ms}`] : [];
    }),
  );

test('with the keyboard alone: a sample, a run, a pause, maps, images, every dialog and back', async ({
  page,
}) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  const playground = new Playground(page);
  await playground.open();
  await playground.set({
    ...SMALL_IMAGES,
    'evaluation.everySteps': 0,
    'training.sourcesPerStep': 4,
    'training.steps': 400,
  });

  await test.step('a sample', async () => {
    await tabTo(page, page.getByRole('combobox', { name: 'Sample' }));
    await page.keyboard.type('Hex');
    await expect(playground.status()).toHaveAttribute('data-phase', 'ready', { timeout: 60_000 });
    await playground.keepOnly(6, 2);
  });

  await test.step('start, pause, one step, go on', async () => {
    await tabTo(page, page.getByRole('button', { name: /^Play/ }));
    await page.keyboard.press('Enter');
    await expect(playground.status()).toHaveAttribute('data-phase', 'training', { timeout: 60_000 });
    expect(await moving(page)).toEqual([]);
    await page.keyboard.press('Enter');
    await expect(playground.status()).toHaveAttribute('data-phase', 'paused');
    const { step } = await playground.state();
    await tabTo(page, page.getByRole('button', { name: /^One step/ }));
    await page.keyboard.press('Enter');
    await expect.poll(async () => (await playground.state()).step).toBe(step + 1);
    await expect(playground.status()).toHaveAttribute('data-phase', 'paused');
    await playground.set({ 'training.steps': step + 3 });
  });

  await test.step('every tab of the stage; the maps of one image after the other', async () => {
    await page.evaluate(
      () => void (window as unknown as AutomationWindow).playground.store.getState().evaluateNow(),
    );
    await expect(playground.status()).toHaveAttribute('data-phase', 'paused', { timeout: 60_000 });
    const chosen = page.getByRole('tablist', { name: 'Stage' }).locator('[aria-selected=true]');
    await tabTo(page, chosen);
    const seen: string[] = [];
    for (let i = 0; i < 7; i++) {
      const name = (await chosen.textContent()) ?? '';
      seen.push(name);
      await page.keyboard.press('ArrowRight');
      await page.keyboard.press('Enter');
      await expect(chosen).not.toHaveText(name);
    }
    expect(new Set(seen).size).toBe(7);
    while ((await chosen.textContent()) !== 'Maps') {
      await page.keyboard.press('ArrowRight');
      await page.keyboard.press('Enter');
    }
    const table = page.getByRole('region', { name: 'Anomaly maps' });
    await expect(table).toBeVisible();
    await page.keyboard.press('Tab');
    const image = () =>
      page.evaluate(() => (window as unknown as AutomationWindow).playground.store.getState().selectedItemId);
    await tabTo(page, table.getByRole('button', { name: 'Export' }));
    await page.keyboard.press('Home');
    const shown = [await image()];
    for (let i = 0; i < 3; i++) {
      await page.keyboard.press('ArrowRight');
      await expect.poll(image).not.toBe(shown.at(-1));
      shown.push(await image());
    }
    expect(new Set(shown).size).toBe(4);
    expect(await moving(page)).toEqual([]);
  });

  await test.step('every dialog opens, keeps the focus, closes, and gives it back', async () => {
    const dialog = page.locator('dialog[open]');
    const opens = async (button: Locator, entry: RegExp | null = null, back = true) => {
      await tabTo(page, button, back);
      await page.keyboard.press('Enter');
      if (entry) {
        await tabTo(page, page.getByRole('dialog').getByRole('button', { name: entry }));
        await page.keyboard.press('Enter');
      }
      await expect(dialog).toBeVisible();
      for (let i = 0; i < 12; i++) {
        await page.keyboard.press('Tab');
        const outside = await page.evaluate(
          () => document.activeElement !== document.body && !document.activeElement?.closest('dialog[open]'),
        );
        expect(outside, `the focus left ${entry ?? 'the dialog'}`).toBe(false);
      }
      expect(await moving(page)).toEqual([]);
      await page.keyboard.press('Escape');
      await expect(dialog).toBeHidden();
      await expect(button).toBeFocused();
    };
    const menu = page.getByRole('button', { name: 'Project, share, present, use offline' });
    for (const entry of [/^Project …/, /^Share …/, /^Use without/]) await opens(menu, entry);
    await opens(page.getByRole('button', { name: 'Keyboard shortcuts' }), null, false);
    await playground.addBadFile();
    await opens(page.getByRole('button', { name: /left out/ }), null, false);
    const chip = page.getByTestId('backend-chip');
    await tabTo(page, chip, true);
    await page.keyboard.press('Enter');
    await expect(page.getByLabel('Use', { exact: true })).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(chip).toBeFocused();
    const tab = page.getByRole('tab', { name: 'Maps', exact: true });
    await tabTo(page, tab);
    while ((await page.locator(':focus').textContent()) !== 'Runs') await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Enter');
    await opens(page.getByRole('button', { name: 'Grid of runs' }), null, false);
  });
  expect(playground.errors).toEqual([]);
});
