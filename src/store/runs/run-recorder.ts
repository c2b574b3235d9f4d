/**
 * Keeps every run as it goes: its record is made when the run begins and written at each evaluation and at its end, from what the session tells of the run
 * (`session/run-events.ts`), never from what the page shows by then. Writing comes after the training loop has gone on, in turns; what cannot be
 * written stays on the page, with a notice.
 */
import { trainsNothing } from '../../core/config/untrained.ts';
import { toErrorReport } from '../../core/errors.ts';
import type { RunRecord } from '../../core/runs/types.ts';
import type { RunEvent, RunFacts } from '../session/run-events.ts';
import { newId } from '../../services/new-id.ts';
import { holdRun, type RunStore } from './run-store.ts';
import { describeDataset, mapsOf, scoresOf, thumbnailsOf, updateRecord } from './snapshot.ts';

/** Figures of an evaluation, its end of phase and its checkpoint come close together. */
const SETTLE_MS = 150;

/** What a person decides about a run, as opposed to what it measured. */
export type PersonalChange = Partial<
  Pick<RunRecord, 'name' | 'note' | 'starred' | 'deletedAt' | 'weightsBytes'>
>;

interface LiveRun {
  record: RunRecord;
  facts: RunFacts;
  ended: boolean;
  /** Images of the thumbnails that were kept. */
  thumbnailsOf: unknown;
  timer: ReturnType<typeof setTimeout> | null;
  readonly release: () => void;
}

export interface RecorderHost {
  /** The records that are shown. */
  runs(): readonly RunRecord[];
  /** The grid that the next run is part of. */
  grid(): string | null;
  /** The page of the textbook whose data and settings are open, or null. */
  lesson(): number | null;
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

export class RunRecorder {
  readonly #store: RunStore;
  readonly #host: RecorderHost;
  #live: LiveRun | null = null;
  /** One write after the other. */
  #writing: Promise<void> = Promise.resolve();

  constructor(store: RunStore, host: RecorderHost) {
    this.#store = store;
    this.#host = host;
  }

  /** Settles when everything told until now is written. */
  async settled(): Promise<void> {
    if (this.#live?.timer) this.#save(this.#live);
    await this.#writing;
  }

  hear(event: RunEvent): void {
    const { type, facts } = event;
    if (type === 'runBegan') return this.#begin(facts);
    const live = this.#live;
    if (!live) return;
    live.facts = facts;
    if (type === 'trainingStarted') this.#state('running');
    else if (type === 'runReturned') this.#state(stateAt(facts));
    else if (type === 'runEnded') {
      if (event.outcome === 'abandoned') return this.#end();
      if (event.outcome !== 'paused') this.#state(event.outcome);
    }
    if (type !== 'trainingStarted' && type !== 'checkpoint')
      live.timer ??= setTimeout(() => this.#save(live), SETTLE_MS);
  }

  /** The run on the page is one that the list does not have: it is added under this id and name. */
  adopt(id: string, name: string, startedAt: number, facts: RunFacts): void {
    this.attach({ ...this.#newRecord(id, facts, startedAt), name }, facts);
    if (this.#live) this.#save(this.#live);
  }

  /** The run on the page goes on being kept under this record. */
  attach(record: RunRecord, facts: RunFacts): void {
    this.#end();
    this.#follow({ ...record, state: stateAt(facts) }, facts);
  }

  /** A person has changed what is theirs in the record of the run that is being kept. */
  edited(id: string, change: PersonalChange): void {
    if (this.#live?.record.id === id) this.#live.record = { ...this.#live.record, ...change };
  }

  #state(state: RunRecord['state']): void {
    if (this.#live) this.#live.record = { ...this.#live.record, state };
  }

  #follow(record: RunRecord, facts: RunFacts): LiveRun {
    const release = holdRun(record.id);
    const live: LiveRun = { record, facts, ended: false, thumbnailsOf: null, timer: null, release };
    this.#live = live;
    this.#host.current(record.id);
    return live;
  }

  #newRecord(id: string, { config, data }: RunFacts, startedAt: number): RunRecord {
    const { name, sample } = data;
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
      config,
      dataset: { name, sample, fingerprint: '0', train: 0, testNormal: 0, testAnomalous: 0 },
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

  #begin(facts: RunFacts): void {
    this.#end();
    const grid = this.#host.grid();
    const record = this.#newRecord(newId(), facts, Date.now());
    const lesson = this.#host.lesson();
    const place = { ...(grid !== null && { grid }), ...(lesson !== null && { lesson }) };
    this.#save(this.#follow({ ...record, ...place }, facts));
  }

  #end(): void {
    const live = this.#live;
    if (!live) return;
    if (live.record.state === 'running') this.#state('stopped');
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
    const numbers = this.#host.runs().map(({ name }) => Number(/^#(\d+)$/.exec(name)?.[1] ?? 0));
    return `#${Math.max(0, ...numbers) + 1}`;
  }

  async #write(live: LiveRun): Promise<void> {
    if (live.record.name === '') {
      const name = await this.#nextName();
      live.record = { ...live.record, name };
    }
    const { facts, ended } = live;
    const { id, state } = live.record;
    // A run that was given up before its first step has nothing to show, unless it was to have none.
    const judgedOnly = trainsNothing(facts.config) && facts.evaluations.length > 0;
    if (ended && facts.step === 0 && state !== 'failed' && !judgedOnly) {
      await this.#store.remove(id);
      return this.#host.forget(id);
    }
    const dataset = await describeDataset(facts.data);
    const fresh = facts.evaluations.length > 0 && live.thumbnailsOf !== facts.data.items;
    const thumbnails = fresh ? await thumbnailsOf(facts) : null;
    if (thumbnails) live.thumbnailsOf = facts.data.items;
    live.record = { ...updateRecord(live.record, facts, Date.now()), dataset };
    this.#host.show(live.record);
    const scores = scoresOf(facts);
    const maps = scores && mapsOf(facts, scores);
    await this.#store.save(live.record, { scores, thumbnails, maps });
  }
}

/** A run that is not yet over is `running`, paused or not; only a lost page makes it `interrupted`. */
const stateAt = ({ step, config, evaluations }: RunFacts): RunRecord['state'] =>
  step >= config.training.steps && (evaluations.at(-1)?.step ?? step) === step ? 'finished' : 'running';
