/**
 * The page of the benchmark: nothing but a worker, as in the application; bench/browser.ts calls it through `window.bench`, and
 * whole runs of the engine through `window.wholeRun`.
 */
import * as Comlink from 'comlink';
import type { BenchWorker } from './step.worker.ts';
import { wholeRun } from './whole-run.ts';

let remote: Comlink.Remote<BenchWorker> | null = null;

/** Spawned when first called, so that a whole run has the page to itself. */
function bench(): Comlink.Remote<BenchWorker> {
  remote ??= Comlink.wrap<BenchWorker>(
    new Worker(new URL('./step.worker.ts', import.meta.url), { type: 'module' }),
  );
  return remote;
}

Object.assign(globalThis, {
  bench: (method: keyof BenchWorker, ...args: unknown[]) =>
    (bench()[method] as (...args: unknown[]) => Promise<unknown>)(...args),
  wholeRun,
});
