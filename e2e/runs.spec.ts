/** Runs are kept, compared, and travel: two seeds, a reload, what their difference means, deletion with undo, a bundle. */
import { readFileSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import { unzipSync } from 'fflate';
import { type AutomationWindow, Playground, SMALL_IMAGES } from './pages/playground.ts';
import { Runs } from './pages/runs.ts';

const SHORT = {
  ...SMALL_IMAGES,
  'training.steps': 6,
  'evaluation.everySteps': 3,
  'training.sourcesPerStep': 4,
};

/** Every file of a bundle: the list as text, weights and thumbnails as bytes. */
interface RunList {
  readonly runs: readonly { readonly record: { readonly id: string } }[];
}

/** Contents of a bundle by name; the list of runs in the order of their ids, as runs of the same second may change places. */
const listOf = (path: string): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(unzipSync(readFileSync(path))).map(([name, bytes]) => {
      const text = Buffer.from(bytes).toString('latin1');
      if (!name.endsWith('.json')) return [name, text];
      const list = JSON.parse(text) as RunList;
      return [name, { ...list, runs: [...list.runs].sort((a, b) => (a.record.id < b.record.id ? -1 : 1)) }];
    }),
  );

test('two seeds are kept, compared with an interval, and open elsewhere with the same numbers', async ({
  page,
  browser,
}, info) => {
  const playground = new Playground(page);
  const runs = new Runs(page);
  await playground.open();
  await playground.set(SHORT);
  await playground.loadFew('hex-nuts', { train: 8, testNormal: 5, perDefect: 1 });
  for (const seed of [1, 2]) {
    await playground.set({ seed });
    await page.getByRole('button', { name: /^(Play|Run again)/ }).click();
    await expect
      .poll(
        () =>
          page.evaluate(() => {
            const { runs: kept } = (window as unknown as AutomationWindow).playground.store.getState();
            return kept.map(({ state, config }) => `${config.seed} ${state}`).join();
          }),
        { timeout: 100_000 },
      )
      .toContain(`${seed} finished`);
  }
  await runs.open();
  await runs.show('#2');
  await runs
    .stage()
    .getByRole('button', { name: /^Keep weights/ })
    .click();
  await expect(runs.stage().getByRole('button', { name: 'Load weights' })).toBeVisible();
  const shown = [await runs.auroc('#1'), await runs.auroc('#2')];
  expect(shown.join()).toMatch(/^[01]\.\d{3},[01]\.\d{3}$/);

  await playground.open();
  await runs.open();
  expect([await runs.auroc('#1'), await runs.auroc('#2')]).toEqual(shown);
  await runs.choose('#1', '#2');
  await runs.view(/Compare \(2\)/);
  for (const title of ['ROC', 'AUROC over steps', 'Loss (running mean)'])
    await expect(runs.stage().getByRole('img', { name: title, exact: true })).toBeVisible();
  const difference = runs.stage().getByRole('region', { name: 'Difference of AUROC' });
  await expect(difference.getByText(/95 % \[.*\], p [=<] /)).toBeVisible();
  await expect(difference.getByText(/paired bootstrap 95 % \[/)).toBeVisible();
  await expect(difference.getByText(/noise|Borderline|better than|worse than|equally well/)).toBeVisible();
  await expect(runs.stage().getByRole('row', { name: 'Seed 1 2', exact: true })).toBeVisible();

  const maps = runs.stage().getByRole('region', { name: 'Maps of one image' });
  await expect(maps.getByRole('option')).toHaveCount(10);
  await expect(maps.locator('canvas')).toHaveCount(4);
  const wipe = maps.getByRole('slider', { name: /^Wipe between the maps of #[12] and #[12], / });
  await wipe.focus();
  await page.keyboard.press('End');
  await expect(wipe).toHaveAttribute('aria-valuetext', /^#[12] on 100 % of the width, #[12] on 0 %$/);

  await page.screenshot({ path: info.outputPath('compare.png') });
  await runs.view(/Seeds/);
  await expect(
    runs.stage().getByRole('row', { name: /2, 1 [01]\.\d{3} \([01]\.\d{3}, [01]\.\d{3}\) [01]\.\d{3} \[/ }),
  ).toBeVisible();

  const bundle = info.outputPath('runs.zip');
  await (await runs.exported('Bundle (.zip)')).saveAs(bundle);
  const csv = readFileSync(await (await runs.exported('CSV')).path(), 'utf8')
    .trim()
    .split('\r\n');
  expect(csv).toHaveLength(3);

  await runs.view(/Details/);
  await runs.show('#1');
  await runs.stage().getByRole('button', { name: 'Delete', exact: true }).click();
  await expect(runs.row('#1')).toBeHidden();
  await runs.stage().getByRole('button', { name: 'Undo' }).click();
  await expect(runs.row('#1')).toBeVisible();

  const elsewhere = await browser.newContext();
  const other = await elsewhere.newPage();
  const there = new Runs(other);
  await new Playground(other).open();
  await there.open();
  await there.openBundle(bundle);
  expect([await there.auroc('#1'), await there.auroc('#2')]).toEqual(shown);
  await there.show('#2');
  await expect(there.stage().getByText(/^Kept: /)).toBeVisible();
  const again = info.outputPath('again.zip');
  await (await there.exported('Bundle (.zip)')).saveAs(again);
  expect(listOf(again)).toEqual(listOf(bundle));
  await elsewhere.close();
  expect(playground.errors).toEqual([]);
});
