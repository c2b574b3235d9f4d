/**
 * tfjs's threaded WASM build is wanted for its shared memory only: our kernels bring their own threads. While it loads, its pool of
 * eight pthread workers is replaced by stand-ins that answer "loaded" and do nothing. That saves eight instances of its
 * module, and they could not start from a minified bundle (they are made from the text of a function that the minifier
 * leaves with a free variable). tfjs itself must then be told to use one thread.
 */
interface PthreadCommand {
  readonly cmd?: string;
}

class IdleWorker {
  onmessage: ((event: { data: PthreadCommand }) => void) | null = null;
  onerror: unknown = null;

  postMessage({ cmd }: PthreadCommand): void {
    if (cmd === 'load') queueMicrotask(() => this.onmessage?.({ data: { cmd: 'loaded' } }));
  }

  terminate(): void {}
}

/** Runs `work` while every `new Worker` makes an idle one. */
export async function withIdleWorkers<T>(work: () => Promise<T>): Promise<T> {
  const scope = globalThis as { Worker?: unknown };
  const { Worker } = scope;
  if (!Worker) return work();
  scope.Worker = IdleWorker;
  try {
    return await work();
  } finally {
    scope.Worker = Worker;
  }
}
