/** All maps of a kind as one archive, made by a worker of its own, which ends with the work. */
import { PlaygroundError } from '../../core/errors.ts';
import type { MapRequest } from '../../core/heatmap/prepare-map.ts';

export interface ZipMapsRequest extends Pick<MapRequest, 'kind' | 'sizePx' | 'sigmaPx'> {
  readonly maps: readonly { readonly name: string; readonly grid: MapRequest['grid'] }[];
  readonly format: 'npy' | 'tiff';
  /** JSON text that lies beside the maps: what they are and how to read them. */
  readonly about: string;
}

export type ZipMapsReply =
  | { readonly type: 'progress'; readonly done: number }
  | { readonly type: 'done'; readonly blob: Blob }
  | { readonly type: 'failed'; readonly message: string };

/** @throws PlaygroundError `export-failed`; the signal's reason when it is aborted. */
export function zipMaps(
  request: ZipMapsRequest,
  onProgress: (done: number) => void,
  signal: AbortSignal,
): Promise<Blob> {
  const worker = new Worker(new URL('./zip-maps.worker.ts', import.meta.url), {
    type: 'module',
    name: 'zip-maps',
  });
  return new Promise<Blob>((resolve, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
    const fail = (message: string) => reject(new PlaygroundError('export-failed', message));
    worker.onerror = (event) => fail(event.message || 'The worker stopped unexpectedly.');
    worker.onmessage = ({ data }: MessageEvent<ZipMapsReply>) => {
      if (data.type === 'progress') onProgress(data.done);
      else if (data.type === 'done') resolve(data.blob);
      else fail(data.message);
    };
    worker.postMessage(request);
  }).finally(() => worker.terminate());
}
