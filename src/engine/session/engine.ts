/**
 * The engine behind the worker's protocol: holds the images, one run and the backend, lets requests take turns with training
 * steps, and turns every failure into an error with a code. It knows nothing of workers: tests and benches use it directly.
 */
import type { Config } from '../../core/config/schema.ts';
import { PlaygroundError } from '../../core/errors.ts';
import type {
  BackendChoice,
  BackendReport,
  Checkpoint,
  EngineApi,
  EngineEvent,
  EngineImage,
  EngineListener,
  Evaluation,
  MapWish,
  RunPlan,
  TrainOutcome,
} from '../../worker/protocol.ts';
import type { EngineHost } from '../backend/host.ts';
import { Choice } from '../choice/choice.ts';
import { embedForMap } from '../inference/embedding-map.ts';
import { evaluate } from '../inference/evaluate.ts';
import type { EvaluationInput } from '../inference/evaluation-input.ts';
import { createJob } from '../inference/job.ts';
import { LiveScorer } from '../inference/live-scorer.ts';
import { nearestNormal } from '../inference/nearest-normal.ts';
import { pooledFeatures } from '../inference/pooled-features.ts';
import { openBrowserBatchLine } from '../training/batch-line.ts';
import { BatchesAhead } from '../training/batches-ahead.ts';
import { Progress } from '../training/progress.ts';
import type { Run } from '../training/run.ts';
import { backendTrial } from './backend-trial.ts';
import { Baseline } from './baseline.ts';
import { batchWorkers } from './batch-workers.ts';
import { breathe } from './breathe.ts';
import { Computing } from './computing.ts';
import { createRun } from './create-run.ts';
import { deviceMemory } from './device-memory.ts';
import { Pace } from './pace.ts';
import { asPlaygroundError, notInitialised, notPrepared, requireTraining } from './failures.ts';
import { ImageStore } from './image-store.ts';
import { Looks } from './looks.ts';
import { sendLosses } from './losses.ts';
import { memoryLimits } from './memory-plan.ts';
import { preparedRun } from './prepared-run.ts';
import { runQuestions } from './questions.ts';
import { networkOf } from './run-plan.ts';
import { shown } from './shown.ts';
import { Turns, type Turn } from './turns.ts';

export function createEngine(host: EngineHost = {}): EngineApi {
  const session = new Session(host);
  const fail = (error: unknown): never => {
    throw asPlaygroundError(error);
  };
  const guarded = <A extends unknown[], R>(work: (...args: A) => Promise<R>) => {
    return (...args: A): Promise<R> => work(...args).catch(fail);
  };
  return {
    ...runQuestions((answer) => session.ask(answer).catch(fail)),
    initialise: guarded((choice, listener) => session.initialise(choice, listener)),
    setImages: guarded((images) => session.setImages(images)),
    addImages: guarded((images) => session.addImages(images)),
    removeImages: guarded((ids) => session.removeImages(ids)),
    prepare: guarded((config) => session.prepare(config)),
    train: guarded((untilStep) => session.train(untilStep)),
    pause: guarded(() => session.pause()),
    evaluate: guarded(() => session.evaluate()),
    reevaluate: guarded((density, evaluation, mistakes) =>
      session.reevaluate({ density, evaluation, mistakes }),
    ),
    setPace: guarded(async (stepsPerSecond) => session.pace.set(stepsPerSecond)),
    pretrained: guarded((config) => session.askBaseline((ask) => session.baseline.evaluate(config, ...ask))),
    rankByBaseline: guarded((config) => session.askBaseline((ask) => session.baseline.rank(config, ...ask))),
    findAlike: guarded((config) => session.askBaseline((ask) => session.baseline.alike(config, ...ask))),
    cancelPretrained: guarded(async () => session.baseline.cancel()),
    useBackbone: guarded((files, how) => session.turns.take(() => session.baseline.use(files, how))),
    watchMaps: guarded(async (wish) => void (session.wish = wish)),
    nearestNormal: guarded((query) =>
      query.kind === 'pretrained'
        ? session.turns.take(() => session.baseline.nearest(query))
        : session.ask((input) => nearestNormal(input, query)),
    ),
    choiceCost: guarded((config, order) => session.choice.cost(config, order)),
    tryTasks: guarded((config, order) => session.choice.run(config, order)),
    cancelChoice: guarded(async () => session.choice.cancel()),
    scoreFrame: guarded((pixels) => session.ask((input) => session.live.score(input, pixels))),
    checkpoint: guarded(() => session.checkpoint()),
    restore: guarded((checkpoint) => session.restore(checkpoint)),
    batchPixels: guarded((step) => session.batchPixels(step)),
    embeddingMap: guarded((former) => session.embeddingMap(former)),
    embeddings: guarded((ids) => session.embeddings(ids)),
    memory: () => Promise.resolve(deviceMemory()),
  };
}

class Session {
  private readonly images = new ImageStore();
  readonly turns = new Turns();
  readonly pace = new Pace();
  private listener: EngineListener = () => {};
  private readonly send = (event: EngineEvent): unknown => this.listener(event);
  private readonly computing: Computing;
  private run: Run | null = null;
  readonly baseline: Baseline;
  readonly choice: Choice;
  readonly live = new LiveScorer();
  /** Other kinds of maps that come with evaluations. */
  wish: MapWish = { kinds: [], ids: [] };
  /** Density and evaluation settings now in force; they may change during a run. */
  private config: Config | null = null;
  private progress: Progress | null = null;
  private batches: BatchesAhead | null = null;
  private looks: Looks | null = null;
  private pauseAsked = false;
  /** Stops an evaluation that was asked for by hand; the loop has `pauseAsked`. */
  private cancelAsked = false;
  /** The step whose evaluation was last sent, or -1. */
  private evaluatedStep = -1;

  constructor(private readonly host: EngineHost) {
    this.baseline = new Baseline(this.images, host.baseUrl);
    this.computing = new Computing(host, this.send, () => this.leaveBackend());
    const limits = () => memoryLimits(this.started().name, host);
    this.choice = new Choice(this.images, this.turns, limits, this.send);
  }

  initialise(choice: BackendChoice, listener: EngineListener): Promise<BackendReport> {
    this.pauseAsked = true;
    return this.turns.take(async () => {
      this.listener = listener;
      this.choice.cancel();
      this.leaveBackend();
      return this.computing.start(choice);
    });
  }

  setImages(images: readonly EngineImage[]): Promise<void> {
    return this.turns.take(async () => {
      this.images.clear();
      this.baseline.forget();
      this.choice.cancel();
      this.run?.forget();
      this.images.add(images);
    });
  }

  addImages(images: readonly EngineImage[]): Promise<void> {
    return this.turns.take(async () => {
      this.run?.forget(images.map(({ id }) => id));
      this.images.add(images);
    });
  }

  removeImages(ids: readonly string[]): Promise<void> {
    return this.turns.take(async () => {
      this.run?.forget(ids);
      this.images.remove(ids);
    });
  }

  prepare(config: Config): Promise<RunPlan> {
    this.pauseAsked = true;
    return this.turns.take(async () => {
      const { plan } = await this.prepareRun(config);
      return plan;
    });
  }

  restore(checkpoint: Checkpoint): Promise<RunPlan> {
    this.pauseAsked = true;
    return this.turns.take(async () => {
      const { run, plan } = await this.prepareRun(checkpoint.config, checkpoint);
      run.restore(checkpoint);
      return plan;
    });
  }

  async train(untilStep: number): Promise<TrainOutcome> {
    if (!this.run) throw notPrepared();
    const { run } = this;
    this.pauseAsked = false;
    const end = Math.min(untilStep, run.config.training.steps);
    const halted = () => this.pauseAsked || this.run !== run;
    // Also the last step, where its evaluation was cancelled before.
    if (run.step === 0 || run.step === end) await this.turns.take(() => this.evaluateIfDue(run));
    await this.turns.take(async () => this.looks?.begin());
    while (run.step < end && !halted()) {
      const startedMs = performance.now();
      await this.turns.take(() => this.oneStep(run));
      await breathe();
      if (this.pace.slow && run.step < end) {
        await this.turns.take(() => (this.run === run ? this.drain(run, true) : Promise.resolve()));
        await this.pace.rest(startedMs, halted);
      }
    }
    await this.turns.take(async () => {
      if (this.run !== run) return;
      await this.drain(run, true);
      await this.looks?.rest();
    });
    const judged = run.step < run.config.training.steps || this.evaluatedStep === run.step;
    return { step: run.step, reason: run.step >= end && judged ? 'finished' : 'paused' };
  }

  pause(): Promise<void> {
    this.pauseAsked = true;
    this.cancelAsked = true;
    return Promise.resolve();
  }

  evaluate(): Promise<Evaluation> {
    return this.turns.take(async () => {
      this.cancelAsked = false;
      return this.evaluateNow(this.requireRun(), () => this.cancelAsked);
    });
  }

  reevaluate(settings: Pick<Config, 'density' | 'evaluation' | 'mistakes'>): Promise<Evaluation> {
    return this.turns.take(async () => {
      const run = this.requireRun();
      const config = { ...(this.config ?? run.config), ...settings };
      // What the network cannot take must not come into force.
      networkOf(config, this.images.sizePx);
      this.config = config;
      this.cancelAsked = false;
      const evaluation = await this.evaluateNow(run, () => this.cancelAsked);
      if (run.step > 0) await this.rescoreUntrained(run);
      return evaluation;
    });
  }

  /** Takes turns with a run, an image at a time, and needs none; the backbone stays on the device for the next time. */
  async askBaseline<T>(
    answer: (ask: readonly [Turn, (event: EngineEvent) => unknown]) => Promise<T>,
  ): Promise<T> {
    this.started();
    await this.turns.take(async () => requireTraining(this.images.training()));
    return answer([(work) => this.turns.take(work), this.send]);
  }

  /** A question about the run with its present weights and settings, between training steps. */
  ask<T>(answer: (input: EvaluationInput) => Promise<T>): Promise<T> {
    return this.turns.take(async () => {
      const run = this.requireRun();
      this.cancelAsked = false;
      return answer(this.inputOf(run, this.config ?? run.config, () => this.cancelAsked));
    });
  }

  embeddingMap(former?: Checkpoint): ReturnType<EngineApi['embeddingMap']> {
    return this.ask((input) => embedForMap(input, this.requireRun().untrained.embedder(), former));
  }

  checkpoint(): Promise<Checkpoint> {
    return this.turns.take(() => this.save(this.requireRun()));
  }

  batchPixels(step: number): Promise<{ pixels: Uint8Array; labels: Uint8Array; size: number }> {
    return this.turns.take(async () => {
      const { pixels, labels, size } = this.requireRun().source.make(step);
      return { pixels, labels, size };
    });
  }

  embeddings(ids: readonly string[]): ReturnType<EngineApi['embeddings']> {
    return this.turns.take(async () => {
      const { config, embedder } = this.requireRun();
      return pooledFeatures(embedder, this.images.find(ids), this.images.sizePx, config.data.region);
    });
  }

  private started(): BackendReport {
    const { report } = this.computing;
    if (!report) throw notInitialised();
    return report;
  }

  private requireRun(): Run {
    if (!this.run) throw notPrepared();
    return this.run;
  }

  private discardRun(): void {
    this.live.forget();
    this.run?.dispose();
    this.run = null;
  }

  private leaveBackend(): void {
    this.discardRun();
    this.baseline.leaveDevice();
    this.batches?.dispose();
    this.batches = null;
  }

  private async createRun(config: Config, mostBytes: number, from: Checkpoint | null): Promise<Run> {
    const { name } = this.started();
    const run = await createRun(config, {
      ...{ images: this.images, baseline: this.baseline, send: this.send, from },
      batches: (this.batches ??= new BatchesAhead(openBrowserBatchLine, batchWorkers(name, this.host))),
      limits: memoryLimits(name, this.host, mostBytes),
      discardFormer: () => this.discardRun(),
    });
    this.run = run;
    this.looks = new Looks(run, {
      input: (stop) => this.inputOf(run, this.config ?? run.config, stop),
      halted: () => this.pauseAsked || this.run !== run,
      evaluated: () => run.step > 0 && this.evaluatedStep === run.step,
      show: (look) => this.send({ type: 'look', look }),
    });
    this.config = config;
    this.evaluatedStep = -1;
    this.progress = new Progress(run.model.network.classes, this.send, deviceMemory);
    return run;
  }

  private prepareRun(config: Config, from: Checkpoint | null = null): Promise<{ run: Run; plan: RunPlan }> {
    const prepare = () => preparedRun((most) => this.createRun(config, most, from), this.images, this.send);
    // What else lies on the device is not taken from it.
    if (this.baseline.busy || this.choice.busy) return prepare();
    const trial = () => backendTrial(config, this.images, this.baseline, this.host, this.send);
    return this.computing.withFastest(trial, prepare);
  }

  private async oneStep(run: Run): Promise<void> {
    if (this.pauseAsked || this.run !== run) return;
    const { stepMs, waitedMs } = await run.advance();
    this.progress?.addTime(stepMs, waitedMs);
    if (run.pending.due(performance.now())) await this.drain(run, false);
    await this.evaluateIfDue(run);
    await this.looks?.step();
    if (!run.clock.due) return;
    // Weights of a run that has diverged are not kept: its losses are read first.
    await this.drain(run, true);
    this.send({ type: 'checkpoint', checkpoint: await this.save(run), interim: true });
  }

  /** With the density and evaluation settings now in force. */
  private async save(run: Run): Promise<Checkpoint> {
    return { ...(await run.checkpoint()), config: this.config ?? run.config };
  }

  private drain(run: Run, always: boolean): Promise<void> {
    return sendLosses(run, this.progress, always);
  }

  private async evaluateIfDue(run: Run): Promise<void> {
    const { everySteps } = (this.config ?? run.config).evaluation;
    const { steps } = run.config.training;
    const { step } = run;
    const due = step === 0 || step === steps || (everySteps > 0 && step % everySteps === 0);
    if (!due || this.evaluatedStep === step) return;
    await this.drain(run, true);
    try {
      await this.evaluateNow(run, () => this.pauseAsked);
    } catch (error) {
      if (error instanceof PlaygroundError && error.code === 'cancelled') return;
      throw error;
    }
    if (step > 0) this.send({ type: 'checkpoint', checkpoint: await this.save(run) });
  }

  private async evaluateNow(run: Run, isCancelled: () => boolean): Promise<Evaluation> {
    const evaluation = await evaluate(this.inputOf(run, this.config ?? run.config, isCancelled));
    this.evaluatedStep = run.step;
    await shown(this.listener({ type: 'evaluation', evaluation }));
    return evaluation;
  }

  /** The comparison follows the settings too: "untrained" and "trained" are always scored by the same law. */
  private async rescoreUntrained(run: Run): Promise<void> {
    const config = this.config ?? run.config;
    const input = this.inputOf(run, config, () => this.cancelAsked);
    const evaluation = await evaluate({ ...input, embedder: run.untrained.embedder(), step: 0 });
    this.send({ type: 'evaluation', evaluation });
  }

  private inputOf(run: Run, config: Config, isCancelled: () => boolean): EvaluationInput {
    return {
      embedder: run.embedder,
      config,
      step: run.step,
      train: this.images.training(),
      calibration: this.images.calibration(),
      aside: this.images.aside(),
      test: this.images.test(),
      imageSizePx: this.images.sizePx,
      job: createJob((phase, fraction) => this.send({ type: 'status', phase, fraction }), isCancelled),
      wish: this.wish,
    };
  }
}
