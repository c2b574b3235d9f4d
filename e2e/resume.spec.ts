/** A run on the command line goes on after it was killed, with the numbers of one that never was; and a finished one trains longer. */
import { spawn } from 'node:child_process';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { TINY, writeSpots } from './fixtures/spots.ts';

const SETTINGS = { ...TINY, 'training.steps': 200, 'evaluation.everySteps': 50 };

/** Its own process group, so that it can be killed as a whole. */
function command(args: readonly string[]) {
  const child = spawn(process.execPath, ['--import', 'tsx', 'scripts/cutpaste.ts', 'run', ...args], {
    detached: true,
  });
  let text = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (part: Buffer) => (text += part.toString()));
  const ended = new Promise<number | null>((resolve) => child.on('exit', (code) => resolve(code)));
  return { kill: () => process.kill(-(child.pid as number), 'SIGKILL'), ended, output: () => text };
}

/** result.json without what the clock says. */
function resultIn(out: string): Record<string, unknown> {
  const result = JSON.parse(readFileSync(join(out, 'result.json'), 'utf8')) as Record<string, unknown>;
  return { ...result, timings: null, resumedFrom: null };
}
const scoresIn = (out: string) => readFileSync(join(out, 'scores.csv'), 'utf8');

// Playwright wants the pattern, though nothing of it is used.
// eslint-disable-next-line no-empty-pattern
test('--resume gives the numbers of a run that was never stopped, --longer adds a cycle', async ({}, info) => {
  const data = writeSpots(info.outputPath('spots'));
  const set = Object.entries(SETTINGS).flatMap(([key, value]) => ['--set', `${key}=${value}`]);
  const common = ['--data', data, '--backend', 'wasm', '--no-baseline'];
  const whole = info.outputPath('whole');
  const straight = command([...common, '--out', whole, ...set]);
  expect(await straight.ended, straight.output()).toBe(0);

  const out = info.outputPath('killed');
  const file = join(out, 'checkpoint.zip');
  const first = command([...common, '--out', out, ...set]);
  await expect
    .poll(() => existsSync(file), { timeout: 60_000, intervals: [10], message: first.output() })
    .toBe(true);
  first.kill();
  await first.ended;
  expect(existsSync(join(out, 'result.json'))).toBe(false);

  const other = command([...common, '--out', out, '--resume', ...set, '--seed', '5']);
  expect(await other.ended).toBe(2);
  expect(other.output()).toContain('seed: 0 instead of 5');

  const resumed = command([...common, '--out', out, '--resume']);
  expect(await resumed.ended, resumed.output()).toBe(0);
  expect(resumed.output()).toMatch(/Goes on from step \d+ of 200/);
  expect(resultIn(out)).toEqual(resultIn(whole));
  expect(scoresIn(out)).toBe(scoresIn(whole));
  expect(statSync(file).size).toBeGreaterThan(0);

  const longer = command([...common, '--out', out, '--longer']);
  expect(await longer.ended, longer.output()).toBe(0);
  const { config, resumedFrom, steps } = JSON.parse(readFileSync(join(out, 'result.json'), 'utf8')) as {
    readonly config: { readonly training: { readonly steps: number; readonly cycles: number } };
    readonly resumedFrom: number;
    readonly steps: number;
  };
  expect({ steps, resumedFrom, cycles: config.training.cycles }).toEqual({
    steps: 400,
    resumedFrom: 200,
    cycles: 2,
  });
});
