/**
 * Works through a grid: one run after the other on the page, with the same actions as a person's. `play` says what a run comes to;
 * a person who pauses or resets it pauses the grid. Every change of the queue is written before the next run begins.
 */
import { PlaygroundError, toErrorReport, type ErrorReport } from '../../core/errors.ts';
import { expansionOf, type GridRun } from '../../core/runs/grid/grid.ts';
import { sameRun } from '../../core/config/scope.ts';
import type { RunOutcome } from '../session/run-events.ts';
import { imagesLoaded, openImages, type StateHost } from './grid-images.ts';
import type { QueuedGrid, QueueEntry } from './queue-state.ts';

export interface RunnerHost extends StateHost {
  find(id: string): QueuedGrid | undefined;
  /** Shown and written. */
  change(id: string, change: Partial<QueuedGrid>): Promise<void>;
  changeEntry(id: string, entry: number, change: Partial<QueueEntry>): Promise<void>;
}

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
    const outcome = (await this.#goOn(id, entry)) ?? (await this.#begin(id, entry, config));
    const skipped = this.#skipped.delete(`${id} ${entry}`);
    if (outcome === 'finished') {
      await get().runsWritten();
      await this.#host.changeEntry(id, entry, { state: 'done' });
    } else if (skipped) {
      await this.#host.changeEntry(id, entry, { state: 'skipped' });
      if (outcome !== 'abandoned') await get().reset();
    } else if (outcome === 'failed') {
      await this.#host.changeEntry(id, entry, { state: 'failed', error: get().sessionError ?? unknown() });
    } else {
      if (outcome === 'abandoned') await this.#host.changeEntry(id, entry, { state: 'waiting', runId: null });
      await this.#host.change(id, { state: 'paused' });
    }
  }

  async #begin(id: string, entry: number, config: GridRun['config']): Promise<RunOutcome> {
    const { get } = this.#host;
    if (!['idle', 'ready'].includes(get().phase)) await get().reset();
    get().setConfig(config);
    await imagesLoaded(this.#host);
    const played = get().play();
    await this.#host.changeEntry(id, entry, { state: 'running', runId: get().currentRunId, error: null });
    return played;
  }

  /** The page was closed between the end of the run and its mark in the queue. */
  #wasFinished(id: string, entry: number): boolean {
    const { runId, state } = this.#host.find(id)?.entries[entry] ?? {};
    const record = this.#host.get().runs.find((run) => run.id === runId);
    return state === 'running' && record?.state === 'finished';
  }

  /** The run of a begun entry is on the page, paused or back from a kept session: it goes on. Otherwise (null) what it left behind goes. */
  async #goOn(id: string, entry: number): Promise<RunOutcome | null> {
    const { get } = this.#host;
    const { runId, state } = this.#host.find(id)?.entries[entry] ?? {};
    if (state !== 'running' || !runId) return null;
    const { phase, currentRunId, runConfig } = get();
    const wanted = this.#config(id, entry);
    if (currentRunId === runId && runConfig && wanted && sameRun(runConfig, wanted)) {
      if (phase === 'finished') return 'finished';
      if (phase === 'paused') return get().play();
    }
    if (currentRunId === runId) await get().reset();
    await get().forgetRun(runId);
    return null;
  }

  #config(id: string, entry: number) {
    const queued = this.#host.find(id);
    return queued && expansionOf(queued.grid).runs[entry]?.config;
  }
}

const unknown = (): ErrorReport =>
  toErrorReport(new PlaygroundError('unexpected', 'The run failed without saying why.'));
