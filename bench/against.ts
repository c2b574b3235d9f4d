/**
 * A training step and an evaluation of another checkout of this project against those of this one, in turns on one machine: has a change made them
 * slower? Preset `quick` as each has it, but one batch, one number of images and one kind of windows; Node, WASM.
 *
 *   npm run bench -- --only against --former DIR [--turns 5] [--steps 40]
 *
 * DIR: a checkout with its dependencies and kernels (`git worktree add DIR REV`, then `npm ci && npm run kernels` there).
 */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { machineInWords } from './machine.ts';
import { median } from './median.ts';

const HERE = fileURLToPath(new URL('..', import.meta.url));
const CHILD = fileURLToPath(new URL('./against-child.ts', import.meta.url));

/** What a process of one checkout measured, in milliseconds. */
export interface Against {
  readonly step: number;
  readonly evaluation: number;
}

function measure(tree: string, threads: number, steps: number): Against {
  const { stdout, stderr, status } = spawnSync(
    process.execPath,
    ['--import', 'tsx', CHILD, tree, String(threads), String(steps)],
    { cwd: HERE, encoding: 'utf8' },
  );
  if (status !== 0) throw new Error(`${tree} could not be measured.\n${stderr}`);
  return JSON.parse(stdout.trim().split('\n').at(-1) ?? '') as Against;
}

export function measureAgainst(former: string, turns: number, steps: number): void {
  console.log(machineInWords('not used', null));
  for (const threads of [1, 2]) {
    const ratios: Record<keyof Against, number[]> = { step: [], evaluation: [] };
    for (let turn = 0; turn < turns; turn++) {
      const order = turn % 2 === 0 ? [HERE, former] : [former, HERE];
      const found = new Map(order.map((tree) => [tree, measure(tree, threads, steps)]));
      for (const what of ['step', 'evaluation'] as const) {
        const [now, then] = [found.get(HERE)![what], found.get(former)![what]];
        ratios[what].push(now / then);
        console.log(
          `${threads} threads, turn ${turn + 1}, ${what}: ${now.toFixed(1)} ms, former ${then.toFixed(1)} ms, x${(now / then).toFixed(3)}`,
        );
      }
    }
    for (const what of ['step', 'evaluation'] as const)
      console.log(
        `${threads} threads, ${what}: median of ${turns} turns x${median(ratios[what]).toFixed(3)}`,
      );
  }
}
