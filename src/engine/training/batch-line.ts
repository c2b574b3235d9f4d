/**
 * What engine and batch worker say to each other. The worker holds the images of one run at a time and makes the batches it is
 * asked for with the same `makeBatch` as everybody else; `serveBatches` is the whole worker but for its messages.
 */
import { makeBatch } from '../../core/augment/batch.ts';
import type { Config } from '../../core/config/schema.ts';
import type { RgbImage } from '../../core/image/types.ts';
import type { HostPixels } from './batch-source.ts';

export type BatchRequest =
  | {
      readonly kind: 'begin';
      readonly run: number;
      readonly config: Config;
      readonly images: readonly RgbImage[];
    }
  | { readonly kind: 'make'; readonly run: number; readonly step: number }
  /** The run is over: forget its images. */
  | { readonly kind: 'end'; readonly run: number };

export interface BatchReply {
  readonly run: number;
  readonly step: number;
  /** Null where it could not be made; the engine then makes it itself and meets the error. */
  readonly batch: HostPixels | null;
}

/** One worker as the engine sees it. */
export interface BatchLine {
  post(request: BatchRequest, transfer: ArrayBuffer[]): void;
  end(): void;
}

/** Starts a worker. `failed` is called when it dies; nothing comes from it afterwards. */
export type OpenBatchLine = (heard: (reply: BatchReply) => void, failed: () => void) => BatchLine;

/** Returns the worker's handler of requests; `reply` sends, moving the buffers. */
export function serveBatches(
  reply: (reply: BatchReply, transfer: ArrayBuffer[]) => void,
): (request: BatchRequest) => void {
  let held: Extract<BatchRequest, { kind: 'begin' }> | null = null;
  return (request) => {
    const { run } = request;
    if (request.kind === 'begin') held = request;
    else if (request.kind === 'end') held = held?.run === run ? null : held;
    else reply(...answer(held?.run === run ? held : null, request));
  };
}

function answer(
  held: { readonly config: Config; readonly images: readonly RgbImage[] } | null,
  { run, step }: { readonly run: number; readonly step: number },
): [BatchReply, ArrayBuffer[]] {
  if (!held) return [{ run, step, batch: null }, []];
  try {
    const { pixels, labels, size } = makeBatch({ ...held, step });
    const buffers = [pixels.buffer as ArrayBuffer, labels.buffer as ArrayBuffer];
    return [{ run, step, batch: { pixels, labels, size } }, buffers];
  } catch {
    return [{ run, step, batch: null }, []];
  }
}

export const openBrowserBatchLine: OpenBatchLine = (heard, failed) => {
  const worker = new Worker(new URL('./batch.worker.ts', import.meta.url), {
    type: 'module',
    name: 'batches',
  });
  worker.onmessage = ({ data }: MessageEvent<BatchReply>) => heard(data);
  worker.onerror = (event) => {
    event.preventDefault();
    failed();
  };
  worker.onmessageerror = failed;
  return {
    post: (request, transfer) => worker.postMessage(request, transfer),
    end: () => worker.terminate(),
  };
};
