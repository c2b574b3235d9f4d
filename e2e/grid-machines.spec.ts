/** A grid through the queue, with a real Redis and real browsers, makes the table of the local grid; the page opens its results. */
import { spawn } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { TestRedis } from '../scripts/queue/testing/redis-server.ts';
import { TINY, writeSpots } from './fixtures/spots.ts';

/** Resolves with the exit code and everything that was said. */
function command(script: string, args: readonly string[]): Promise<{ code: number | null; text: string }> {
  const child = spawn('npx', ['tsx', `scripts/${script}.ts`, ...args]);
  let text = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (part: Buffer) => (text += part.toString()));
  return new Promise((resolve) => child.on('exit', (code) => resolve({ code, text })));
}

const withoutTimes = (json: string): unknown =>
  JSON.parse(json, (key: string, value: unknown) => (key === 'timings' ? null : value));

// Playwright wants the pattern, though nothing of it is used.
// eslint-disable-next-line no-empty-pattern
test('a grid over two workers is the local grid', async ({}, info) => {
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
  const alone = await command('experiment', [...what, '--out', local]);
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
});
