/**
 * Keeps every run as it goes: its record is made when the run begins and written at each evaluation and at its end. Writing comes
 * after the training loop has gone on, in turns; what cannot be written stays on the page, with a notice.
 */
import { toErrorReport } from '../../core/errors.ts';
import type { RunRecord } from '../../core/runs/types.ts';
import type { PlaygroundState } from '../state.ts';
import { holdRun, type RunStore } from './run-store.ts';
import { describeDataset, scoresOf, thumbnailsOf, updateRecord, type Snapshot } from './snapshot.ts';

/** Figures of an evaluation, its end of phase and its checkpoint come close together. */
const SETTLE_MS = 150;

/** What a person decides about a run, as opposed to what it measured. */
export type PersonalChange = Partial<
  Pick<RunRecord, 'name' | 'note' | 'starred' | 'deletedAt' | 'weightsBytes'>
>;

interface LiveRun {
  readonly id: string;
  record: RunRecord;
  snapshot: Snapshot;
  ended: boolean;
  /** Evaluation and images of the thumbnails that were kept. */
  thumbnailsOf: unknown;
  timer: ReturnType<typeof setTimeout> | null;
  readonly release: () => void;
}

export interface RecorderHost {
  get(): PlaygroundState;
  /** Settles when the list of earlier runs is there. */
  loaded(): Promise<void>;
  /** Shows a record that is new or has changed. */
  show(record: RunRecord): void;
  /** Shows that a run is not in the list any more. */
  forget(id: string): void;
  current(id: string | null): void;
  failed(report: ReturnType<typeof toErrorReport>): void;
  readonly version: string;
}

const ENDED: ReadonlySet<PlaygroundState['phase']> = new Set(['ready', 'idle']);

export class RunRecorder {
  readonly #store: RunStore;
  readonly #host: RecorderHost;
  #live: LiveRun | null = null;
  #seen: PlaygroundState | null = null;
  /** One write after the other. */
  #writing: Promise<void> = Promise.resolve();

  constructor(store: RunStore, host: RecorderHost) {
    this.#store = store;
    this.#host = host;
  }

  /** Settles when everything seen until now is written. */
  async settled(): Promise<void> {
    if (this.#live?.timer) this.#save(this.#live);
    await this.#writing;
  }

  /** To be called with every change of the store. Listeners may change it again while they are told, so that what was seen last counts. */
  observe(): void {
    const state = this.#host.get();
    const before = this.#seen;
    this.#seen = state;
    if (before === null || state === before) return;
    const begins = state.phase === 'preparing' && before.phase !== 'preparing' && state.plan === null;
    if (begins && state.evaluations.length === 0) {
      this.#end();
      this.#begin(state);
      return;
    }
    const live = this.#live;
    if (!live) return;
    if (ENDED.has(state.phase) && !ENDED.has(before.phase)) return this.#end();
    live.snapshot = state;
    const changed =
      state.evaluations !== before.evaluations ||
      state.items !== before.items ||
      (state.phase !== before.phase && ['paused', 'finished', 'failed'].includes(state.phase));
    if (changed) live.timer ??= setTimeout(() => this.#save(live), SETTLE_MS);
  }

  /** What the session shows now is a run that the list does not have: it is added under this id and name. */
  adopt(id: string, name: string, startedAt: number): void {
    this.attach({ ...this.#newRecord(id, this.#host.get(), startedAt), name });
    if (this.#live) this.#save(this.#live);
  }

  /** What the session shows now goes on being kept under this record. */
  attach(record: RunRecord): void {
    this.#end();
    const release = holdRun(record.id);
    const snapshot = this.#host.get();
    this.#live = {
      id: record.id,
      record,
      snapshot,
      ended: false,
      thumbnailsOf: null,
      timer: null,
      release,
    };
    this.#host.current(record.id);
  }

  /** A person has changed what is theirs in the record of the run that is being kept. */
  edited(id: string, change: PersonalChange): void {
    if (this.#live?.id === id) this.#live.record = { ...this.#live.record, ...change };
  }

  #newRecord(id: string, snapshot: Snapshot, startedAt: number): RunRecord {
    return {
      version: 1,
      id,
      name: '',
      note: '',
      starred: false,
      state: 'running',
      startedAt,
      updatedAt: startedAt,
      deletedAt: null,
      config: snapshot.config,
      dataset: {
        name: snapshot.datasetName,
        sample: snapshot.sampleName,
        fingerprint: '0',
        train: 0,
        testNormal: 0,
        testAnomalous: 0,
      },
      backend: null,
      versions: { page: this.#host.version, browser: globalThis.navigator?.userAgent ?? '' },
      step: 0,
      stepMs: null,
      parameterCount: null,
      curve: { steps: [], loss: [], accuracy: [] },
      metrics: [],
      weightsBytes: 0,
    };
  }

  #begin(snapshot: Snapshot): void {
    const id = crypto.randomUUID();
    const running = this.#host.get().runningGrid;
    const record: RunRecord = {
      ...this.#newRecord(id, snapshot, Date.now()),
      ...(running && { grid: running.id }),
    };
    const release = holdRun(id);
    const live: LiveRun = {
      id,
      record,
      snapshot,
      ended: false,
      thumbnailsOf: null,
      timer: null,
      release,
    };
    this.#live = live;
    this.#host.current(id);
    this.#save(live);
  }

  #end(): void {
    const live = this.#live;
    if (!live) return;
    this.#live = null;
    live.ended = true;
    this.#host.current(null);
    this.#save(live);
  }

  #save(live: LiveRun): void {
    if (live.timer !== null) clearTimeout(live.timer);
    live.timer = null;
    this.#writing = this.#writing.then(async () => {
      try {
        await this.#write(live);
      } catch (error) {
        this.#host.failed(toErrorReport(error));
      } finally {
        if (live.ended) live.release();
      }
    });
  }

  /** #1, #2, ... in the order in which runs began. */
  async #nextName(): Promise<string> {
    await this.#host.loaded();
    const numbers = this.#host.get().runs.map(({ name }) => Number(/^#(\d+)$/.exec(name)?.[1] ?? 0));
    return `#${Math.max(0, ...numbers) + 1}`;
  }

  async #write(live: LiveRun): Promise<void> {
    if (live.record.name === '') live.record = { ...live.record, name: await this.#nextName() };
    const { snapshot, ended } = live;
    // A run that was given up before its first step has nothing to show.
    if (ended && snapshot.step === 0 && snapshot.phase !== 'failed') {
      await this.#store.remove(live.id);
      return this.#host.forget(live.id);
    }
    const dataset = await describeDataset(snapshot);
    const latest = snapshot.evaluations.at(-1);
    const fresh = latest !== undefined && live.thumbnailsOf !== snapshot.items;
    const thumbnails = fresh ? await thumbnailsOf(snapshot) : null;
    if (thumbnails) live.thumbnailsOf = snapshot.items;
    live.record = { ...updateRecord(live.record, snapshot, Date.now(), ended), dataset };
    this.#host.show(live.record);
    await this.#store.save(live.record, { scores: scoresOf(snapshot), thumbnails });
  }
}
