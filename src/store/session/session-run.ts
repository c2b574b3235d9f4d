/**
 * The life of a run, between the store's actions and the engine's client: prepare, untrained baseline, the training loop, and
 * recovery when the engine is lost. One operation at a time; the loop can be paused from outside while it runs.
 */
import { PlaygroundError, toErrorReport } from '../../core/errors.ts';
import { EngineClient } from '../../worker/engine-client.ts';
import type { SpawnEngine } from '../../worker/engine-connection.ts';
import type {
  BackboneFile,
  BackbonePreprocessing,
  BackboneReport,
  BackendChoice,
  BackendReport,
  Checkpoint,
  EngineEvent,
  EngineImage,
  Evaluation,
  FrameScore,
} from '../../worker/protocol.ts';
import { applyEvents } from './apply-events.ts';
import { ConfusionMemory } from './confusion-memory.ts';
import { createEventBuffer } from './event-buffer.ts';
import { EMPTY_METRICS } from '../metrics-slice.ts';
import { withoutRunNotices } from './run-notices.ts';
import { EMPTY_RESULTS } from '../results-slice.ts';
import { runStateOf, type RunAside } from './run-aside.ts';
import { assertTransition, isBusy } from './session-machine.ts';
import type { PlaygroundState, SessionPhase } from '../state.ts';
import { untilDrawn } from './until-drawn.ts';

type Get = () => PlaygroundState;
type Set = (change: Partial<PlaygroundState>) => void;

/** Losses without a checkpoint between them after which the run is given up. */
const MAX_LOSSES = 3;

export class SessionRun {
  readonly client: EngineClient;
  readonly #events = createEventBuffer<EngineEvent>((events) => this.#set(applyEvents(this.#get(), events)));
  readonly confusions = new ConfusionMemory();
  readonly #get: Get;
  readonly #set: Set;
  /** Grows with every reset: what an older run still brings is ignored. */
  #generation = 0;
  #losses = 0;
  /** Where the run goes on after its GPU was lost repeatedly. */
  #fallback: BackendChoice | null = null;
  #noticeCount = 0;
  /** Settles when the training loop has stopped, whatever the reason. */
  #loop: Promise<void> = Promise.resolve();
  /** Settles when the engine has done what it was last asked for. */
  #work: Promise<void> = Promise.resolve();
  #untilStep = 0;
  /** Whether an interrupted loop goes on afterwards. */
  #resume = false;
  /** Settles when the work of an abandoned run has stopped; its events are not heard until then. */
  #ending: Promise<void> = Promise.resolve();
  #muted = false;
  /** Hears of every checkpoint; `aside` when the run was set aside with it. */
  onCheckpoint: ((checkpoint: Checkpoint, aside: boolean) => void) | null = null;

  constructor(get: Get, set: Set, spawn?: SpawnEngine) {
    this.#get = get;
    this.#set = set;
    this.client = new EngineClient((event) => {
      if (this.#muted) return;
      if (event.type === 'checkpoint') this.#losses = 0;
      this.#events.push(event);
      this.confusions.hear(event);
      if (event.type === 'checkpoint') this.onCheckpoint?.(event.checkpoint, false);
      if (event.type !== 'evaluation') return;
      this.#events.flush();
      return untilDrawn();
    }, spawn);
  }

  enter(phase: SessionPhase, change: Partial<PlaygroundState> = {}): void {
    this.#events.flush();
    assertTransition(this.#get().phase, phase);
    this.#set({ ...change, phase });
  }

  notice(code: string, detail: Readonly<Record<string, string | number>> = {}): void {
    const id = `notice-${++this.#noticeCount}`;
    const others = this.#get().notices.filter((notice) => notice.code !== code);
    this.#set({ notices: [...others, { id, code, detail }] });
  }

  /** Fails the session unless the run that failed was already given up. */
  #guard(work: () => Promise<void>): Promise<void> {
    const generation = this.#generation;
    this.#work = work().catch((error: unknown) => {
      if (generation !== this.#generation) return;
      this.enter('failed', { sessionError: toErrorReport(error), status: null });
    });
    return this.#work;
  }

  /** Where the session rests when the engine has nothing to do. */
  #resting(): 'paused' | 'finished' {
    const { step, runConfig } = this.#get();
    return step >= (runConfig?.training.steps ?? Infinity) ? 'finished' : 'paused';
  }

  /** True when the work belongs to a run that a reset has ended. */
  #stale(generation: number): boolean {
    return generation !== this.#generation;
  }

  #images(): EngineImage[] {
    return this.#get().items.map(({ id, role, label, image, mask }) => ({
      id,
      role,
      label,
      pixels: image.data,
      mask: mask?.data ?? null,
    }));
  }

  /** Start the engine before it is needed; a failure shows itself when it is. */
  async warmUp(): Promise<void> {
    try {
      this.#showBackend(await this.client.start(this.#get().backendChoice));
    } catch {
      // Shown by the action that needs it.
    }
    this.#events.flush();
    if (!isBusy(this.#get().phase)) this.#set({ status: null });
  }

  /** A backend that computes wrongly is worth a notice; that there is no GPU is not. */
  #showBackend(backend: BackendReport): void {
    if (this.#get().backend === backend) return;
    this.#set({ backend });
    const wrong = backend.rejected.find(({ reason }) => reason.includes('self-test'));
    if (wrong)
      this.notice('self-test-failed', { backend: wrong.name, reason: wrong.reason, used: backend.name });
  }

  /** ready -> preparing -> paused at step 0 with the untrained network evaluated. False when it failed or was given up. */
  async begin(): Promise<boolean> {
    const { items, config, notices, backendChoice } = this.#get();
    const training = items.filter(({ role }) => role === 'train').length;
    if (training === 0) {
      throw new PlaygroundError(
        'no-training-images',
        'There are no training images. Drop normal images, or choose a sample.',
      );
    }
    this.#losses = 0;
    this.#fallback = null;
    this.enter('preparing', { ...EMPTY_METRICS, ...EMPTY_RESULTS, step: 0, plan: null, sessionError: null });
    this.#set({ runConfig: config, notices: withoutRunNotices(notices) });
    const generation = this.#generation;
    await this.#guard(async () => {
      await this.#ending;
      const backend = await this.client.start(backendChoice);
      if (this.#stale(generation)) return;
      this.#showBackend(backend);
      await this.client.syncImages(this.#images());
      const plan = await this.client.prepare(config);
      if (this.#stale(generation)) return;
      this.#set({ plan });
      const evaluation = await this.client.evaluate();
      if (this.#stale(generation)) return;
      this.#events.push({ type: 'evaluation', evaluation });
      this.enter('paused', { status: null });
    });
    return this.#get().phase === 'paused' && !this.#stale(generation);
  }

  /** paused -> training -> paused or finished. Resolves when the loop stops. */
  train(untilStep: number): Promise<void> {
    this.enter('training', { trainingStartedAtMs: Date.now(), sessionError: null });
    this.#untilStep = untilStep;
    this.#loop = this.#guard(() => this.#trainUntil(untilStep));
    return this.#loop;
  }

  async #trainUntil(untilStep: number): Promise<void> {
    const generation = this.#generation;
    while (!this.#stale(generation)) {
      try {
        if (!this.client.alive) this.#set(await this.bringBack(this.client.lostReason));
        await this.client.syncImages(this.#images());
        const outcome = await this.client.train(untilStep);
        if (this.#stale(generation)) return;
        this.#events.flush();
        this.#set({ step: outcome.step, status: null });
        return this.enter(this.#resting());
      } catch (error) {
        if (this.#stale(generation)) return;
        const wanted = this.#get().phase;
        await this.#recoverFrom(error);
        if (this.#stale(generation)) return;
        if (wanted === 'pausing') return this.enter('paused', { status: null });
        this.enter('training');
      }
    }
  }

  /** Any phase in which the engine is at work -> preparing, with the run as of the last checkpoint. Throws what cannot be mended. */
  async #recoverFrom(error: unknown): Promise<void> {
    const lost = error instanceof PlaygroundError && error.code === 'engine-lost';
    if (!lost || error.detail.cause === 'stopped' || ++this.#losses > MAX_LOSSES) throw error;
    this.enter('preparing', { status: null });
    this.#set(await this.bringBack(String(error.detail.reason ?? error.message)));
  }

  /** A person has chosen a backend: that counts. */
  forgetFallback(): void {
    this.#fallback = null;
    this.#losses = 0;
  }

  /** Backend, images and the last checkpoint in a new worker; returns the state as of then. */
  async bringBack(reason = ''): Promise<Partial<PlaygroundState>> {
    const { backendChoice, backend, step: before } = this.#get();
    // A GPU that is lost twice without a checkpoint between is left for WASM, for this run only.
    if (this.#losses > 1 && backend?.name !== 'wasm') this.#fallback = 'wasm';
    const choice = this.#fallback ?? backendChoice;
    const recovery = await this.client.recover(choice, this.#images());
    const { evaluations, records } = this.#get();
    if (reason) {
      const detail = { reason, step: recovery.step, lostSteps: Math.max(0, before - recovery.step) };
      if (choice !== backendChoice) this.notice('backend-fallback', { ...detail, backend: choice });
      else this.notice('engine-recovered', detail);
    }
    return {
      backend: recovery.backend,
      plan: recovery.plan,
      step: recovery.step,
      evaluations: evaluations.filter((evaluation) => evaluation.step <= recovery.step),
      records: records.filter((record) => record.step <= recovery.step),
      confusion: this.confusions.returnTo(recovery.step),
    };
  }

  /** training -> pausing -> paused; resolves when the loop has stopped. Also keeps an interruption from resuming it. */
  async pause(): Promise<void> {
    this.#resume = false;
    if (this.#get().phase === 'evaluating') {
      await this.client.pause().catch(() => undefined);
      await this.#work;
    }
    await this.#stopLoop();
  }

  async #stopLoop(): Promise<void> {
    if (this.#get().phase === 'training') {
      this.enter('pausing');
      await this.client.pause().catch(() => undefined);
    }
    await this.#loop;
  }

  /**
   * Do `work` while the engine is idle: training is paused for it and goes on afterwards, unless `goOn` is false. A lost engine is
   * brought back first, and again when it is lost meanwhile. `work` returns what it changes in the state.
   */
  async interrupt(
    phase: 'evaluating' | 'preparing',
    work: () => Promise<Partial<PlaygroundState>>,
    goOn = true,
  ): Promise<void> {
    const until = this.#untilStep;
    this.#resume = goOn && this.#get().phase === 'training';
    await this.#stopLoop();
    const resting = this.#get().phase;
    if (resting !== 'paused' && resting !== 'finished' && resting !== 'failed') return;
    const generation = this.#generation;
    this.enter(phase, { sessionError: null });
    await this.#guard(async () => {
      const attempt = async (): Promise<Partial<PlaygroundState>> => {
        if (!this.client.alive) this.#set(await this.bringBack(this.client.lostReason));
        await this.client.syncImages(this.#images());
        return work();
      };
      const change = await attempt().catch(async (error: unknown) => {
        if (this.#stale(generation) || isCancelled(error)) return {};
        await this.#recoverFrom(error);
        return attempt();
      });
      if (this.#stale(generation)) return;
      this.#events.flush();
      this.#set({ ...change, status: null });
      this.enter(this.#resting());
    });
    if (this.#stale(generation) || !this.#resume || this.#get().phase !== 'paused') return;
    if (this.#get().step < until) void this.train(until);
  }

  /** The no-training baseline, taking turns with a run; needs none. */
  async pretrained(): Promise<Evaluation> {
    await this.#ending;
    this.#showBackend(await this.client.start(this.#get().backendChoice));
    await this.client.syncImages(this.#images());
    const evaluation = await this.client.pretrained(this.#get().config);
    this.#events.flush();
    if (!isBusy(this.#get().phase)) this.#set({ status: null });
    return evaluation;
  }

  /** Pauses the run and hands out all that `takeUp` needs to go on with it; null without a run that has weights. */
  async setAside(): Promise<RunAside | null> {
    if (isBusy(this.#get().phase)) await this.pause();
    const { phase } = this.#get();
    if (phase !== 'paused' && phase !== 'finished' && phase !== 'failed') return null;
    const checkpoint = this.client.alive
      ? await this.client.takeCheckpoint().catch(() => this.client.lastCheckpoint)
      : this.client.lastCheckpoint;
    if (!checkpoint) return null;
    this.onCheckpoint?.(checkpoint, true);
    return { checkpoint, state: runStateOf(this.#get()) };
  }

  /** ready -> preparing -> paused or finished, where the run was set aside. Its images must be there again. */
  async takeUp({ checkpoint, state }: RunAside): Promise<void> {
    this.#losses = 0;
    this.#fallback = null;
    this.enter('preparing', { ...state, plan: null, sessionError: null });
    const generation = this.#generation;
    await this.#guard(async () => {
      await this.#ending;
      const backend = await this.client.start(this.#get().backendChoice);
      if (this.#stale(generation)) return;
      this.#showBackend(backend);
      await this.client.syncImages(this.#images());
      const plan = await this.client.restore(checkpoint);
      if (this.#stale(generation)) return;
      this.confusions.note(checkpoint.step, this.#get().confusion);
      this.#set({ plan, step: checkpoint.step });
      this.enter(this.#resting(), { status: null });
    });
  }

  /** A person's own network for the no-training baseline, or (null) EfficientNet-B0 again. */
  async useBackbone(
    files: readonly BackboneFile[] | null,
    preprocessing: BackbonePreprocessing,
  ): Promise<BackboneReport | null> {
    await this.#ending;
    this.#showBackend(await this.client.start(this.#get().backendChoice));
    await this.client.syncImages(this.#images());
    return this.client.useBackbone(files, preprocessing);
  }

  /** A question that the engine answers between training steps. What it said of its progress is over with the answer. */
  async ask<T>(question: (client: EngineClient) => Promise<T>): Promise<T> {
    try {
      return await question(this.client);
    } finally {
      this.#events.flush();
      if (!isBusy(this.#get().phase)) this.#set({ status: null });
    }
  }

  /** A camera frame, scored between training steps; needs a run. */
  async scoreFrame(pixels: Uint8Array): Promise<FrameScore> {
    const frame = await this.client.scoreFrame(pixels);
    if (this.#get().status === null) return frame;
    this.#events.flush();
    if (!isBusy(this.#get().phase)) this.#set({ status: null });
    return frame;
  }

  /** A change of the events' meaning, for example a result that a call returned. */
  record(event: EngineEvent): void {
    this.#events.push(event);
  }

  /** Give the run up. Work in progress is asked to stop; when it does not within `graceMs`, the worker is ended. */
  abandon(to: 'ready' | 'idle', graceMs = 1000): Promise<void> {
    const { phase } = this.#get();
    assertTransition(phase, to);
    this.#generation += 1;
    this.#resume = false;
    this.client.forgetRun();
    this.#events.clear();
    const notices = withoutRunNotices(this.#get().notices);
    const blank = { plan: null, runConfig: null, status: null, sessionError: null, notices };
    this.#set({ ...EMPTY_METRICS, ...EMPTY_RESULTS, ...blank, step: 0, phase: to });
    if (isBusy(phase)) this.#ending = this.#endWork(graceMs);
    return this.#ending;
  }

  async #endWork(graceMs: number): Promise<void> {
    this.#muted = true;
    const stopped = this.client.pause().then(
      () => this.#work,
      () => undefined,
    );
    const late = new Promise<'late'>((resolve) => setTimeout(() => resolve('late'), graceMs));
    if ((await Promise.race([stopped, late])) === 'late') this.client.stop();
    this.#muted = false;
  }
}

const isCancelled = (error: unknown): boolean =>
  error instanceof PlaygroundError && error.code === 'cancelled';
