/**
 * How the threads share work: a few words of shared memory. The engine's thread publishes a phase (its number, arguments and
 * scratch) and then the number of its tasks; every thread takes tasks by counting `LEFT` down, and counts `DONE` up. A worker
 * reads the phase only after it has taken one of its tasks, and no new phase is published before all tasks are done, so a
 * worker that wakes late finds nothing to take and keeps nobody waiting.
 */
import type { Phase } from './module.ts';

export const LEFT = 0;
const DONE = 1;
const TASKS = 2;
export const PHASE = 3;
export const ARGUMENTS = 4;
export const SCRATCH = 5;
export const SCRATCH_STRIDE = 6;
/** Workers asleep in Atomics.wait. */
export const ASLEEP = 7;
/** Set to stop the workers. */
export const STOPPED = 8;
/** Workers beyond this number take no tasks. */
export const HELPERS = 9;
export const WORDS = 16;

/** Looks this often before it sleeps: about 50 microseconds, the usual gap between two kernels. */
const SPINS = 20_000;

/** A task takes milliseconds; a worker silent for this long is gone. */
const PATIENCE_MS = 30_000;

/** Takes tasks until none is left. `thread` 0 is the engine's. */
function takeTasks(control: Int32Array, phases: readonly Phase[], thread: number): void {
  let left = Atomics.load(control, LEFT);
  while (left > 0) {
    const seen = Atomics.compareExchange(control, LEFT, left, left - 1);
    if (seen !== left) {
      left = seen;
      continue;
    }
    const scratch = (control[SCRATCH] >>> 0) + thread * control[SCRATCH_STRIDE];
    const tasks = control[TASKS];
    phases[control[PHASE]](control[ARGUMENTS] >>> 0, tasks - left, scratch >>> 0);
    if (Atomics.add(control, DONE, 1) === tasks - 1 && thread > 0) Atomics.notify(control, DONE);
    left = Atomics.load(control, LEFT);
  }
}

/** A worker's life: take tasks, spin a little, sleep until there are more. Returns when stopped. */
export function serveTasks(control: Int32Array, phases: readonly Phase[], thread: number): void {
  while (Atomics.load(control, STOPPED) === 0) {
    const helpers = Atomics.load(control, HELPERS);
    if (thread > helpers) {
      Atomics.wait(control, HELPERS, helpers);
      continue;
    }
    takeTasks(control, phases, thread);
    if (spinWhile(control, LEFT, 0)) continue;
    Atomics.add(control, ASLEEP, 1);
    Atomics.wait(control, LEFT, 0);
    Atomics.sub(control, ASLEEP, 1);
  }
}

/** The engine's side: publishes a phase, helps, and returns when every task is done. Throws when a worker has died. */
export function shareTasks(control: Int32Array, phases: readonly Phase[], tasks: number): void {
  control[TASKS] = tasks;
  Atomics.store(control, DONE, 0);
  Atomics.store(control, LEFT, tasks);
  if (Atomics.load(control, ASLEEP) > 0) Atomics.notify(control, LEFT);
  takeTasks(control, phases, 0);
  for (;;) {
    const done = Atomics.load(control, DONE);
    if (done === tasks) return;
    if (spinWhile(control, DONE, done)) continue;
    if (Atomics.wait(control, DONE, done, PATIENCE_MS) === 'timed-out')
      throw new Error('A thread of the WASM kernels does not answer any more; restart the engine.');
  }
}

/** Looks at a word while it holds `value`, for a short while. True when it changed. */
function spinWhile(control: Int32Array, word: number, value: number): boolean {
  for (let i = 0; i < SPINS; i++) if (Atomics.load(control, word) !== value) return true;
  return false;
}
