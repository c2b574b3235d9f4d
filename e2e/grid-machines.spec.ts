/** A grid through the queue, with a real Redis and real browsers, makes the table of the local grid; the page opens its results. */
import { spawn } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { TestRedis } from '../scripts/queue/testing/redis-server.ts';
import { TINY, writeSpots } from './fixtures/spots.ts';
import { Grids } from './pages/grids.ts';

/** Resolves with the exit code and everything that was said. */
function command(script: string, args: readonly string[]): Promise<{ code: number | null; text: string }> {
  const child = spawn(process.execPath, ['--import', 'tsx', `scripts/${script}.ts`, ...args]);
  let text = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (part: Buffer) => (text += part.toString()));
  return new Promise((resolve) => child.on('exit', (code) => resolve({ code, text })));
}

const withoutTimes = (json: string): unknown =>
  JSON.parse(json, (key: string, value: unknown) => (key === 'timings' ? null : value));

test('a grid over two workers is the local grid', async ({ page }, info) => {
  const file = info.outputPath('grid.json');
  const grid = {
    version: 1,
    name: 'tasks',
    base: { preset: 'quick', set: { ...TINY, 'training.steps': 4 } },
    axes: [{ settings: ['augment.task'], values: ['cutpaste', 'scar'] }],
    seeds: [0, 1],
  };
  writeFileSync(file, JSON.stringify(grid));
  const data = writeSpots(info.outputPath('spots'));
  const [local, queued] = [info.outputPath('local'), info.outputPath('queued')];
  const what = ['--grid', file, '--data', data, '--backend', 'wasm'];
  const alone = await command('cutpaste', ['run', ...what, '--out', local]);
  expect(alone.code, alone.text).toBe(0);

  const redis = await TestRedis.start();
  try {
    const at = ['--redis', redis.url];
    const server = command('grid-serve', [...what, '--out', queued, '--maps', 'all', ...at]);
    const workers = ['a', 'b'].map((name) =>
      command('grid-work', ['--until-done', '--cache', info.outputPath(`cache-${name}`), ...at]),
    );
    const served = await server;
    expect(served.code, served.text).toBe(0);
    for (const { code, text } of await Promise.all(workers)) expect(code, text).toBe(0);
    const status = await command('grid-status', ['--json', ...at]);
    expect(JSON.parse(status.text)).toMatchObject({
      grids: [{ state: 'done', done: 4, total: 4, failed: 0 }],
    });
  } finally {
    await redis.remove();
  }

  const read = (out: string, ...path: readonly string[]) => readFileSync(join(out, ...path));
  for (const name of ['table.md', 'table.csv', 'grid.json'])
    expect(read(queued, name).toString()).toBe(read(local, name).toString());
  const runs = readdirSync(join(local, 'runs'));
  expect(runs).toHaveLength(4);
  for (const run of runs) {
    expect(readdirSync(join(queued, 'runs', run)).sort()).toEqual(
      readdirSync(join(local, 'runs', run)).sort(),
    );
    for (const name of ['scores.json', 'scores.csv', 'roc.svg'])
      expect(read(queued, 'runs', run, name).equals(read(local, 'runs', run, name)), `${run}/${name}`).toBe(
        true,
      );
    for (const name of readdirSync(join(local, 'runs', run, 'maps')))
      expect(
        read(queued, 'runs', run, 'maps', name).equals(read(local, 'runs', run, 'maps', name)),
        name,
      ).toBe(true);
    expect(withoutTimes(read(queued, 'runs', run, 'result.json').toString())).toEqual(
      withoutTimes(read(local, 'runs', run, 'result.json').toString()),
    );
  }

  const grids = new Grids(page);
  for (const time of [1, 2]) {
    await page.goto('/?automation=keep');
    await page.getByRole('tab', { name: 'Runs', exact: true }).click();
    const chooser = page.waitForEvent('filechooser');
    await page.getByRole('button', { name: 'Open results of a grid' }).click();
    await (await chooser).setFiles(queued);
    await expect(page.getByText('4 runs of 4 opened')).toBeVisible();
    // A second time nothing is there twice.
    const now = await grids.when(({ state }) => state === 'done');
    expect(now.runs, `time ${time}`).toBe(4);
    expect(now.entries.map(({ state }) => state)).toEqual(Array(4).fill('done'));
  }
  const cells = read(queued, 'table.md').toString().split('\n').at(-2)?.split('|') ?? [];
  const row = grids.table().getByRole('row', { name: /Scar/ });
  await expect(row.getByText(cells[3].trim(), { exact: true }).first()).toBeVisible();
  // Maps came with the run: of all eight images, four a class.
  const hardest = page.getByRole('region', { name: 'Hardest images' });
  await expect(hardest.locator('canvas')).toHaveCount(16);
  await page.screenshot({ path: info.outputPath('opened.png'), fullPage: true });
  await page.setViewportSize({ width: 390, height: 844 });
  await page.screenshot({ path: info.outputPath('opened-390.png'), fullPage: true });

  await page.setViewportSize({ width: 1440, height: 900 });
  await grids.open();
  const opener = page.waitForEvent('filechooser');
  await grids.dialog().getByRole('button', { name: 'Open a grid file' }).click();
  await (await opener).setFiles(file);
  await expect(grids.dialog().getByRole('textbox', { name: 'Seeds' })).toHaveValue('0, 1');
  await expect(grids.dialog().getByText(/^4 runs of 2 combinations/)).toBeVisible();
  const download = page.waitForEvent('download');
  await grids.dialog().getByRole('button', { name: 'Save as a file' }).click();
  const saved = JSON.parse(readFileSync(await (await download).path(), 'utf8')) as typeof grid;
  expect(saved).toMatchObject({
    name: 'tasks',
    seeds: [0, 1],
    axes: grid.axes,
    base: { training: { steps: 4 } },
  });
  await page.screenshot({ path: info.outputPath('file.png') });
});
