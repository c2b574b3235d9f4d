/**
 * The contract between the page and the engine's worker: types only. No TensorFlow type appears here, so
 * another engine could stand behind it. Calls go through comlink; events come back through one listener.
 */
import type { Config, DensityConfig, EvaluationConfig, MistakesConfig } from '../core/config/schema.ts';
import type { TileSet } from '../core/config/rows/tile-sets.ts';
import type { Label, Role } from '../core/dataset/types.ts';
import type { Locality } from '../core/density/locality.ts';
import type { ChoiceOrder, Trials } from '../core/choice/trial.ts';
import type { TrainingRanking } from '../core/calibration/doubtful.ts';
import type { LearningCurve } from '../core/calibration/learning-curve.ts';
import type { RobustnessScores } from '../core/robustness/report.ts';
import type { DetectorParts } from '../core/detector/types.ts';
import type { ErrorReport } from '../core/errors.ts';
import type { BackendChoice, BackendReport } from './protocol-backend.ts';
import type {
  DenseComparison,
  LocalityAdvice,
  MapKind,
  MapSet,
  MapWish,
  NearestNormal,
  NearestQuery,
  PixelMetrics,
  ScoreGrid,
} from './protocol-maps.ts';

export type * from './protocol-backend.ts';
export type * from './protocol-maps.ts';

/** One image for the engine, at the working size. `pixels` is `[S, S, 3]`, `mask` `[S, S]` of 0 / 1. */
export interface EngineImage {
  readonly id: string;
  /**
   * `calibration`: the threshold rests on it; neither training nor density sees it. `aside`: kept from the training for the threshold, until a
   * person gave other images for it; nothing sees it.
   */
  readonly role: Role | 'aside';
  readonly label: Label;
  /** In its folder: what is drawn among images and must not depend on how they came goes by it. The id where it is absent. */
  readonly path?: string;
  /** Training images with the same one share a fold; absent where the image stands alone. */
  readonly group?: string | null;
  readonly pixels: Uint8Array;
  readonly mask: Uint8Array | null;
}

/** What a step needs against what the device allows. */
export interface MemoryPlan {
  /** A step with the whole batch at once. */
  readonly wholeBatchBytes: number;
  /** A step as it is computed: with the batch in `parts`. */
  readonly neededBytes: number;
  /** For tensors in all; of a GPU it is an assumption (half of the machine's memory), since no interface tells. */
  readonly limitBytes: number;
  readonly largestBufferBytes: number;
  /** WebGPU: the adapter's largest storage buffer; null elsewhere. */
  readonly bufferLimitBytes: number | null;
  /** 1: at once. More: gradients are summed over so many parts of the batch; batch norm then sees a part. */
  readonly parts: number;
  readonly samplesPerPart: number;
  /** False where not even the smallest part is within the limits. */
  readonly fits: boolean;
}

/** What a run will cost, known after `prepare`. */
export interface RunPlan {
  readonly parameterCount: number;
  readonly viewsPerSource: number;
  readonly batchSize: number;
  readonly classNames: readonly string[];
  /** The images that batches are drawn from, in their order: those that come later are not among them. */
  readonly trainIds: readonly string[];
  /** Bytes of weights, activations and gradients of one step (an estimate from the layer shapes). */
  readonly estimatedBytes: number;
  readonly memory: MemoryPlan;
  /** On WebGPU: how products are cut up, from the first step to the last. */
  readonly tiles?: TileSet | 'software';
  /** Median of a few warm-up steps. */
  readonly measuredStepMs: number;
  readonly estimatedTotalMs: number;
}

/** Everything the side panel shows is computed on the page from these numbers (core/metrics). */
export interface Evaluation {
  readonly step: number;
  /** `scoringKey` of the settings that it was measured with; absent in sessions of before. */
  readonly scoredWith?: string;
  /** Order: as listed in `testIds`. */
  readonly testIds: readonly string[];
  readonly testScores: Float64Array;
  /** Scores of training images by 5-fold cross-fitting: each is scored by a density that never saw it. */
  readonly trainIds: readonly string[];
  readonly heldOutScores: Float64Array;
  /** Images that were kept for the threshold, and their scores by the density of all training images; empty where none were. */
  readonly calibrationIds: readonly string[];
  readonly calibrationScores: Float64Array;
  /** Kept from the training for a threshold that rests on other images now; absent where there are none. */
  readonly asideIds?: readonly string[];
  /** Automatic threshold by the configured rule. */
  readonly threshold: number;
  /** Maps of the test images, same order, kind as configured ('patch', 'gradcam' or 'locations'). */
  readonly mapKind: MapKind;
  readonly maps: readonly ScoreGrid[];
  /** Maps that lie under this are normal: the same rule as `threshold`, applied to places. */
  readonly mapThreshold: number;
  /** As `MapSet.normalQuantiles`, for `maps`. */
  readonly normalQuantiles: Float32Array;
  readonly locality: Locality;
  /** What the training images advise, whether or not it was followed; null where images are scored whole. */
  readonly localityAdvice: LocalityAdvice | null;
  /** Other kinds of the same weights: the watched ones of the watched images, and all of all test images at the last step. */
  readonly otherMaps: readonly MapSet[];
  /** Present when synthetic defects stand in for missing anomalies. */
  readonly synthetic: { readonly normalScores: Float64Array; readonly defectScores: Float64Array } | null;
  readonly density: {
    readonly dimension: number;
    readonly samples: number;
    /** Ledoit-Wolf shrinkage in [0, 1]; null for other estimators. */
    readonly shrinkage: number | null;
    readonly conditionNumber: number | null;
    readonly effectiveRank: number | null;
  };
  /** Over all pixels of all test images that have a mask or are normal; null without any mask. */
  readonly pixel: PixelMetrics | null;
  readonly elapsedMs: number;
}

/**
 * A cheap evaluation between two full ones: a fixed part of the test images (`testIds`), a density of fewer training images, and a coarser grid
 * of windows. It shows how a run goes; no result is taken from it.
 */
export interface Look extends Evaluation {
  /** Images that a person watches and that are not among `testIds`: shown, never counted. */
  readonly besides: {
    readonly ids: readonly string[];
    readonly scores: Float64Array;
    readonly maps: readonly ScoreGrid[];
  };
  /** Test images in all. */
  readonly testImages: number;
}

/** Ids, in sets. */
export type AlikeSets = readonly (readonly string[])[];

export interface StepRecord {
  readonly step: number;
  readonly loss: number;
  readonly accuracy: number;
  readonly learningRate: number;
}

/** What the network said of the views of a batch, before it learnt from them. */
export interface JudgedBatch {
  /** Of the batch, as `makeBatch` counts: from 0. */
  readonly step: number;
  /** Softmax over the classes, `[batch, K]`, in the batch's order. */
  readonly shares: Float32Array;
}

export type EngineEvent =
  | {
      readonly type: 'status';
      readonly phase:
        'loading' | 'self-test' | 'tiles' | 'comparing' | 'warming-up' | 'embedding' | 'fitting' | 'maps';
      readonly fraction: number | null;
    }
  | {
      readonly type: 'steps';
      readonly records: readonly StepRecord[];
      /** Proxy confusion `[K, K]` row-major (true class by row) over the last 50 steps. */
      readonly confusion: Int32Array;
      /** Of the last of `records`. */
      readonly judged: JudgedBatch;
      readonly stepMs: number;
      /** Share of the step spent waiting for its batch, in [0, 1]. */
      readonly dataWaitShare: number;
      readonly tensors: number;
      readonly bytes: number;
    }
  /** Another backend than `initialise` gave, or the same with more to say of it. */
  | { readonly type: 'backend'; readonly backend: BackendReport }
  | { readonly type: 'evaluation'; readonly evaluation: Evaluation }
  /** Only where `MapWish.looks` asks for it. */
  | { readonly type: 'look'; readonly look: Look }
  /** Of the no-training baseline: how far it is, and its scores as soon as they are there (no maps yet). */
  | {
      readonly type: 'pretrained-status';
      readonly phase: 'loading' | 'embedding' | 'fitting' | 'maps';
      readonly fraction: number | null;
    }
  | { readonly type: 'pretrained-scores'; readonly evaluation: Evaluation }
  /** Of the choice among tasks: how far it is, in [0, 1]. */
  | { readonly type: 'choice-status'; readonly fraction: number }
  /** `interim`: taken by time between evaluations, so that little is lost with the engine or the tab; only the last one counts. */
  | { readonly type: 'checkpoint'; readonly checkpoint: Checkpoint; readonly interim?: true }
  | { readonly type: 'device-lost'; readonly report: ErrorReport };

/** May answer with a promise that settles when the page has shown it: the engine rests meanwhile. */
export type EngineListener = (event: EngineEvent) => unknown;

/** Weights, optimiser slots and step; plain bytes, so that any room can store it. */
export interface Checkpoint {
  readonly step: number;
  readonly config: Config;
  readonly tensors: readonly {
    readonly name: string;
    readonly shape: readonly number[];
    readonly data: Float32Array;
  }[];
  /** How products were cut up on the GPU; absent elsewhere, and in checkpoints of before (the standard ones). */
  readonly tiles?: TileSet | 'software';
  /** Without the optimiser's state, as from a file of weights: it begins anew. */
  readonly weightsOnly?: true;
}

/** A camera frame: what an evaluation says of a test image. */
export interface FrameScore {
  readonly score: number;
  readonly map: ScoreGrid;
  readonly mapKind: MapKind;
  readonly threshold: number;
  readonly mapThreshold: number;
  readonly elapsedMs: number;
}

export interface TrainOutcome {
  readonly step: number;
  readonly reason: 'finished' | 'paused';
}

/** The points of the embedding map: images first, then CutPaste and Scar views of training images. */
export interface EmbeddingMapData {
  readonly step: number;
  readonly dimension: number;
  /** Of the images, training before test. */
  readonly ids: readonly string[];
  /** `[N, D]`, with the weights of `step` and with the untrained ones. */
  readonly present: Float32Array;
  readonly untrained: Float32Array;
  readonly views: {
    readonly kinds: readonly ('cutpaste' | 'scar')[];
    /** `[views, sizePx, sizePx, 3]`. */
    readonly pixels: Uint8Array;
    readonly sizePx: number;
  };
}

/** How a person's own backbone was trained to see the bytes of an image. */
export type BackbonePreprocessing = 'imagenet' | 'symmetric' | 'unit' | 'bytes';

export interface BackboneFile {
  /** With its folders, where it has any. */
  readonly name: string;
  readonly bytes: Uint8Array;
}

export interface BackboneReport {
  readonly name: string;
  readonly preprocessing: BackbonePreprocessing;
  /** Side of the network's input; images of another size are resized. */
  readonly inputSizePx: number;
  readonly pooledFeatures: number;
  readonly placeFeatures: number;
  readonly placesPerSide: number;
  readonly weights: number;
}

export interface EngineApi {
  /** Choose, start and self-test a backend. Throws `no-backend` when none works. */
  initialise(choice: BackendChoice, listener: EngineListener): Promise<BackendReport>;
  /** Replace all images. Pixels in a SharedArrayBuffer are shared, others copied. */
  setImages(images: readonly EngineImage[]): Promise<void>;
  addImages(images: readonly EngineImage[]): Promise<void>;
  removeImages(ids: readonly string[]): Promise<void>;
  /** Build the model from the seed, warm up, and estimate the cost. Sets the step to 0. */
  prepare(config: Config): Promise<RunPlan>;
  /** Train from the present step to `untilStep`; evaluates as configured and at the last step. */
  train(untilStep: number): Promise<TrainOutcome>;
  /** Ask the loop to stop after the step in progress; `train` then resolves with 'paused'. */
  pause(): Promise<void>;
  /** Embed, fit, score and map with the present weights (cached embeddings are reused). Also sent as an event. */
  evaluate(): Promise<Evaluation>;
  /** Change density and evaluation settings only: refit on cached embeddings where the windows allow it. */
  reevaluate(
    density: DensityConfig,
    evaluation: EvaluationConfig,
    mistakes: MistakesConfig,
  ): Promise<Evaluation>;
  /** At most so many steps a second (slow motion); null is full speed. */
  setPace(stepsPerSecond: number | null): Promise<void>;
  /**
   * The no-training baseline: ImageNet features with the density of `config`. It takes turns with a run, an image at a time; scores come as an
   * event before the maps are made. Another call, or `cancelPretrained`, ends it with `cancelled`.
   * Throws `backbone-missing` when the page was built without the backbone.
   */
  pretrained(config: Config): Promise<Evaluation>;
  cancelPretrained(): Promise<void>;
  /**
   * A person's own TensorFlow.js LayersModel as the baseline's network, or (null) EfficientNet-B0 again. Throws `backbone-unreadable`,
   * `backbone-unfit`; the network before stays then.
   */
  useBackbone(
    files: readonly BackboneFile[] | null,
    preprocessing: BackbonePreprocessing,
  ): Promise<BackboneReport | null>;
  /** The kinds and images of `Evaluation.otherMaps` from now on, and whether there are looks between evaluations. */
  watchMaps(wish: MapWish): Promise<void>;
  /**
   * Maps of another kind with the present weights and settings, of some test images or (null) of all. Takes its turn between training
   * steps. Throws `no-such-map` for a kind that the run cannot have; `pretrained` has its own call.
   */
  maps(kind: MapKind, ids: readonly string[] | null): Promise<MapSet>;
  /** Where a place of a test image has its like among the training images. `pretrained` needs `pretrained` to have been called. */
  nearestNormal(query: NearestQuery): Promise<NearestNormal>;
  /** Both ways of dense scoring on at most `most` test images, defects and normal ones in turn. Throws `no-such-map` without windows. */
  compareDense(most: number): Promise<DenseComparison>;
  /**
   * Test images through every level of a corruption (core/robustness), scored by the density as it is; the threshold is the page's, frozen.
   * Takes its turn between training steps. Throws `unknown-corruption`.
   */
  robustness(corruption: string): Promise<RobustnessScores>;
  /** Densities fitted on parts of the training images with the present weights. Takes its turn between training steps. */
  learningCurve(): Promise<LearningCurve>;
  /**
   * Every training image, those kept for the threshold too, by a density that had not seen it: of the run with its present weights (between
   * training steps), or of ImageNet's features, which takes turns with a run as `pretrained` does and is ended by `cancelPretrained`.
   */
  rankTraining(): Promise<TrainingRanking>;
  rankByBaseline(config: Config): Promise<TrainingRanking>;
  /** Training images that look like shots of one part to ImageNet's features (core/calibration/near-duplicates); as `rankByBaseline`. */
  findAlike(config: Config): Promise<AlikeSets>;
  /** Milliseconds that `tryTasks` would take, measured on a few steps and images. */
  choiceCost(config: Config, order: ChoiceOrder): Promise<number>;
  /**
   * Trains each task shortly and asks it about probes on held-out normal images (core/choice). It takes turns with a run, a step at a time, and needs
   * none. Another call, or `cancelChoice`, ends it with `cancelled`. Throws `too-few-for-choice`.
   */
  tryTasks(config: Config, order: ChoiceOrder): Promise<Trials>;
  cancelChoice(): Promise<void>;
  /**
   * Score one camera frame, `[S, S, 3]` at the working size, with the present weights; the first call fits the density of live windows
   * (`engine/inference/live-scorer.ts`).
   */
  scoreFrame(pixels: Uint8Array): Promise<FrameScore>;
  /** What the network says of one view, `[S, S, 3]` as training makes it: shares of the classes, the first of them normal. */
  judgeView(pixels: Uint8Array): Promise<Float32Array>;
  /** The network with its present weights, and density and thresholds as the evaluation has them, to be used without this program. */
  detectorParts(): Promise<DetectorParts>;
  checkpoint(): Promise<Checkpoint>;
  /** Build the model of the checkpoint's configuration and continue from its step. */
  restore(checkpoint: Checkpoint): Promise<RunPlan>;
  /** The uint8 batch of a step, as the network gets it: `[batch, size, size, 3]` (for the byte-for-byte test and the lab). */
  batchPixels(
    step: number,
  ): Promise<{ readonly pixels: Uint8Array; readonly labels: Uint8Array; readonly size: number }>;
  /** Pooled features of the given images at the present weights, `[N, D]` row-major. */
  embeddings(ids: readonly string[]): Promise<{ readonly dimension: number; readonly data: Float32Array }>;
  /**
   * Whole images and views, embedded for a map with the present weights or with those of `former` (`present` is of its step then; the run stays as it is).
   * Takes its turn between training steps; needs a run. Throws `checkpoint-mismatch`.
   */
  embeddingMap(former?: Checkpoint): Promise<EmbeddingMapData>;
  /** Numbers for a memory test. */
  memory(): Promise<{ readonly tensors: number; readonly bytes: number }>;
}
