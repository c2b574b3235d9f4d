/** A map of embeddings, made in a worker of its own. Ending it ends the worker: nothing goes on behind the page's back. */
import type { ProjectionReply, ProjectionRequest } from './protocol.ts';

/** Calls `onPlane` with each reply; resolves with the last. Rejects when the worker fails; never settles after `signal` is aborted. */
export function project(
  request: ProjectionRequest,
  onPlane: (reply: ProjectionReply) => void,
  signal: AbortSignal,
): Promise<ProjectionReply> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./project.worker.ts', import.meta.url), {
      type: 'module',
      name: 'projection',
    });
    signal.addEventListener('abort', () => worker.terminate(), { once: true });
    worker.onerror = (event) => {
      event.preventDefault();
      worker.terminate();
      reject(new Error(event.message || 'The map could not be made.'));
    };
    worker.onmessage = ({ data }: MessageEvent<ProjectionReply>) => {
      onPlane(data);
      if (data.share < 1) return;
      worker.terminate();
      resolve(data);
    };
    worker.postMessage(request);
  });
}
