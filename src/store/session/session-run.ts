/**
 * The life of a run, between the store's actions and the engine: prepare, untrained baseline, the training loop, interruptions, setting
 * aside and giving up. One operation at a time; the loop can be paused from outside while it runs. Whoever wants to know of it listens to `events`.
 */
import { PlaygroundError, toErrorReport } from '../../core/errors.ts';
import { divergenceOf } from '../../core/schedule/divergence.ts';
import type { EngineClient } from '../../worker/engine-client.ts';
import type { SpawnEngine } from '../../worker/engine-connection.ts';
import { calibrationOf, keptByRun } from '../calibration.ts';
import { EMPTY_METRICS } from '../metrics-slice.ts';
import { EMPTY_RESULTS } from '../results-slice.ts';
import type { PlaygroundState, SessionPhase } from '../state.ts';
import { dataOf, EngineLink } from './engine-link.ts';
import { EngineQuestions } from './engine-questions.ts';
import { Recovery } from './recovery.ts';
import { runStateOf, type RunAside } from './run-aside.ts';
import type { RunEvents, RunFacts, RunOutcome } from './run-events.ts';
import { withoutRunNotices } from './run-notices.ts';
import { assertTransition, isBusy } from './session-machine.ts';

export class SessionRun {
  readonly #link: EngineLink;
  readonly questions: EngineQuestions;
  readonly recovery: Recovery;
  /** Grows with every reset: what an older run still brings is ignored. */
  #generation = 0;
  /** Settles when the training loop has stopped, whatever the reason. */
  #loop: Promise<unknown> = Promise.resolve();
  /** Settles when the engine has done what it was last asked for. */
  #work: Promise<unknown> = Promise.resolve();
  #untilStep = 0;
  /** The last step's evaluation was cancelled. */
  #unjudged = false;
  /** Whether an interrupted loop goes on afterwards. */
  #resume = false;
  /** What becomes of the loop that is interrupted now. */
  #interruption: Promise<RunOutcome> | null = null;
  /** Settles when the interruptions that were asked for are over; null: there is none. */
  #interruptions: Promise<void> | null = null;

  constructor(
    get: () => PlaygroundState,
    set: (change: Partial<PlaygroundState>) => void,
    spawn?: SpawnEngine,
  ) {
    this.#link = new EngineLink(get, set, spawn);
    this.questions = new EngineQuestions(this.#link);
    this.recovery = new Recovery(this.#link);
  }

  get client(): EngineClient {
    return this.#link.client;
  }

  get events(): RunEvents {
    return this.#link.events;
  }

  /** What the present run has come to; null without one. */
  facts(): RunFacts | null {
    return this.#link.facts();
  }

  /** Scores everything again with other settings; refused, those of before stay in force. */
  async rescore(scoring: NonNullable<EngineLink['scoring']>): Promise<void> {
    this.#link.scoring = scoring;
    try {
      await this.client.reevaluate(scoring.density, scoring.evaluation, scoring.mistakes);
    } finally {
      this.#link.scoring = null;
    }
  }

  /** Labels of the run's images were corrected; nothing is computed again. */
  relabel(items: PlaygroundState['items']): void {
    this.#link.relabel(items);
  }

  enter(phase: SessionPhase): void {
    this.#link.enter(phase);
  }

  notice(code: string, detail: Readonly<Record<string, string | number>> = {}): void {
    this.#link.notice(code, detail);
  }

  /** Fails the session unless the run that failed was already given up. */
  #guard(work: () => Promise<RunOutcome>): Promise<RunOutcome> {
    const generation = this.#generation;
    const mine = work().catch((error: unknown): RunOutcome => {
      if (this.#stale(generation)) return 'abandoned';
      const sessionError = toErrorReport(error);
      this.#link.enter('failed', { sessionError, status: null });
      this.#link.emit({ type: 'runEnded', outcome: 'failed', error: sessionError });
      return 'failed';
    });
    this.#work = mine;
    return mine;
  }

  /** Where the session rests when the engine has nothing to do. */
  #resting(): 'paused' | 'finished' {
    const { step, runConfig, evaluations } = this.#link.get();
    if (evaluations.at(-1)?.step === step) this.#unjudged = false;
    // A run whose last evaluation was cancelled is not over: its figures would be those of an earlier step.
    return step >= (runConfig?.training.steps ?? Infinity) && !this.#unjudged ? 'finished' : 'paused';
  }

  /** True when the work belongs to a run that a reset has ended. */
  #stale(generation: number): boolean {
    return generation !== this.#generation;
  }

  /** As of a checkpoint again. */
  #return(change: Partial<PlaygroundState>): void {
    this.#link.set(change);
    if (change.step !== undefined) this.#link.emit({ type: 'runReturned' });
  }

  /** How the run stands, where nothing is under way. */
  outcome(): RunOutcome {
    const { phase } = this.#link.get();
    return phase === 'finished' || phase === 'failed' || phase === 'paused' ? phase : 'abandoned';
  }

  /** ready -> preparing -> paused at step 0 with the untrained network evaluated; otherwise it failed or was given up. */
  async begin(): Promise<RunOutcome> {
    const { get, set, client } = this.#link;
    const { items, config, notices } = get();
    if (!items.some(({ role }) => role === 'train')) {
      throw new PlaygroundError(
        'no-training-images',
        'There are no training images. Drop normal images, or choose a sample.',
      );
    }
    this.recovery.forget();
    this.#link.enter('preparing', {
      ...EMPTY_METRICS,
      ...EMPTY_RESULTS,
      step: 0,
      plan: null,
      sessionError: null,
    });
    set({ runConfig: config, notices: withoutRunNotices(notices) });
    this.#link.kept = calibrationOf(items, config).kept;
    this.#link.takeData(dataOf(get()));
    this.#link.emit({ type: 'runBegan' });
    const generation = this.#generation;
    return this.#guard(async () => {
      await this.#link.start();
      if (this.#stale(generation)) return 'abandoned';
      const plan = await client.prepare(config);
      if (this.#stale(generation)) return 'abandoned';
      set({ plan });
      await client.evaluate();
      if (this.#stale(generation)) return 'abandoned';
      this.#link.enter('paused', { status: null });
      return 'paused';
    });
  }

  /** paused -> training -> paused or finished. Resolves when training stops for good: interruptions are part of it. */
  async train(untilStep: number): Promise<RunOutcome> {
    let outcome = await this.#loopUntil(untilStep);
    while (outcome === 'paused' && this.#interruption) outcome = await this.#interruption;
    if (outcome === 'finished') this.#tellDivergence();
    if (outcome === 'paused' || outcome === 'finished')
      this.#link.emit({ type: 'runEnded', outcome, error: null });
    return outcome;
  }

  /** A loss far above guessing is told with the results, which are there all the same. */
  #tellDivergence(): void {
    const { records, plan } = this.#link.get();
    const losses = records.map(({ loss }) => loss);
    const found = plan && divergenceOf(losses, plan.classNames.length);
    if (!found) return;
    const { loss, chance } = found;
    this.#link.notice('loss-above-chance', { loss: loss.toPrecision(3), chance: chance.toPrecision(3) });
  }

  #loopUntil(untilStep: number): Promise<RunOutcome> {
    this.#link.enter('training', { trainingStartedAtMs: Date.now(), sessionError: null });
    this.#link.emit({ type: 'trainingStarted' });
    this.#untilStep = untilStep;
    const loop = this.#guard(() => this.#trainUntil(untilStep));
    this.#loop = loop;
    return loop;
  }

  async #trainUntil(untilStep: number): Promise<RunOutcome> {
    const generation = this.#generation;
    const { client, get } = this.#link;
    while (!this.#stale(generation)) {
      try {
        if (!client.alive) this.#return(await this.recovery.bringBack(client.lostReason));
        await this.#link.syncImages();
        const { step, reason } = await client.train(untilStep);
        if (this.#stale(generation)) break;
        this.#link.flush();
        this.#link.set({ step, status: null });
        this.#unjudged = reason !== 'finished';
        this.#link.enter(this.#resting());
        return this.#resting();
      } catch (error) {
        if (this.#stale(generation)) break;
        const wanted = get().phase;
        const change = await this.recovery.recoverFrom(error);
        if (this.#stale(generation)) break;
        this.#return(change);
        this.#link.enter(wanted === 'pausing' ? 'paused' : 'training', { status: null });
        if (wanted === 'pausing') return 'paused';
      }
    }
    return 'abandoned';
  }

  /** training -> pausing -> paused; resolves when the loop has stopped. Also keeps an interruption from resuming it. */
  async pause(): Promise<void> {
    this.#resume = false;
    if (this.#link.get().phase === 'evaluating') {
      await this.client.pause().catch(() => undefined);
      await this.#work;
    }
    await this.#stopLoop();
  }

  async #stopLoop(): Promise<void> {
    if (this.#link.get().phase === 'training') {
      this.#link.enter('pausing');
      await this.client.pause().catch(() => undefined);
    }
    await this.#loop;
  }

  /**
   * Do `work` while the engine is idle: training is paused for it and goes on afterwards, unless `goOn` is false. A lost engine is
   * brought back first, and again when it is lost meanwhile. `work` returns what it changes in the state. One interruption at a time.
   */
  interrupt(
    phase: 'evaluating' | 'preparing',
    work: () => Promise<Partial<PlaygroundState>>,
    goOn = true,
  ): Promise<void> {
    const now = () => this.#interruptNow(phase, work, goOn);
    const mine = this.#interruptions ? this.#interruptions.then(now) : now();
    const over = mine
      .catch(() => undefined)
      .then(() => {
        if (this.#interruptions === over) this.#interruptions = null;
      });
    this.#interruptions = over;
    return mine;
  }

  async #interruptNow(
    phase: 'evaluating' | 'preparing',
    work: () => Promise<Partial<PlaygroundState>>,
    goOn: boolean,
  ): Promise<void> {
    const until = this.#untilStep;
    this.#resume = goOn && this.#link.get().phase === 'training';
    if (!this.#resume) {
      await this.#workBetween(phase, work);
      return;
    }
    let goesOn: (outcome: RunOutcome | Promise<RunOutcome>) => void = () => undefined;
    const interruption = new Promise<RunOutcome>((resolve) => (goesOn = resolve));
    this.#interruption = interruption;
    let outcome: RunOutcome = 'failed';
    try {
      outcome = await this.#workBetween(phase, work);
    } finally {
      if (this.#interruption === interruption) this.#interruption = null;
      const more = outcome === 'paused' && this.#resume && this.#link.get().step < until;
      goesOn(more ? this.#loopUntil(until) : outcome);
    }
  }

  async #workBetween(
    phase: 'evaluating' | 'preparing',
    work: () => Promise<Partial<PlaygroundState>>,
  ): Promise<RunOutcome> {
    await this.#stopLoop();
    const resting = this.#link.get().phase;
    if (resting !== 'paused' && resting !== 'finished' && resting !== 'failed') return this.outcome();
    const generation = this.#generation;
    this.#link.enter(phase, { sessionError: null });
    return this.#guard(async () => {
      const attempt = async (): Promise<Partial<PlaygroundState>> => {
        if (!this.client.alive) this.#return(await this.recovery.bringBack(this.client.lostReason));
        await this.#link.syncImages();
        return work();
      };
      const change = await attempt().catch(async (error: unknown) => {
        if (this.#stale(generation) || isCancelled(error)) return {};
        this.#return(await this.recovery.recoverFrom(error));
        return attempt();
      });
      if (this.#stale(generation)) return 'abandoned';
      this.#link.flush();
      this.#link.set({ status: null });
      this.#return(change);
      this.#link.enter(this.#resting());
      // The evaluation that the end of the run was waiting for.
      if (resting === 'paused' && this.#resting() === 'finished')
        this.#link.emit({ type: 'runEnded', outcome: 'finished', error: null });
      return this.#resting();
    });
  }

  /** Pauses the run and hands out all that `takeUp` needs to go on with it; null without a run that has weights. */
  async setAside(): Promise<RunAside | null> {
    if (isBusy(this.#link.get().phase)) await this.pause();
    const { phase } = this.#link.get();
    if (phase !== 'paused' && phase !== 'finished' && phase !== 'failed') return null;
    const checkpoint = this.client.alive
      ? await this.client.takeCheckpoint().catch(() => this.client.lastCheckpoint)
      : this.client.lastCheckpoint;
    if (!checkpoint) return null;
    this.#link.emit({ type: 'checkpoint', checkpoint, aside: true });
    return { checkpoint, state: runStateOf(this.#link.get()), runId: this.#link.get().currentRunId };
  }

  /** ready -> preparing -> paused or finished, where the run was set aside. Its images must be there again. */
  async takeUp({ checkpoint, state, runId }: RunAside): Promise<RunOutcome> {
    this.recovery.forget();
    this.#link.enter('preparing', { ...state, plan: null, sessionError: null });
    this.#link.kept = keptByRun(state, this.#link.get().items);
    const generation = this.#generation;
    return this.#guard(async () => {
      await this.#link.start();
      if (this.#stale(generation)) return 'abandoned';
      const plan = await this.client.restore(checkpoint);
      if (this.#stale(generation)) return 'abandoned';
      this.#link.confusions.note(checkpoint.step, this.#link.get().confusion);
      this.#link.takeData(dataOf(this.#link.get()));
      this.#link.set({ plan, step: checkpoint.step });
      this.#link.enter(this.#resting(), { status: null });
      this.#link.emit({ type: 'runTakenUp', runId });
      return this.#resting();
    });
  }

  /** As of an earlier step: the confusion matrix of then. */
  confusionAt(step: number): Int32Array | null {
    return this.#link.confusions.returnTo(step);
  }

  /** Give the run up. Work in progress is asked to stop; when it does not within `graceMs`, the worker is ended. */
  abandon(to: 'ready' | 'idle', graceMs = 1000): Promise<void> {
    const { phase } = this.#link.get();
    assertTransition(phase, to);
    this.#generation += 1;
    this.#unjudged = false;
    this.#resume = false;
    this.client.forgetRun();
    this.#link.flush();
    this.#link.emit({ type: 'runEnded', outcome: 'abandoned', error: null });
    this.#link.takeData(null);
    this.#link.kept = null;
    const notices = withoutRunNotices(this.#link.get().notices);
    const blank = { plan: null, runConfig: null, status: null, sessionError: null, notices };
    this.#link.set({ ...EMPTY_METRICS, ...EMPTY_RESULTS, ...blank, step: 0, phase: to });
    if (isBusy(phase)) this.#link.ending = this.#endWork(graceMs);
    return this.#link.ending;
  }

  async #endWork(graceMs: number): Promise<void> {
    this.#link.muted = true;
    const stopped = this.client.pause().then(
      () => this.#work,
      () => undefined,
    );
    const late = new Promise<'late'>((resolve) => setTimeout(() => resolve('late'), graceMs));
    if ((await Promise.race([stopped, late])) === 'late') this.client.stop();
    this.#link.muted = false;
  }
}

const isCancelled = (error: unknown): boolean =>
  error instanceof PlaygroundError && error.code === 'cancelled';
