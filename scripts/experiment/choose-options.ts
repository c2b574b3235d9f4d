/** Options of `cutpaste choose`, checked before anything is started. */
import { TASKS } from '../../src/core/augment/tasks.ts';
import type { ValuesOf } from '../command-line/option-table.ts';
import { UsageError } from '../command-line/usage-error.ts';
import { choose, tasksOf } from './choose.ts';
import { optionsOf, type RunOptions, type RunValues } from './options.ts';
import type { CHOOSE_OPTIONS } from './run-options.ts';

const MOST_STEPS = 100_000;

/** @param nothing what `run` has and this command lacks. @throws UsageError */
export function chooseWith(
  values: ValuesOf<typeof CHOOSE_OPTIONS>,
  nothing: Omit<RunValues, keyof ValuesOf<typeof CHOOSE_OPTIONS> | 'maps' | 'no-baseline' | 'grid' | 'check'>,
): Promise<number> {
  const { tasks: named, steps: text, ...rest } = values;
  const tasks = tasksOf(named, TASKS, (message) => new UsageError(message));
  const steps = Number(text);
  if (!/^\d+$/.test(text) || steps < 1 || steps > MOST_STEPS)
    throw new UsageError(`--steps must be a whole number from 1 to ${MOST_STEPS}, not "${text}".`);
  const others = values.set
    .map((one) => one.split('=')[0].trim())
    .filter((key) => !key.startsWith('augment.'));
  if (others.length > 0)
    throw new UsageError(`--set ${others[0]}: only settings of the views (augment.*) enter the trials.`);
  const only = { maps: 'overlay', 'no-baseline': true, grid: undefined, check: false, steps: undefined };
  const options = optionsOf({ ...nothing, ...rest, ...only } as RunValues);
  return choose(options as RunOptions, { tasks, steps }, values.json);
}
