/** A grid of runs on the command line goes on after it was killed. */
import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { TINY, writeSpots } from './fixtures/spots.ts';

/** Its own process group, so that it can be killed as a whole. */
function command(args: readonly string[]): {
  child: ChildProcess;
  ended: Promise<number | null>;
  output: () => string;
} {
  const child = spawn(process.execPath, ['--import', 'tsx', 'scripts/cutpaste.ts', 'run', ...args], {
    detached: true,
  });
  let text = '';
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (part: Buffer) => (text += part.toString()));
  return {
    child,
    ended: new Promise((resolve) => child.on('exit', (code) => resolve(code))),
    output: () => text,
  };
}

// Playwright wants the pattern, though nothing of it is used.
// eslint-disable-next-line no-empty-pattern
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
    writeSpots(info.outputPath('spots')),
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
  expect(readFileSync(join(out, 'table.csv'), 'utf8')).toMatch(
    /cutpaste,2\/2,"[01]\.\d{3} \([01]\.\d{3}, [01]\.\d{3}\)",.*,"[01]\.\d{3} \[[01]\.\d{3}, [01]\.\d{3}\]"\r?\n/,
  );
});
