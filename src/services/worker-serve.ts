/** The worker's side of `worker-pool.ts`: answers each request, and turns whatever is thrown into a reply. */
import { toErrorReport } from '../core/errors.ts';
import { sharesMemory } from './page-features.ts';
import type { PoolReply, PoolRequest } from './worker-pool.ts';

/** What a worker's global offers here; the page's types know only the window. */
interface WorkerScope {
  onmessage: ((event: MessageEvent) => void) | null;
  postMessage(message: unknown, transfer: Transferable[]): void;
}

/** What a response hands over. */
type Handed = ArrayBufferLike | ImageBitmap;

const isTransferable = (one: Handed): one is ArrayBuffer | ImageBitmap =>
  one instanceof ArrayBuffer || (typeof ImageBitmap !== 'undefined' && one instanceof ImageBitmap);

/** Between two signs of life. */
const SIGN_MS = 1000;

/** Says that the work goes on, at most once a second. */
export type Working = () => void;

function workingOn(id: number, scope: WorkerScope): Working {
  let said = performance.now();
  return () => {
    if (performance.now() - said < SIGN_MS) return;
    said = performance.now();
    scope.postMessage({ id, working: true } satisfies PoolReply<never>, []);
  };
}

/** Answers requests with `handle`, which may say that long work goes on; buffers and pictures named by `transfer` are handed over, shared memory stays shared. */
export function serve<Request, Response>(
  handle: (request: Request, working: Working) => Promise<Response> | Response,
  transfer: (response: Response) => readonly Handed[],
): void {
  const scope = globalThis as unknown as WorkerScope;
  scope.onmessage = async ({ data }: MessageEvent<PoolRequest<Request>>) => {
    let reply: PoolReply<Response>;
    let handed: readonly Handed[] = [];
    try {
      const response = await handle(data.request, workingOn(data.id, scope));
      reply = { id: data.id, response };
      handed = transfer(response);
    } catch (error) {
      const { code, message } = toErrorReport(error);
      reply = { id: data.id, error: { code, message } };
    }
    scope.postMessage(reply, handed.filter(isTransferable));
  };
  scope.postMessage({ started: true } satisfies PoolReply<never>, []);
}

/** Images are cut from slabs: a piece of shared memory of its own costs each some 16 KB more. */
const SLAB_BYTES = 4 * 2 ** 20;
const ALIGNMENT = 64;

let slab: SharedArrayBuffer | null = null;
let used = 0;

/** Zeroed bytes that the engine's worker can share where this browser lets it, else ordinary ones. */
export function allocateBytes(length: number): Uint8Array {
  if (!sharesMemory()) return new Uint8Array(length);
  if (length > SLAB_BYTES / 4) return new Uint8Array(new SharedArrayBuffer(length));
  if (slab === null || used + length > SLAB_BYTES) {
    slab = new SharedArrayBuffer(SLAB_BYTES);
    used = 0;
  }
  const bytes = new Uint8Array(slab, used, length);
  used = Math.ceil((used + length) / ALIGNMENT) * ALIGNMENT;
  return bytes;
}
