/** Makes a film in a worker of its own, which ends with the work. The page makes a frame's marks when the worker has room for them. */
import { PlaygroundError } from '../../core/errors.ts';
import type { FilmFrame, FilmReply, FilmRequest, FilmStart } from './protocol.ts';

/** Whether this browser can draw off the page's thread. */
export const canMakeFilms = (): boolean => typeof OffscreenCanvas !== 'undefined';

/** @throws PlaygroundError `export-failed`; the signal's reason when it is aborted. */
export async function makeFilm(
  start: Omit<FilmStart, 'type'>,
  frames: readonly (() => Promise<FilmFrame>)[],
  onProgress: (share: number) => void,
  signal: AbortSignal,
): Promise<Blob> {
  const worker = new Worker(new URL('./film.worker.ts', import.meta.url), { type: 'module', name: 'film' });
  const ask = (request: FilmRequest): Promise<FilmReply> =>
    new Promise((resolve, reject) => {
      if (signal.aborted) return reject(signal.reason);
      const abort = () => reject(signal.reason);
      signal.addEventListener('abort', abort, { once: true });
      const fail = (message: string) => reject(new PlaygroundError('export-failed', message));
      worker.onerror = (event) => {
        event.preventDefault();
        fail(event.message || 'The worker stopped unexpectedly.');
      };
      worker.onmessage = ({ data }: MessageEvent<FilmReply>) => {
        signal.removeEventListener('abort', abort);
        if (data.type === 'failed') fail(data.message);
        else resolve(data);
      };
      worker.postMessage(request);
    });
  try {
    await ask({ type: 'start', ...start });
    for (const [i, make] of frames.entries()) {
      await ask({ type: 'frame', frame: await make() });
      onProgress((i + 1) / frames.length);
    }
    const done = await ask({ type: 'finish' });
    if (done.type !== 'done') throw new PlaygroundError('export-failed', 'The file was not finished.');
    return done.blob;
  } finally {
    worker.terminate();
  }
}
