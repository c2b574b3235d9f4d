/** The page of the benchmark: nothing but a worker, as in the application; bench/browser.ts calls it through `window.bench`. */
import * as Comlink from 'comlink';
import type { BenchWorker } from './step.worker.ts';

const worker = new Worker(new URL('./step.worker.ts', import.meta.url), { type: 'module' });
const bench = Comlink.wrap<BenchWorker>(worker);
Object.assign(globalThis, {
  bench: (method: keyof BenchWorker, ...args: unknown[]) =>
    (bench[method] as (...args: unknown[]) => Promise<unknown>)(...args),
});
