/**
 * A few workers of one kind that share a queue. A worker takes one request at a time, so what is in flight is bounded by the
 * number of workers. A worker that dies or hangs is replaced, and only its own request fails.
 */

/** What a worker gets and gives back; `id` pairs them. */
export interface PoolRequest<Request> {
  readonly id: number;
  readonly request: Request;
}

/** `started`: the worker's first word. `working`: a sign of life of a request whose length nobody knows before. */
export type PoolReply<Response> =
  | { readonly started: true }
  | { readonly id: number; readonly working: true }
  | { readonly id: number; readonly response: Response }
  | { readonly id: number; readonly error: { readonly code: string; readonly message: string } };

/** Why a request has no response. `lost`: the worker died or hung. Other codes come from the worker. */
export class PoolError extends Error {
  override readonly name = 'PoolError';
  constructor(
    readonly code: string,
    message: string,
  ) {
    super(message);
  }
}

interface Job<Request, Response> {
  readonly request: Request;
  readonly signal: AbortSignal | undefined;
  readonly resolve: (response: Response) => void;
  readonly reject: (error: unknown) => void;
}

interface Slot<Request, Response> {
  worker: Worker | null;
  job: Job<Request, Response> | null;
  timer: ReturnType<typeof setTimeout> | undefined;
  startTimer: ReturnType<typeof setTimeout> | undefined;
  /** Whether the worker has said a word. */
  started: boolean;
  nextId: number;
}

/** From the request, or from the last sign of life. */
const REQUEST_LIMIT_MS = 120_000;
/**
 * A worker that has not said a word by then is put aside for another, with the same request; after the last of these, only the limit of the request
 * counts. In Firefox on a busy machine a worker may never start.
 */
const START_LIMITS_MS = [15_000, 30_000];
/** Idle workers are let go after this time; they cost memory. */
const IDLE_LIMIT_MS = 30_000;

/** One worker for each processor but one, which the page needs; of two processors it needs little while others work. */
export function poolSize(): number {
  const processors = navigator.hardwareConcurrency || 2;
  return processors < 3 ? processors : Math.min(8, processors - 1);
}

export class WorkerPool<Request, Response> {
  private readonly queue: Job<Request, Response>[] = [];
  private readonly slots: Slot<Request, Response>[];
  private idleTimer: ReturnType<typeof setTimeout> | undefined;

  /**
   * Workers are started when there is work for them.
   * @param discard gets a response that nobody waits for any more.
   */
  constructor(
    private readonly spawn: () => Worker,
    readonly size: number,
    private readonly discard: (response: Response) => void = () => undefined,
  ) {
    this.slots = Array.from({ length: size }, () => ({
      worker: null,
      job: null,
      timer: undefined,
      startTimer: undefined,
      started: false,
      nextId: 0,
    }));
  }

  /**
   * The worker's response. When `signal` aborts, a waiting request is dropped and a running one is forgotten.
   * @throws PoolError; the signal's reason when it is aborted.
   */
  run(request: Request, signal?: AbortSignal): Promise<Response> {
    return new Promise((resolve, reject) => {
      if (signal?.aborted) {
        reject(signal.reason);
        return;
      }
      const onAbort = (): void => reject(signal?.reason);
      signal?.addEventListener('abort', onAbort, { once: true });
      // A signal with thousands of listeners is slow to add one to.
      const settled = (): void => signal?.removeEventListener('abort', onAbort);
      this.queue.push({
        request,
        signal,
        resolve: (response) => {
          settled();
          resolve(response);
        },
        reject: (error) => {
          settled();
          reject(error);
        },
      });
      this.pump();
    });
  }

  /** Ends all workers at once; what they were doing fails with `lost`. */
  close(): void {
    clearTimeout(this.idleTimer);
    for (const job of this.queue.splice(0)) job.reject(new PoolError('lost', 'The work was stopped.'));
    for (const slot of this.slots) this.drop(slot, 'The work was stopped.');
  }

  private pump(): void {
    clearTimeout(this.idleTimer);
    for (const slot of this.slots) {
      while (slot.job === null) {
        const job = this.queue.shift();
        if (!job) break;
        if (job.signal?.aborted) job.reject(job.signal.reason);
        else this.start(slot, job);
      }
    }
    if (this.queue.length === 0 && this.slots.every((slot) => slot.job === null)) {
      this.idleTimer = setTimeout(() => this.close(), IDLE_LIMIT_MS);
    }
  }

  private start(slot: Slot<Request, Response>, job: Job<Request, Response>): void {
    slot.job = job;
    const message: PoolRequest<Request> = { id: ++slot.nextId, request: job.request };
    this.limit(slot);
    slot.worker ??= this.open(slot);
    slot.worker.postMessage(message);
    if (!slot.started) this.expectStart(slot, message);
  }

  private expectStart(
    slot: Slot<Request, Response>,
    message: PoolRequest<Request>,
    limitsMs: readonly number[] = START_LIMITS_MS,
  ): void {
    clearTimeout(slot.startTimer);
    const [limitMs, ...later] = limitsMs;
    if (limitMs === undefined) return;
    slot.startTimer = setTimeout(() => {
      slot.worker?.terminate();
      slot.worker = this.open(slot);
      slot.worker.postMessage(message);
      this.expectStart(slot, message, later);
    }, limitMs);
  }

  private limit(slot: Slot<Request, Response>): void {
    clearTimeout(slot.timer);
    slot.timer = setTimeout(() => {
      this.drop(slot, 'It took too long.');
      this.pump();
    }, REQUEST_LIMIT_MS);
  }

  /** Long work goes on as long as it says so, and ends where nobody waits for it any more. */
  private goesOn(slot: Slot<Request, Response>, job: Job<Request, Response>): void {
    if (!job.signal?.aborted) return this.limit(slot);
    this.drop(slot, 'Nobody waits for it.');
    this.pump();
  }

  private open(slot: Slot<Request, Response>): Worker {
    const worker = this.spawn();
    worker.onmessage = ({ data }: MessageEvent<PoolReply<Response>>) => {
      if (slot.worker !== worker) return;
      slot.started = true;
      clearTimeout(slot.startTimer);
      if ('started' in data || slot.job === null || data.id !== slot.nextId) return;
      const { job } = slot;
      if ('working' in data) return this.goesOn(slot, job);
      clearTimeout(slot.timer);
      slot.job = null;
      if ('error' in data) job.reject(new PoolError(data.error.code, data.error.message));
      else if (job.signal?.aborted) this.discard(data.response);
      else job.resolve(data.response);
      this.pump();
    };
    const lost = (): void => {
      if (slot.worker !== worker) return;
      this.drop(slot, 'The worker stopped unexpectedly.');
      this.pump();
    };
    worker.onerror = (event) => {
      event.preventDefault();
      lost();
    };
    worker.onmessageerror = lost;
    return worker;
  }

  private drop(slot: Slot<Request, Response>, message: string): void {
    clearTimeout(slot.timer);
    clearTimeout(slot.startTimer);
    slot.worker?.terminate();
    slot.worker = null;
    slot.started = false;
    const { job } = slot;
    slot.job = null;
    job?.reject(new PoolError('lost', message));
  }
}
