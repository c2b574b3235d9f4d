import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { WorkerPool, type PoolRequest } from './worker-pool.ts';

/** A worker that answers when it is told to. */
class FakeWorker {
  onmessage: ((event: { data: unknown }) => void) | null = null;
  onerror: ((event: { preventDefault(): void }) => void) | null = null;
  onmessageerror: (() => void) | null = null;
  ended = false;
  readonly requests: PoolRequest<string>[] = [];

  constructor(private readonly starts = true) {}

  postMessage(message: PoolRequest<string>): void {
    this.requests.push(message);
    if (this.starts && this.requests.length === 1) this.onmessage?.({ data: { started: true } });
  }
  terminate(): void {
    this.ended = true;
  }
  says(message: object): void {
    this.onmessage?.({ data: { id: this.requests.at(-1)?.id, ...message } });
  }
  answer(response: string): void {
    this.onmessage?.({ data: { id: this.requests.at(-1)?.id, response } });
  }
}

let workers: FakeWorker[];
let pool: WorkerPool<string, string>;

beforeEach(() => {
  vi.useFakeTimers();
  workers = [];
  pool = new WorkerPool<string, string>(() => {
    const worker = new FakeWorker();
    workers.push(worker);
    return worker as unknown as Worker;
  }, 2);
});
afterEach(() => vi.useRealTimers());

describe('worker pool', () => {
  it('starts workers when needed and gives each one request at a time', async () => {
    const results = ['a', 'b', 'c'].map((request) => pool.run(request));
    expect(workers.map(({ requests }) => requests.length)).toEqual([1, 1]);
    workers[1].answer('B');
    expect(workers[1].requests.map(({ request }) => request)).toEqual(['b', 'c']);
    workers[0].answer('A');
    workers[1].answer('C');
    expect(await Promise.all(results)).toEqual(['A', 'B', 'C']);
  });

  it('asks another worker where one never starts, and at last waits as long as a request may take', async () => {
    const asked: FakeWorker[] = [];
    const sleepers = new WorkerPool<string, string>(() => {
      asked.push(new FakeWorker(false));
      return asked.at(-1) as unknown as Worker;
    }, 1);
    const late = sleepers.run('a');
    vi.advanceTimersByTime(15_000);
    expect(asked.map(({ ended }) => ended)).toEqual([true, false]);
    asked[0].answer('of the first, too late');
    vi.advanceTimersByTime(30_000);
    expect(asked.map(({ requests }) => requests.length)).toEqual([1, 1, 1]);
    vi.advanceTimersByTime(60_000);
    expect(asked).toHaveLength(3);
    asked[2].answer('A');
    expect(await late).toBe('A');
    const never = sleepers.run('b');
    const told = expect(never).rejects.toMatchObject({ code: 'lost' });
    vi.advanceTimersByTime(120_000);
    await told;
    expect(asked).toHaveLength(3);
  });

  it('hands a response that nobody waits for any more to whoever puts it away', async () => {
    const put: string[] = [];
    const worker = new FakeWorker();
    const own = new WorkerPool<string, string>(
      () => worker as unknown as Worker,
      1,
      (response) => put.push(response),
    );
    const controller = new AbortController();
    const forgotten = own.run('a', controller.signal);
    controller.abort(new Error('left'));
    await expect(forgotten).rejects.toThrow('left');
    const next = own.run('b');
    worker.answer('A');
    expect(put).toEqual(['A']);
    worker.answer('B');
    expect(await next).toBe('B');
    expect(put).toEqual(['A']);
  });

  it('passes on what a worker throws', async () => {
    const result = pool.run('a');
    workers[0].onmessage?.({ data: { id: 1, error: { code: 'bad', message: 'so bad' } } });
    await expect(result).rejects.toMatchObject({ code: 'bad', message: 'so bad' });
  });

  it('replaces a worker that dies, and only its request fails', async () => {
    const [a, b, c] = ['a', 'b', 'c'].map((request) => pool.run(request));
    workers[0].onerror?.({ preventDefault: () => undefined });
    await expect(a).rejects.toMatchObject({ code: 'lost' });
    expect(workers[0].ended).toBe(true);
    workers[1].answer('B');
    workers[2].answer('C');
    expect(await Promise.all([b, c])).toEqual(['B', 'C']);
  });

  it('replaces a worker that hangs', async () => {
    const result = pool.run('a');
    const failed = expect(result).rejects.toMatchObject({ code: 'lost' });
    await vi.advanceTimersByTimeAsync(120_000);
    await failed;
    expect(workers[0].ended).toBe(true);
    // What it still says is not taken for the next answer.
    const next = pool.run('b');
    workers[0].answer('late');
    workers[1].answer('B');
    expect(await next).toBe('B');
  });

  it('waits for long work as long as it says that it goes on, and no longer than somebody waits', async () => {
    const long = pool.run('a');
    for (let minute = 0; minute < 5; minute++) {
      await vi.advanceTimersByTimeAsync(60_000);
      workers[0].says({ working: true });
    }
    workers[0].answer('A');
    expect(await long).toBe('A');
    const controller = new AbortController();
    const left = pool.run('b', controller.signal);
    controller.abort(new Error('left'));
    await expect(left).rejects.toThrow('left');
    expect(workers[0].ended).toBe(false);
    workers[0].says({ working: true });
    expect(workers[0].ended).toBe(true);
    const silent = expect(pool.run('c')).rejects.toMatchObject({ code: 'lost' });
    workers[1].says({ working: true });
    await vi.advanceTimersByTimeAsync(120_000);
    await silent;
  });

  it('drops waiting requests and forgets running ones when they are aborted', async () => {
    const controller = new AbortController();
    const aborted = ['a', 'b', 'c'].map((request) => pool.run(request, controller.signal));
    controller.abort(new Error('enough'));
    for (const one of aborted) await expect(one).rejects.toThrow('enough');
    const next = pool.run('d');
    workers[0].answer('A');
    workers[0].answer('D');
    expect(await next).toBe('D');
    await expect(pool.run('e', controller.signal)).rejects.toThrow('enough');
  });

  it('lets idle workers go, and starts new ones', async () => {
    const first = pool.run('a');
    workers[0].answer('A');
    await first;
    await vi.advanceTimersByTimeAsync(30_000);
    expect(workers[0].ended).toBe(true);
    const second = pool.run('b');
    workers[1].answer('B');
    expect(await second).toBe('B');
  });

  it('fails everything when it is closed', async () => {
    const results = ['a', 'b', 'c'].map((request) => pool.run(request));
    const failed = results.map((one) => expect(one).rejects.toMatchObject({ code: 'lost' }));
    pool.close();
    await Promise.all(failed);
  });
});
