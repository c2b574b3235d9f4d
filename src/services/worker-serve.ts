/** The worker's side of `worker-pool.ts`: answers each request, and turns whatever is thrown into a reply. */
import { toErrorReport } from '../core/errors.ts';
import type { PoolReply, PoolRequest } from './worker-pool.ts';

/** What a worker's global offers here; the page's types know only the window. */
interface WorkerScope {
  onmessage: ((event: MessageEvent) => void) | null;
  postMessage(message: unknown, transfer: Transferable[]): void;
}

/** Answers requests with `handle`; buffers named by `transfer` are handed over, shared ones stay shared. */
export function serve<Request, Response>(
  handle: (request: Request) => Promise<Response> | Response,
  transfer: (response: Response) => readonly ArrayBufferLike[],
): void {
  const scope = globalThis as unknown as WorkerScope;
  scope.onmessage = async ({ data }: MessageEvent<PoolRequest<Request>>) => {
    let reply: PoolReply<Response>;
    let buffers: readonly ArrayBufferLike[] = [];
    try {
      const response = await handle(data.request);
      reply = { id: data.id, response };
      buffers = transfer(response);
    } catch (error) {
      const { code, message } = toErrorReport(error);
      reply = { id: data.id, error: { code, message } };
    }
    scope.postMessage(
      reply,
      buffers.filter((buffer): buffer is ArrayBuffer => buffer instanceof ArrayBuffer),
    );
  };
}

/** Zeroed bytes that the engine's worker can share where the page is cross-origin isolated, else ordinary ones. */
export function allocateBytes(length: number): Uint8Array {
  return globalThis.crossOriginIsolated
    ? new Uint8Array(new SharedArrayBuffer(length))
    : new Uint8Array(length);
}
