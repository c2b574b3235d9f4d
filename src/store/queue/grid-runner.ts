/**
 * Works through a grid: one run after the other on the page, with the same actions as a person's. What a run comes to is seen from the
 * session's phase; a person who pauses or resets it pauses the grid. Every change of the queue is written before the next run begins.
 */
import { PlaygroundError, toErrorReport, type ErrorReport } from '../../core/errors.ts';
import { expansionOf, type GridRun } from '../../core/runs/grid/grid.ts';
import { sameRun } from '../../core/config/scope.ts';
import { imagesLoaded, openImages, type StateHost } from './grid-images.ts';
import type { QueuedGrid, QueueEntry } from './queue-state.ts';

/** Between two operations of a session it is paused for a moment. */
const REST_MS = 250;

type Outcome = 'finished' | 'failed' | 'paused' | 'gone';

export interface RunnerHost extends StateHost {
  find(id: string): QueuedGrid | undefined;
  /** Shown and written. */
  change(id: string, change: Partial<QueuedGrid>): Promise<void>;
  changeEntry(id: string, entry: number, change: Partial<QueueEntry>): Promise<void>;
}

const RESTING: ReadonlySet<string> = new Set(['finished', 'failed', 'paused', 'ready', 'idle']);

export class GridRunner {
  readonly #host: RunnerHost;
  /** Entries to be left out although their run is on the page. */
  readonly #skipped = new Set<string>();

  constructor(host: RunnerHost) {
    this.#host = host;
  }

  /** Until the grid is done, paused or cannot go on. @throws PlaygroundError when its images are not here */
  async work(id: string): Promise<void> {
    const { get, set } = this.#host;
    try {
      for (;;) {
        const queued = this.#host.find(id);
        if (queued?.state !== 'running') return;
        const runs = expansionOf(queued.grid).runs;
        const begun = queued.entries.findIndex(({ state }) => state === 'running');
        const entry = begun >= 0 ? begun : queued.entries.findIndex(({ state }) => state === 'waiting');
        if (entry < 0 || !runs[entry]) return await this.#host.change(id, { state: 'done' });
        if (this.#wasFinished(id, entry)) {
          await this.#host.changeEntry(id, entry, { state: 'done' });
          continue;
        }
        set({ runningGrid: { id, entry } });
        await openImages(this.#host, queued);
        await this.#run(id, entry, runs[entry]);
      }
    } finally {
      if (get().runningGrid?.id === id) set({ runningGrid: null });
    }
  }

  /** The run on the page is left out when the grid is next asked. */
  skip(id: string, entry: number): void {
    this.#skipped.add(`${id} ${entry}`);
  }

  async #run(id: string, entry: number, { config }: GridRun): Promise<void> {
    const { get } = this.#host;
    if (!(await this.#goOn(id, entry))) {
      if (!['idle', 'ready'].includes(get().phase)) await get().reset();
      get().setConfig(config);
      await imagesLoaded(this.#host);
      const begun = get().play();
      await this.#host.changeEntry(id, entry, { state: 'running', runId: get().currentRunId, error: null });
      await begun;
    }
    const outcome = await this.#outcome();
    const skipped = this.#skipped.delete(`${id} ${entry}`);
    if (outcome === 'finished') {
      await get().runsWritten();
      await this.#host.changeEntry(id, entry, { state: 'done' });
    } else if (skipped) {
      await this.#host.changeEntry(id, entry, { state: 'skipped' });
      if (outcome !== 'gone') await get().reset();
    } else if (outcome === 'failed') {
      await this.#host.changeEntry(id, entry, { state: 'failed', error: get().sessionError ?? unknown() });
    } else {
      if (outcome === 'gone') await this.#host.changeEntry(id, entry, { state: 'waiting', runId: null });
      await this.#host.change(id, { state: 'paused' });
    }
  }

  /** The page was closed between the end of the run and its mark in the queue. */
  #wasFinished(id: string, entry: number): boolean {
    const { runId, state } = this.#host.find(id)?.entries[entry] ?? {};
    const record = this.#host.get().runs.find((run) => run.id === runId);
    return state === 'running' && record?.state === 'finished';
  }

  /** The run of a begun entry is on the page, paused or back from a kept session: it goes on. Otherwise what it left behind goes. */
  async #goOn(id: string, entry: number): Promise<boolean> {
    const { get } = this.#host;
    const { runId, state } = this.#host.find(id)?.entries[entry] ?? {};
    if (state !== 'running' || !runId) return false;
    const { phase, currentRunId, runConfig } = get();
    const wanted = this.#config(id, entry);
    if (currentRunId === runId && runConfig && wanted && sameRun(runConfig, wanted)) {
      if (phase === 'finished') return true;
      if (phase === 'paused') {
        await get().play();
        return true;
      }
    }
    if (currentRunId === runId) await get().reset();
    await get().forgetRun(runId);
    return false;
  }

  #config(id: string, entry: number) {
    const queued = this.#host.find(id);
    return queued && expansionOf(queued.grid).runs[entry]?.config;
  }

  /** Settles when the session has come to rest, and stays there. */
  #outcome(): Promise<Outcome> {
    const { get, subscribe } = this.#host;
    return new Promise((resolve) => {
      let timer: ReturnType<typeof setTimeout> | null = null;
      const settle = (): void => {
        timer = null;
        const { phase } = get();
        if (!RESTING.has(phase)) return;
        stop();
        resolve(phase === 'ready' || phase === 'idle' ? 'gone' : (phase as Outcome));
      };
      const look = (): void => {
        if (!RESTING.has(get().phase)) {
          if (timer !== null) clearTimeout(timer);
          timer = null;
        } else timer ??= setTimeout(settle, get().phase === 'finished' ? 0 : REST_MS);
      };
      const stop = subscribe(look);
      look();
    });
  }
}

const unknown = (): ErrorReport =>
  toErrorReport(new PlaygroundError('unexpected', 'The run failed without saying why.'));
