/**
 * The page's side of the engine: spawns the worker when it is first needed, keeps what is needed to bring it back (images,
 * configuration, last checkpoint), and turns every way in which it can die (script error, lost device, a worker ended by the
 * browser) into one rejection with code `engine-lost`, so that no call waits for ever. The store decides what happens next.
 */
import * as comlink from 'comlink';
import type { Config, DensityConfig, EvaluationConfig, MistakesConfig } from '../core/config/schema.ts';
import { PlaygroundError, toErrorReport, type ErrorReport } from '../core/errors.ts';
import { spawnEngine, type EngineConnection, type SpawnEngine } from './engine-connection.ts';
import { differingImages } from './image-sync.ts';
import type {
  BackboneFile,
  BackbonePreprocessing,
  BackboneReport,
  BackendChoice,
  BackendReport,
  Checkpoint,
  DenseComparison,
  EngineApi,
  EngineEvent,
  EngineListener,
  EngineImage,
  Evaluation,
  FrameScore,
  MapKind,
  MapSet,
  MapWish,
  NearestNormal,
  NearestQuery,
  RunPlan,
  TrainOutcome,
} from './protocol.ts';

/** What a call can fail with once it has crossed the boundary: a `PlaygroundError` again, with code and detail. */
function asPlaygroundError(error: unknown): PlaygroundError {
  if (error instanceof PlaygroundError) return error;
  const { code, message, detail } = error as Partial<ErrorReport>;
  return new PlaygroundError(code ?? 'unexpected', message ?? String(error), detail ?? {}, { cause: error });
}

interface Running {
  readonly choice: BackendChoice;
  readonly connection: EngineConnection;
  /** What it computes on now: a run may bring another one than the start. */
  report: Promise<BackendReport>;
  /** Never resolves; rejects when the worker is gone. */
  readonly lost: Promise<never>;
}

export interface Recovery {
  readonly backend: BackendReport;
  readonly plan: RunPlan;
  /** The step that the restored weights belong to; 0 where there was no checkpoint. */
  readonly step: number;
}

export class EngineClient {
  #running: Running | null = null;
  /** What the engine holds, by id. */
  #images = new Map<string, EngineImage>();
  #config: Config | null = null;
  #checkpoint: Checkpoint | null = null;
  #lostReason = '';
  #pace: number | null = null;
  #wish: MapWish | null = null;
  #backbone: { readonly files: readonly BackboneFile[]; readonly how: BackbonePreprocessing } | null = null;
  /** The worker that has `#backbone`. */
  #backboneIn: Running | null = null;
  readonly #onEvent: EngineListener;
  readonly #spawn: SpawnEngine;

  /** `onEvent` hears everything but `device-lost`, which rejects the call in progress instead. */
  constructor(onEvent: EngineListener, spawn: SpawnEngine = spawnEngine) {
    this.#onEvent = onEvent;
    this.#spawn = spawn;
  }

  /** True between `start` and a loss or `stop`. */
  get alive(): boolean {
    return this.#running !== null;
  }

  /** True when a model was built since the last `forgetRun`, so that `recover` has something to bring back. */
  get hasRun(): boolean {
    return this.#config !== null;
  }

  get lastCheckpoint(): Checkpoint | null {
    return this.#checkpoint;
  }

  /** Why the engine was lost the last time; empty after `stop` and after `recover`. */
  get lostReason(): string {
    return this.#lostReason;
  }

  /** Spawn and initialise, once for each choice of backend; another choice replaces the worker. Throws `no-backend`. */
  async start(choice: BackendChoice): Promise<BackendReport> {
    if (this.#running && this.#running.choice !== choice) this.stop();
    const running = (this.#running ??= this.#open(choice));
    try {
      return await Promise.race([running.report, running.lost]);
    } catch (error) {
      if (this.#running === running) this.stop();
      throw asPlaygroundError(error);
    }
  }

  #open(choice: BackendChoice): Running {
    const connection = this.#spawn();
    let fail: (report: ErrorReport) => void = () => undefined;
    const lost = new Promise<never>((_, reject) => {
      fail = ({ code, message, detail }) => {
        connection.terminate();
        if (this.#running === running) this.#running = null;
        this.#images.clear();
        if (code !== 'stopped') this.#lostReason = message;
        reject(new PlaygroundError('engine-lost', message, { reason: message, ...detail, cause: code }));
      };
    });
    lost.catch(() => undefined);
    connection.onFailure((report) => fail(report));
    const listener = comlink.proxy((event: EngineEvent) => {
      if (this.#running !== running) return;
      if (event.type === 'device-lost') return fail(event.report);
      if (event.type === 'checkpoint') this.#checkpoint = event.checkpoint;
      if (event.type === 'backend') running.report = Promise.resolve(event.backend);
      return this.#onEvent(event);
    });
    const report = connection.api.initialise(choice, listener);
    if (this.#pace !== null) connection.api.setPace(this.#pace).catch(() => undefined);
    if (this.#wish) connection.api.watchMaps(this.#wish).catch(() => undefined);
    report.then(
      () => connection.watch?.(),
      () => undefined,
    );
    const running: Running = { choice, connection, report, lost };
    return running;
  }

  /** End the worker at once; the call in progress rejects with `engine-lost`, reason `stopped`. Frees the device. */
  stop(): void {
    const running = this.#running;
    this.#running = null;
    this.#images.clear();
    running?.connection.fail({ code: 'stopped', message: 'The engine was stopped.', detail: {} });
  }

  /** Forget configuration and checkpoint of the run. */
  forgetRun(): void {
    this.#config = null;
    this.#checkpoint = null;
  }

  async #call<T>(use: (api: EngineApi) => Promise<T>): Promise<T> {
    const running = this.#running;
    if (!running) {
      throw new PlaygroundError('engine-lost', 'The engine is not running. Press play to start it.', {
        reason: 'not running',
        cause: 'stopped',
      });
    }
    try {
      return await Promise.race([use(running.connection.api), running.lost]);
    } catch (error) {
      throw asPlaygroundError(error);
    }
  }

  /** Make the engine hold exactly these images in this order: only what differs is sent, where that gives the order. Returns whether anything was. */
  async syncImages(images: readonly EngineImage[]): Promise<boolean> {
    const { removed, added, reordered } = differingImages(this.#images, images);
    if (removed.length === 0 && added.length === 0) return false;
    const afresh = reordered || this.#images.size === 0 || removed.length === this.#images.size;
    await this.#call(async (api) => {
      if (afresh) return api.setImages(images);
      if (removed.length > 0) await api.removeImages(removed);
      if (added.length > 0) await api.addImages(added);
    });
    this.#images = new Map(images.map((image) => [image.id, image]));
    return true;
  }

  async prepare(config: Config): Promise<RunPlan> {
    this.#checkpoint = null;
    this.#config = config;
    return this.#call((api) => api.prepare(config));
  }

  async restore(checkpoint: Checkpoint): Promise<RunPlan> {
    const plan = await this.#call((api) => api.restore(checkpoint));
    this.#config = checkpoint.config;
    this.#checkpoint = checkpoint;
    return plan;
  }

  /**
   * Start again after a loss: backend, images, and the last checkpoint (or the untrained model of the run's seed).
   * @param sendImages gives the new engine its images
   */
  async recover(choice: BackendChoice, sendImages: () => Promise<unknown>): Promise<Recovery> {
    const config = this.#config;
    if (!config) throw new PlaygroundError('nothing-to-recover', 'There is no run to bring back.');
    const started = await this.start(choice);
    this.#lostReason = '';
    await sendImages();
    const checkpoint = this.#checkpoint;
    const plan = checkpoint ? await this.restore(checkpoint) : await this.prepare(config);
    // The plan may have come from another backend than the start.
    const backend = await (this.#running?.report ?? started);
    return { backend, plan, step: checkpoint?.step ?? 0 };
  }

  /** Also remembered for `recover`. */
  async takeCheckpoint(): Promise<Checkpoint> {
    const checkpoint = await this.#call((api) => api.checkpoint());
    this.#checkpoint = checkpoint;
    return checkpoint;
  }

  train(untilStep: number): Promise<TrainOutcome> {
    return this.#call((api) => api.train(untilStep));
  }

  pause(): Promise<void> {
    return this.#call((api) => api.pause());
  }

  evaluate(): Promise<Evaluation> {
    return this.#call((api) => api.evaluate());
  }

  reevaluate(
    density: DensityConfig,
    evaluation: EvaluationConfig,
    mistakes: MistakesConfig,
  ): Promise<Evaluation> {
    const before = this.#config;
    if (before) this.#config = { ...before, density, evaluation, mistakes };
    return this.#call((api) => api.reevaluate(density, evaluation, mistakes)).catch((error: unknown) => {
      // Refused: what was in force stays so, also for workers to come.
      if (toErrorReport(error).code === 'input-too-small') this.#config = before;
      throw error;
    });
  }

  /** Remembered for workers to come. */
  async setPace(stepsPerSecond: number | null): Promise<void> {
    this.#pace = stepsPerSecond;
    if (this.alive) await this.#call((api) => api.setPace(stepsPerSecond));
  }

  /** The no-training baseline. A new worker is given the person's own network first. */
  async pretrained(config: Config): Promise<Evaluation> {
    const { files, how } = this.#backbone ?? {};
    if (files && how && this.#backboneIn !== this.#running) await this.useBackbone(files, how);
    return this.#call((api) => api.pretrained(config));
  }

  /** A person's own network for the baseline, or (null) EfficientNet-B0. Remembered once the engine has taken it. */
  async useBackbone(
    files: readonly BackboneFile[] | null,
    how: BackbonePreprocessing,
  ): Promise<BackboneReport | null> {
    const running = this.#running;
    const report = await this.#call((api) => api.useBackbone(files, how));
    this.#backbone = files && { files, how };
    this.#backboneIn = running;
    return report;
  }

  cancelPretrained(): Promise<void> {
    return this.#call((api) => api.cancelPretrained());
  }

  /** Remembered: a new worker is told again. */
  async watchMaps(wish: MapWish): Promise<void> {
    this.#wish = wish;
    if (this.alive) await this.#call((api) => api.watchMaps(wish));
  }

  maps(kind: MapKind, ids: readonly string[] | null): Promise<MapSet> {
    return this.#call((api) => api.maps(kind, ids));
  }

  nearestNormal(query: NearestQuery): Promise<NearestNormal> {
    return this.#call((api) => api.nearestNormal(query));
  }

  compareDense(most: number): Promise<DenseComparison> {
    return this.#call((api) => api.compareDense(most));
  }

  robustness(corruption: string): ReturnType<EngineApi['robustness']> {
    return this.#call((api) => api.robustness(corruption));
  }

  learningCurve(): ReturnType<EngineApi['learningCurve']> {
    return this.#call((api) => api.learningCurve());
  }

  rankTraining(): ReturnType<EngineApi['rankTraining']> {
    return this.#call((api) => api.rankTraining());
  }

  rankByBaseline(config: Config): ReturnType<EngineApi['rankByBaseline']> {
    return this.#call((api) => api.rankByBaseline(config));
  }

  findAlike(config: Config): ReturnType<EngineApi['findAlike']> {
    return this.#call((api) => api.findAlike(config));
  }

  choiceCost(...order: Parameters<EngineApi['choiceCost']>): ReturnType<EngineApi['choiceCost']> {
    return this.#call((api) => api.choiceCost(...order));
  }

  tryTasks(...order: Parameters<EngineApi['tryTasks']>): ReturnType<EngineApi['tryTasks']> {
    return this.#call((api) => api.tryTasks(...order));
  }

  cancelChoice(): Promise<void> {
    return this.#call((api) => api.cancelChoice());
  }

  scoreFrame(pixels: Uint8Array): Promise<FrameScore> {
    return this.#call((api) => api.scoreFrame(pixels));
  }

  judgeView(pixels: Uint8Array): Promise<Float32Array> {
    return this.#call((api) => api.judgeView(pixels));
  }

  detectorParts(): ReturnType<EngineApi['detectorParts']> {
    return this.#call((api) => api.detectorParts());
  }

  batchPixels(step: number): ReturnType<EngineApi['batchPixels']> {
    return this.#call((api) => api.batchPixels(step));
  }

  embeddings(ids: readonly string[]): ReturnType<EngineApi['embeddings']> {
    return this.#call((api) => api.embeddings(ids));
  }

  embeddingMap(former?: Checkpoint): ReturnType<EngineApi['embeddingMap']> {
    return this.#call((api) => api.embeddingMap(former));
  }

  memory(): ReturnType<EngineApi['memory']> {
    return this.#call((api) => api.memory());
  }
}
