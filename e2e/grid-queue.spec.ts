/** A grid of runs outlives a reload of the page. */
import { readFileSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import { TINY, writeSpots } from './fixtures/spots.ts';
import { Grids, type GridOutline } from './pages/grids.ts';
import { Playground } from './pages/playground.ts';

const finished = ({ entries }: GridOutline): number => entries.filter(({ state }) => state === 'done').length;

test('a queue of 12 runs survives a reload in the middle of a run', async ({ page }, info) => {
  const playground = new Playground(page);
  const grids = new Grids(page);
  await page.goto('/?automation=keep');
  await expect(playground.runSampleButton()).toBeVisible();
  await playground.set(TINY);
  await page
    .locator('input[type=file][webkitdirectory]')
    .first()
    .setInputFiles(writeSpots(info.outputPath('spots')));
  await expect(playground.status()).toHaveAttribute('data-phase', 'ready');

  await grids.open();
  await grids
    .dialog()
    .getByRole('combobox', { name: 'Which grid' })
    .selectOption({ label: 'Table 5: 2-way, union, 3-way' });
  await grids.dialog().getByRole('textbox', { name: 'Steps of a run' }).fill('12');
  await grids.dialog().getByRole('textbox', { name: 'Steps of a run' }).blur();
  await expect(grids.dialog().getByText(/^12 runs of 4 combinations, about/)).toBeVisible();
  await page.screenshot({ path: info.outputPath('dialog.png') });
  await grids.dialog().getByRole('button', { name: 'Start 12 runs' }).click();
  await expect(grids.panel()).toBeVisible();

  // Somewhere in a later run, in slow motion so that there is a middle, once a checkpoint of it is in the storage.
  await grids.when((now) => finished(now) >= 2);
  await playground.setPace(4);
  const before = await grids.when((now) => now.kept >= 4 && now.step < 10);
  const earlier = before.entries.filter(({ state }) => state === 'done').map(({ runId }) => runId);
  const current = before.entries.find(({ state }) => state === 'running');
  await page.reload();
  await expect(playground.status()).toBeAttached();
  const restored = await grids.when((now) => now.runId === current?.runId);
  expect(restored.step).toBeGreaterThanOrEqual(before.kept);

  const end = await grids.when((now) => now.state === 'done');
  expect(end.entries.map(({ state }) => state)).toEqual(Array(12).fill('done'));
  const ids = end.entries.map(({ runId }) => runId);
  expect(new Set(ids).size).toBe(12);
  expect(ids.slice(0, earlier.length)).toEqual(earlier);
  expect(ids).toContain(current?.runId);
  expect(end.runs).toBe(12);
  expect(await grids.evaluatedSteps(current?.runId ?? '')).toEqual([0, 4, 8, 12]);

  await page.getByRole('tab', { name: 'Runs', exact: true }).click();
  const row = grids.table().getByRole('row', { name: /3-way/ });
  await expect(row.getByRole('cell').first()).toHaveText('3/3');
  await expect(row.getByText(/^[01]\.\d{3} (± 0\.\d{3} \[.+\]|\(.+\))$/).first()).toBeVisible();
  await expect(row.getByText('0.952')).toBeVisible();
  await page.screenshot({ path: info.outputPath('panel.png'), fullPage: true });
  const download = page.waitForEvent('download');
  await grids.panel().getByRole('button', { name: 'Markdown' }).click();
  const markdown = readFileSync(await (await download).path(), 'utf8')
    .trim()
    .split('\n');
  expect(markdown).toHaveLength(6);
  expect(markdown[2]).toMatch(/\| CutPaste \| 3\/3 \| [01]\.\d{3} (± 0\.\d{3} \[.+\]|\(.+\)) \|.* 0\.909 \|/);
  expect(playground.errors).toEqual([]);
});
