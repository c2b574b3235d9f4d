/** A grid of runs outlives a reload of the page, and the command line goes on after it was killed. */
import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { encodePng } from '../scripts/experiment/png.ts';
import type { GridOutline } from './pages/grids.ts';
import { Grids } from './pages/grids.ts';
import { Playground } from './pages/playground.ts';

const TINY = {
  'data.imageSizePx': 64,
  'model.mode': 'image',
  'model.width': 4,
  'training.sourcesPerStep': 2,
  'evaluation.everySteps': 4,
  'evaluation.bootstrapSamples': 0,
};

/** 12 normal training images, 4 normal and 4 spotted test images of 64 px. */
function writeFolder(folder: string): string {
  const side = 64;
  const picture = (seed: number, spot: boolean) => {
    const data = new Uint8Array(side * side * 3);
    for (let i = 0; i < data.length; i++) {
      const x = Math.floor(i / 3) % side;
      const y = Math.floor(i / 3 / side);
      const inside = spot && (x - 20 - seed) ** 2 + (y - 30) ** 2 < 60;
      data[i] = inside ? 230 : 90 + ((x * 7 + y * 3 + seed * 11) % 40);
    }
    return encodePng({ width: side, height: side, data });
  };
  const groups = [
    ['train/good', 12, false],
    ['test/good', 4, false],
    ['test/spot', 4, true],
  ] as const;
  groups.forEach(([name, count, spot], g) => {
    mkdirSync(join(folder, name), { recursive: true });
    for (let i = 0; i < count; i++) writeFileSync(join(folder, name, `${i}.png`), picture(20 * g + i, spot));
  });
  return folder;
}

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
    .setInputFiles(writeFolder(info.outputPath('spots')));
  await expect(playground.status()).toHaveAttribute('data-phase', 'ready');

  await grids.open();
  await grids
    .dialog()
    .getByRole('combobox', { name: 'Which grid' })
    .selectOption({ label: 'Table 5: 2-way, union, 3-way' });
  await grids.dialog().getByRole('textbox', { name: 'Steps of a run' }).fill('32');
  await grids.dialog().getByRole('textbox', { name: 'Steps of a run' }).blur();
  await expect(grids.dialog().getByText(/^12 runs of 4 combinations, about/)).toBeVisible();
  await page.screenshot({ path: info.outputPath('dialog.png') });
  await grids.dialog().getByRole('button', { name: 'Start 12 runs' }).click();
  await expect(grids.panel()).toBeVisible();

  // Somewhere in a later run, in slow motion so that there is a middle, once a checkpoint of it is in the storage.
  await grids.when((now) => finished(now) >= 2);
  await playground.setPace(6);
  const before = await grids.when((now) => now.kept >= 4 && now.step < 28);
  const earlier = before.entries.filter(({ state }) => state === 'done').map(({ runId }) => runId);
  const current = before.entries.find(({ state }) => state === 'running');
  await page.reload();
  await expect(playground.runSampleButton()).toBeAttached();
  const restored = await grids.when((now) => now.runId === current?.runId);
  expect(restored.step).toBeGreaterThanOrEqual(before.kept);

  const end = await grids.when((now) => now.state === 'done');
  expect(end.entries.map(({ state }) => state)).toEqual(Array(12).fill('done'));
  const ids = end.entries.map(({ runId }) => runId);
  expect(new Set(ids).size).toBe(12);
  expect(ids.slice(0, earlier.length)).toEqual(earlier);
  expect(ids).toContain(current?.runId);
  expect(end.runs).toBe(12);
  expect(await grids.evaluatedSteps(current?.runId ?? '')).toEqual([0, 4, 8, 12, 16, 20, 24, 28, 32]);

  await page.getByRole('tab', { name: 'Runs', exact: true }).click();
  const row = grids.table().getByRole('row', { name: /3-way/ });
  await expect(row.getByRole('cell').first()).toHaveText('3/3');
  await expect(row.getByText(/^[01]\.\d{3} ± 0\.\d{3}$/).first()).toBeVisible();
  await expect(row.getByText('0.952')).toBeVisible();
  await page.screenshot({ path: info.outputPath('panel.png'), fullPage: true });
  const download = page.waitForEvent('download');
  await grids.panel().getByRole('button', { name: 'Markdown' }).click();
  const markdown = readFileSync(await (await download).path(), 'utf8')
    .trim()
    .split('\n');
  expect(markdown).toHaveLength(6);
  expect(markdown[2]).toMatch(/\| CutPaste \| 3\/3 \| [01]\.\d{3} ± 0\.\d{3} \|.* 0\.909 \|/);
  expect(playground.errors).toEqual([]);
});

/** Its own process group, so that it can be killed as a whole. */
function command(args: readonly string[]): {
  child: ChildProcess;
  ended: Promise<number | null>;
  output: () => string;
} {
  const child = spawn('npx', ['tsx', 'scripts/experiment.ts', ...args], { detached: true });
  let text = '';
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (part: Buffer) => (text += part.toString()));
  return {
    child,
    ended: new Promise((resolve) => child.on('exit', (code) => resolve(code))),
    output: () => text,
  };
}

test('the command goes on after kill -9 and loses no finished run', async ({}, info) => {
  const out = info.outputPath('out');
  const file = info.outputPath('grid.json');
  const grid = {
    version: 1,
    name: 'seeds',
    base: { preset: 'quick', set: { ...TINY, 'training.steps': 4 } },
    axes: [{ settings: ['augment.task'], values: ['cutpaste'] }],
    seeds: [0, 1],
  };
  writeFileSync(file, JSON.stringify(grid));
  const args = [
    '--grid',
    file,
    '--data',
    writeFolder(info.outputPath('spots')),
    '--out',
    out,
    '--backend',
    'wasm',
  ];
  interface Plan {
    readonly runs: readonly { readonly folder: string; readonly state: string }[];
  }
  const plan = () => JSON.parse(readFileSync(join(out, 'grid.json'), 'utf8')) as Plan;
  const states = () =>
    existsSync(join(out, 'grid.json'))
      ? plan()
          .runs.map(({ state }) => state)
          .join(' ')
      : '';

  const first = command(args);
  await expect
    .poll(states, { timeout: 60_000, intervals: [20], message: first.output() })
    .toBe('finished waiting');
  process.kill(-(first.child.pid as number), 'SIGKILL');
  await first.ended;
  expect(states()).toBe('finished waiting');
  const result = join(out, plan().runs[0].folder, 'result.json');
  const { mtimeMs } = statSync(result);

  const second = command(args);
  expect(await second.ended, second.output()).toBe(0);
  expect(second.output()).toContain('1 of them finished before');
  expect(states()).toBe('finished finished');
  expect(statSync(result).mtimeMs).toBe(mtimeMs);
  expect(readFileSync(join(out, 'table.csv'), 'utf8')).toMatch(/cutpaste,2\/2,[01]\.\d{3} ± 0\.\d{3}/);
});
