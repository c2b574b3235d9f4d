/**
 * The line between the store and the engine's client: what the engine says becomes state (at most ten times a second) and events of the run, and what the run
 * is made of is remembered here, because the page may show other images by the time something of it is kept.
 */
import type { Config } from '../../core/config/schema.ts';
import { scoringKey } from '../../core/config/scope.ts';
import { toErrorReport } from '../../core/errors.ts';
import type { DatasetItem } from '../../core/dataset/types.ts';
import { EngineClient } from '../../worker/engine-client.ts';
import type { SpawnEngine } from '../../worker/engine-connection.ts';
import type { BackendReport, EngineEvent, Evaluation } from '../../worker/protocol.ts';
import type { PlaygroundState, SessionPhase } from '../state.ts';
import { engineImages } from '../calibration.ts';
import { applyEvents } from './apply-events.ts';
import { ConfusionMemory } from './confusion-memory.ts';
import { createEventBuffer } from './event-buffer.ts';
import { RunEvents, type RunData, type RunEvent, type RunFacts } from './run-events.ts';
import { assertTransition, isBusy } from './session-machine.ts';
import { untilDrawn } from './until-drawn.ts';

type Get = () => PlaygroundState;
type Set = (change: Partial<PlaygroundState>) => void;
type Without<T, K extends string> = T extends unknown ? Omit<T, K> : never;

export const dataOf = ({
  items,
  datasetName,
  sampleName,
}: Pick<PlaygroundState, 'items' | 'datasetName' | 'sampleName'>): RunData => ({
  name: datasetName,
  sample: sampleName,
  items,
});

export class EngineLink {
  readonly client: EngineClient;
  readonly confusions = new ConfusionMemory();
  readonly events = new RunEvents((error) => {
    const { message } = toErrorReport(error);
    this.notice('run-listener-failed', { reason: message });
  });
  readonly get: Get;
  readonly set: Set;
  /** Settles when the work of an abandoned run has stopped; its events are not heard until then. */
  ending: Promise<void> = Promise.resolve();
  /** Settings of density and evaluation that were asked for while a run goes on. */
  scoring: Pick<Config, 'density' | 'evaluation' | 'mistakes'> | null = null;
  /** Nothing that the engine says is heard. */
  muted = false;
  readonly #buffer = createEventBuffer<EngineEvent>((events) => this.set(applyEvents(this.get(), events)));
  /** Ids of the images that the run keeps for its threshold; null before it has chosen. */
  kept: ReadonlySet<string> | null = null;
  #noticeCount = 0;
  #data: RunData | null = null;
  /** The items that the engine holds. */
  #held: readonly DatasetItem[] = [];

  constructor(get: Get, set: Set, spawn?: SpawnEngine) {
    this.get = get;
    this.set = set;
    this.client = new EngineClient((event) => this.#hear(event), spawn);
  }

  #hear(event: EngineEvent): Promise<void> | undefined {
    if (this.muted) return;
    if (event.type === 'backend') {
      this.showBackend(event.backend);
      return;
    }
    this.#buffer.push(event);
    this.confusions.hear(event);
    if (event.type === 'checkpoint') {
      this.#buffer.flush();
      this.emit({ type: 'checkpoint', checkpoint: event.checkpoint, aside: false });
    }
    if (event.type !== 'evaluation') return;
    this.#takeScoring(event.evaluation);
    this.#buffer.flush();
    if (this.#data) this.#data = { ...this.#data, items: this.#held };
    this.emit({ type: 'evaluated' });
    return untilDrawn();
  }

  /** Settings that were asked for are in force with the first figure of theirs: nobody hears of it under the former ones. */
  #takeScoring({ scoredWith }: Evaluation): void {
    const { runConfig } = this.get();
    if (!runConfig || !this.scoring || scoredWith === scoringKey(runConfig)) return;
    const next = { ...runConfig, ...this.scoring };
    if (scoredWith === scoringKey(next)) this.set({ runConfig: next });
  }

  /** A run of the images on the page; null: there is none any more. */
  takeData(data: RunData | null): void {
    this.#data = data;
  }

  /** Labels were corrected: the run's images have them too. */
  relabel(items: readonly DatasetItem[]): void {
    if (!this.#data) return;
    this.#data = { ...this.#data, items };
    this.#held = items;
    this.emit({ type: 'relabelled' });
  }

  /** What the present run has come to; null without one. */
  facts(): RunFacts | null {
    const { runConfig, backend, plan, step, stepMs, records, evaluations } = this.get();
    if (!this.#data || !runConfig) return null;
    const parameterCount = plan?.parameterCount ?? null;
    const made = { step, stepMs, records, evaluations };
    return { data: this.#data, config: runConfig, backend, parameterCount, ...made };
  }

  /** Told to whoever listens, with the facts of now; nothing without a run. */
  emit(event: Without<RunEvent, 'facts'>): void {
    const facts = this.facts();
    if (facts) this.events.emit({ ...event, facts } as RunEvent);
  }

  enter(phase: SessionPhase, change: Partial<PlaygroundState> = {}): void {
    this.#buffer.flush();
    assertTransition(this.get().phase, phase);
    this.set({ ...change, phase });
  }

  notice(code: string, detail: Readonly<Record<string, string | number>> = {}): void {
    const id = `notice-${++this.#noticeCount}`;
    const others = this.get().notices.filter((notice) => notice.code !== code);
    this.set({ notices: [...others, { id, code, detail }] });
  }

  flush(): void {
    this.#buffer.flush();
  }

  /** What the engine said of its progress is over. */
  quiet(): void {
    this.#buffer.flush();
    if (!isBusy(this.get().phase)) this.set({ status: null });
  }

  /** The engine holds the images of the page. */
  async syncImages(): Promise<void> {
    const { items } = this.get();
    await this.client.syncImages(engineImages(this.get(), this.kept));
    this.#held = items;
  }

  /** The engine as it was last chosen, with the images of the page. */
  async start(): Promise<void> {
    await this.ending;
    this.showBackend(await this.client.start(this.get().backendChoice));
    await this.syncImages();
  }

  /** A backend that computes wrongly is worth a notice; that there is no GPU is not. */
  showBackend(backend: BackendReport): void {
    if (this.get().backend === backend) return;
    this.set({ backend });
    const wrong = backend.rejected.find(({ reason }) => reason.includes('self-test'));
    if (wrong && wrong.name !== backend.name)
      this.notice('self-test-failed', { backend: wrong.name, reason: wrong.reason, used: backend.name });
  }
}
