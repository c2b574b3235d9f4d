/**
 * The kernels' own worker threads. They import the same memory and the same module as the engine's thread and serve the
 * control block until they are stopped.
 */
import { ASLEEP, HELPERS, LEFT, STOPPED, WORDS } from './control-block.ts';

/** What a thread gets to begin with; it answers with any message once it serves. */
export interface ThreadStart {
  readonly module: WebAssembly.Module;
  readonly memory: WebAssembly.Memory;
  readonly control: Int32Array;
  readonly phaseNames: readonly string[];
  /** 1, 2, ...; 0 is the engine's own. */
  readonly thread: number;
}

/** Starts one thread; resolves when it serves. `end` takes it away at once. */
export type SpawnThread = (start: ThreadStart) => Promise<{ end(): void }>;

/** A thread starts within a second; one that has not by now never will (seen in Firefox on a busy machine). */
const PATIENCE_MS = 20_000;

export const spawnBrowserThread: SpawnThread = (start) =>
  new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./thread.worker.ts', import.meta.url), { type: 'module' });
    const fail = (reason: string) => {
      clearTimeout(timer);
      worker.terminate();
      reject(new Error(`A kernel thread did not start: ${reason}`));
    };
    const timer = setTimeout(() => fail(`no answer within ${PATIENCE_MS / 1000} s`), PATIENCE_MS);
    worker.onmessage = () => {
      clearTimeout(timer);
      resolve({ end: () => worker.terminate() });
    };
    worker.onerror = (event) => fail(event.message);
    worker.postMessage(start);
  });

export class Threads {
  private readonly workers: { end(): void }[] = [];

  private constructor(readonly control: Int32Array) {}

  /**
   * Starts `count` helpers of the engine's thread.
   * @throws Error where one does not start; none is left then
   */
  static async start(
    count: number,
    start: Omit<ThreadStart, 'thread' | 'control'>,
    spawn: SpawnThread,
  ): Promise<Threads> {
    const threads = new Threads(new Int32Array(new SharedArrayBuffer(4 * WORDS)));
    const { control } = threads;
    try {
      for (let thread = 1; thread <= count; thread++)
        threads.workers.push(await spawn({ ...start, control, thread }));
    } catch (error) {
      threads.stop();
      throw error;
    }
    threads.use(count);
    return threads;
  }

  get count(): number {
    return this.workers.length;
  }

  /** How many of the helpers take tasks from now on. */
  use(helpers: number): void {
    Atomics.store(this.control, HELPERS, Math.min(helpers, this.count));
    Atomics.notify(this.control, HELPERS);
  }

  get used(): number {
    return Atomics.load(this.control, HELPERS);
  }

  stop(): void {
    Atomics.store(this.control, STOPPED, 1);
    if (Atomics.load(this.control, ASLEEP) > 0) Atomics.notify(this.control, LEFT);
    for (const worker of this.workers) worker.end();
    this.workers.length = 0;
  }
}

/** As `Threads.start`, and once more from the beginning where a thread does not start. Null where that fails too: the engine's thread alone computes the same. */
export async function startThreads(...given: Parameters<typeof Threads.start>): Promise<Threads | null> {
  for (let left = 2; left > 0; left--) {
    const threads = await Threads.start(...given).catch(() => null);
    if (threads) return threads;
  }
  return null;
}
