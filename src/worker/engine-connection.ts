/**
 * One engine worker and the line to it. A worker can die in ways that reject nothing: a script error reaches `error`, a
 * message that cannot be read reaches `messageerror`, and a worker ended by the browser reaches nobody. For the last,
 * the worker may hold a Web Lock named like itself: when the page is given that lock, the worker is gone.
 */
import * as comlink from 'comlink';
import type { ErrorReport } from '../core/errors.ts';
import type { EngineApi } from './protocol.ts';

export interface EngineConnection {
  readonly api: EngineApi;
  /** One listener; called at most once. */
  onFailure(listener: (report: ErrorReport) => void): void;
  /** Report a failure from this side. */
  fail(report: ErrorReport): void;
  /** Start watching the worker's lock, where it holds one. */
  watch?(): void;
  terminate(): void;
}

export type SpawnEngine = () => EngineConnection;

let spawned = 0;

/** A new worker with its own name (also the name of its lock). */
export const spawnEngine: SpawnEngine = () => {
  const name = `cutpaste-engine-${Date.now()}-${++spawned}`;
  const worker = new Worker(new URL('./engine.worker.ts', import.meta.url), { type: 'module', name });
  const ended = new AbortController();
  let report: ((report: ErrorReport) => void) | null = null;
  const fail = (failure: ErrorReport): void => {
    report?.(failure);
    report = null;
  };
  worker.addEventListener('error', (event) => {
    event.preventDefault();
    fail({ code: 'worker-error', message: event.message || 'The engine could not be loaded.', detail: {} });
  });
  worker.addEventListener('messageerror', () =>
    fail({ code: 'worker-error', message: 'A message of the engine could not be read.', detail: {} }),
  );
  const watch = async (): Promise<void> => {
    const { held = [] } = await navigator.locks.query();
    if (!held.some((lock) => lock.name === name)) return;
    await navigator.locks.request(name, { signal: ended.signal }, () =>
      fail({ code: 'worker-ended', message: 'The browser ended the engine.', detail: {} }),
    );
  };
  return {
    api: comlink.wrap<EngineApi>(worker) as unknown as EngineApi,
    onFailure: (listener) => {
      report = listener;
    },
    fail,
    watch: () => {
      if (navigator.locks) watch().catch(() => undefined);
    },
    terminate: () => {
      ended.abort();
      worker.terminate();
    },
  };
};
