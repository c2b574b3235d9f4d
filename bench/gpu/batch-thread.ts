/** The browser's `Worker` over a thread of Node's, as far as batches ahead use it (engine/training/batch-line.ts): the thread is this program once more. */
import { parentPort, Worker as Thread, type Transferable } from 'node:worker_threads';
import { serveBatches, type BatchRequest } from '../../src/engine/training/batch-line.ts';

type Heard = ((event: { data: unknown }) => void) | null;

/** From now on `new Worker` runs `program`, which must call `serveInThread` in a thread, whatever address is asked for. */
export function installWorkers(program: URL): void {
  class BatchThread {
    onmessage: Heard = null;
    onerror: ((event: { preventDefault(): void }) => void) | null = null;
    onmessageerror: (() => void) | null = null;
    readonly #thread = new Thread(program);

    constructor() {
      this.#thread.on('message', (data: unknown) => this.onmessage?.({ data }));
      this.#thread.on('error', () => this.onerror?.({ preventDefault: () => undefined }));
      this.#thread.on('messageerror', () => this.onmessageerror?.());
    }

    postMessage(request: unknown, transfer: Transferable[]): void {
      this.#thread.postMessage(request, transfer);
    }

    terminate(): void {
      void this.#thread.terminate();
    }
  }
  Object.assign(globalThis, { Worker: BatchThread });
}

export function serveInThread(): void {
  const serve = serveBatches((reply, transfer) => parentPort?.postMessage(reply, transfer));
  parentPort?.on('message', (request: BatchRequest) => serve(request));
}
