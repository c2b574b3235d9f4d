/** Tables over several data sets and seeds, every figure of them from `npm run experiment`. */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { meanText } from '../src/core/runs/seeds.ts';
import { meanWithError } from '../src/core/runs/seeds.ts';

export const SEEDS = [0, 1, 2] as const;

/** What the tables read of a result.json. */
export interface SetResult {
  readonly seed: number;
  readonly imageAuroc: number;
  readonly pixelAuroc: number | null;
  readonly untrained: { readonly imageAuroc: number };
  readonly config: { readonly augment: { readonly task: string } };
}

/** `--data FOLDER,FOLDER --out FOLDER` of the command line. */
export function foldersOf(command: string): { readonly sets: readonly string[]; readonly out: string } {
  const { values } = parseArgs({ options: { data: { type: 'string' }, out: { type: 'string' } } });
  if (!values.data || !values.out) {
    console.error(`npx tsx bench/${command}.ts --data FOLDER,FOLDER,... --out FOLDER`);
    process.exit(2);
  }
  return { sets: values.data.split(',').filter(Boolean), out: values.out };
}

/** Runs the command; an unfinished table ends here and goes on with the next call. */
export function experiment(...options: readonly string[]): void {
  const { status } = spawnSync('npm', ['run', '--silent', 'experiment', '--', ...options], {
    cwd: fileURLToPath(new URL('..', import.meta.url)),
    stdio: 'inherit',
  });
  if (status !== 0) process.exit(status ?? 1);
}

export function readResult(path: string): SetResult {
  return JSON.parse(readFileSync(path, 'utf8')) as SetResult;
}

/** Mean and standard error over the seeds. */
export function overSeeds(values: readonly number[]): string {
  return meanText(meanWithError(values));
}

/** The mean over sets of each seed, then mean and standard error over the seeds; `values` `[sets][seeds]`. */
export function overSets(values: readonly (readonly number[])[]): string {
  const mean = (seed: number) => values.reduce((sum, ofSet) => sum + ofSet[seed], 0) / values.length;
  return overSeeds(SEEDS.map((_, seed) => mean(seed)));
}

export const nameOf = (set: string): string => basename(set);

export function printTable(columns: readonly string[], rows: readonly (readonly string[])[]): void {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  console.log([line(columns), line(columns.map(() => '---')), ...rows.map(line)].join('\n'));
}
