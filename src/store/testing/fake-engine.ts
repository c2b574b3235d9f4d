/**
 * An engine for tests of the store: the protocol without arithmetic. Steps are made when the test says so or at once, failures on
 * command. Every call is written down.
 */
import { PRESETS } from '../../core/config/presets.ts';
import { scoringKey } from '../../core/config/scope.ts';
import { withParameter } from '../../core/config/update.ts';
import type { Config } from '../../core/config/schema.ts';
import type { DatasetItem } from '../../core/dataset/types.ts';
import { PlaygroundError, type ErrorReport } from '../../core/errors.ts';
import type { EngineConnection } from '../../worker/engine-connection.ts';
import type {
  BackendReport,
  Checkpoint,
  EngineApi,
  EngineImage,
  EngineListener,
  Evaluation,
  RunPlan,
  TrainOutcome,
} from '../../worker/protocol.ts';

const notUsed = () => Promise.reject(new Error('not used in this test'));

export function evaluationAt(step: number): Evaluation {
  return {
    step,
    testIds: ['t0'],
    testScores: Float64Array.of(step),
    trainIds: ['n0'],
    heldOutScores: Float64Array.of(0),
    calibrationIds: [],
    calibrationScores: new Float64Array(0),
    threshold: 1,
    mapKind: 'patch',
    maps: [],
    mapThreshold: 1,
    normalQuantiles: new Float32Array(0),
    locality: 'shared',
    localityAdvice: null,
    otherMaps: [],
    synthetic: null,
    density: { dimension: 1, samples: 1, shrinkage: null, conditionNumber: null, effectiveRank: null },
    pixel: null,
    elapsedMs: 1,
  };
}

const PLAN: RunPlan = {
  parameterCount: 1,
  viewsPerSource: 3,
  batchSize: 48,
  classNames: ['normal', 'cutpaste', 'scar'],
  trainIds: [],
  estimatedBytes: 1,
  memory: {
    wholeBatchBytes: 1,
    neededBytes: 1,
    limitBytes: 2,
    largestBufferBytes: 1,
    bufferLimitBytes: null,
    parts: 1,
    samplesPerPart: 48,
    fits: true,
  },
  measuredStepMs: 10,
  estimatedTotalMs: 100,
};

/** Ten steps, an evaluation after five. */
export const TEN_STEPS: Config = withParameter(
  withParameter(PRESETS.quick, 'training.steps', 10),
  'evaluation.everySteps',
  5,
);

export function item(id: string, role: 'train' | 'test'): DatasetItem {
  const image = { width: 1, height: 1, data: new Uint8Array(3) };
  return { id, name: id, path: id, role, label: 'normal', defectType: 'good', image, mask: null };
}

/** All workers that were spawned, the latest last, and what they were asked. */
export class FakeEngines {
  readonly calls: string[] = [];
  spawned = 0;
  /** Of each run that was prepared or restored. */
  readonly configs: Config[] = [];
  /** When false, `train` stops before each step until `release` is called. */
  free = true;
  /** What the engine answers to questions about maps. */
  answers: Partial<
    Pick<
      EngineApi,
      | 'maps'
      | 'nearestNormal'
      | 'compareDense'
      | 'robustness'
      | 'learningCurve'
      | 'rankTraining'
      | 'rankByBaseline'
      | 'findAlike'
      | 'choiceCost'
      | 'tryTasks'
      | 'cancelChoice'
    >
  > = {};
  /** What a run turns out to be computed on, where that is not what `initialise` gave. */
  preparesOn: BackendReport | null = null;
  /** Called before each step with its number; throw to fail. */
  beforeStep: (step: number) => void = () => undefined;
  /** Of each step. */
  lossOf: (step: number) => number = (step) => 1 / step;
  #fail: (report: ErrorReport) => void = () => undefined;
  #lose: (report: ErrorReport) => void = () => undefined;
  #release: () => void = () => undefined;

  /** Lets a held loop make its next step. */
  release(): void {
    this.#release();
  }

  /** The worker in use dies. */
  kill(message = 'gone'): void {
    this.#fail({ code: 'worker-ended', message, detail: {} });
  }

  loseDevice(message = 'device lost'): void {
    this.#lose({ code: 'device-lost', message, detail: {} });
  }

  readonly spawn = (): EngineConnection => {
    this.spawned += 1;
    const life = { ended: false };
    const api = this.#createApi(life);
    let listener: ((report: ErrorReport) => void) | null = null;
    const fail = (report: ErrorReport) => {
      listener?.(report);
      listener = null;
    };
    this.#fail = fail;
    return {
      api,
      fail,
      onFailure: (next) => (listener = next),
      terminate: () => {
        life.ended = true;
        this.calls.push('terminate');
      },
    };
  };

  #createApi(life: { readonly ended: boolean }): EngineApi {
    let listener: EngineListener = () => undefined;
    const send: EngineListener = (event) => {
      if (!life.ended) listener(event);
    };
    let config: Config = PRESETS.quick;
    let step = 0;
    let pausing = false;
    let images: readonly EngineImage[] = [];
    const log = (text: string) => void this.calls.push(text);
    const save = (): Checkpoint => ({ step, config, tensors: [] });
    const evaluate = async (at = step) => {
      const ids = (role: string, none: string) => [images.find((one) => one.role === role)?.id ?? none];
      const of = { testIds: ids('test', 't0'), trainIds: ids('train', 'n0') };
      const evaluation = { ...evaluationAt(at), ...of, scoredWith: scoringKey(config) };
      send({ type: 'evaluation', evaluation });
      return evaluation;
    };
    const held = () =>
      this.free ? Promise.resolve() : new Promise<void>((resolve) => (this.#release = resolve));

    const train = async (until: number): Promise<TrainOutcome> => {
      log(`train ${until}`);
      pausing = false;
      const end = Math.min(until, config.training.steps);
      while (step < end && !pausing) {
        await held();
        if (pausing) break;
        this.beforeStep(step + 1);
        if (life.ended) return new Promise(() => undefined);
        step += 1;
        const record = { step, loss: this.lossOf(step), accuracy: 0.5, learningRate: 0.1 };
        const confusion = new Int32Array(9).fill(step);
        const judged = { step: step - 1, shares: new Float32Array(3) };
        const numbers = { stepMs: 10, dataWaitShare: 0, tensors: 1, bytes: 1 };
        send({ type: 'steps', records: [record], confusion, judged, ...numbers });
        if (step === config.training.steps || step % config.evaluation.everySteps === 0) {
          await evaluate();
          send({ type: 'checkpoint', checkpoint: save() });
        }
      }
      return { step, reason: step >= end ? 'finished' : 'paused' };
    };
    return {
      initialise: async (choice, next) => {
        log(`initialise ${choice}`);
        listener = next;
        this.#lose = (report) => send({ type: 'device-lost', report });
        const name = choice === 'auto' ? 'webgpu' : choice;
        const report: BackendReport = {
          name,
          device: '',
          software: false,
          threads: 1,
          rejected: [],
          selfTestError: 0,
        };
        return report;
      },
      setImages: async (given) => {
        log(`setImages ${given.map(({ id }) => id).join()}`);
        images = given;
      },
      addImages: async (given) => {
        log(`addImages ${given.map(({ id }) => id).join()}`);
        images = [...images, ...given];
      },
      removeImages: async (ids) => {
        log(`removeImages ${ids.join()}`);
        images = images.filter(({ id }) => !ids.includes(id));
      },
      prepare: async (next) => {
        log(`prepare ${next.seed}`);
        config = next;
        this.configs.push(next);
        step = 0;
        if (this.preparesOn) send({ type: 'backend', backend: this.preparesOn });
        return PLAN;
      },
      train,
      pause: async () => {
        pausing = true;
        this.#release();
      },
      evaluate: () => {
        log(`evaluate ${step}`);
        return evaluate();
      },
      reevaluate: async (density, evaluation) => {
        log(`reevaluate ${step}`);
        const { windowSizePx } = evaluation;
        const detail = { sizePx: windowSizePx, neededPx: 31 };
        if (windowSizePx < 31) throw new PlaygroundError('input-too-small', 'Too small.', detail);
        config = { ...config, density, evaluation };
        const now = await evaluate();
        if (step > 0) await evaluate(0);
        return now;
      },
      checkpoint: async () => save(),
      restore: async (checkpoint) => {
        log(`restore ${checkpoint.step}`);
        ({ config, step } = checkpoint);
        this.configs.push(config);
        if (this.preparesOn) send({ type: 'backend', backend: this.preparesOn });
        return PLAN;
      },
      setPace: async (pace) => log(`pace ${pace}`),
      pretrained: async (asked) => {
        log(`pretrained ${asked.density.estimator}`);
        await held();
        const evaluation = evaluationAt(0);
        send({ type: 'pretrained-scores', evaluation });
        return evaluation;
      },
      cancelPretrained: async () => log('cancelPretrained'),
      useBackbone: notUsed,
      watchMaps: async ({ kinds, ids }) => log(`watchMaps ${kinds.join()} of ${ids.join()}`),
      maps: (kind, ids) => this.answers.maps?.(kind, ids) ?? notUsed(),
      nearestNormal: (query) => this.answers.nearestNormal?.(query) ?? notUsed(),
      compareDense: (most) => this.answers.compareDense?.(most) ?? notUsed(),
      robustness: (corruption) => this.answers.robustness?.(corruption) ?? notUsed(),
      learningCurve: () => this.answers.learningCurve?.() ?? notUsed(),
      rankTraining: () => this.answers.rankTraining?.() ?? notUsed(),
      rankByBaseline: (config) => this.answers.rankByBaseline?.(config) ?? notUsed(),
      findAlike: (config) => this.answers.findAlike?.(config) ?? notUsed(),
      choiceCost: (...order) => this.answers.choiceCost?.(...order) ?? notUsed(),
      tryTasks: (...order) => this.answers.tryTasks?.(...order) ?? notUsed(),
      cancelChoice: async () => this.answers.cancelChoice?.(),
      scoreFrame: notUsed,
      batchPixels: notUsed,
      judgeView: notUsed,
      detectorParts: notUsed,
      embeddings: notUsed,
      embeddingMap: async (former) => {
        log(former ? `embeddingMap of ${former.step}` : 'embeddingMap');
        send({ type: 'status', phase: 'embedding', fraction: 0.99 });
        const none = { kinds: [], pixels: new Uint8Array(0), sizePx: 1 };
        return {
          step: former?.step ?? step,
          dimension: 1,
          ids: ['n0'],
          present: Float32Array.of(1),
          untrained: Float32Array.of(0),
          views: none,
        };
      },
      memory: async () => ({ tensors: 1, bytes: 1 }),
    };
  }
}
