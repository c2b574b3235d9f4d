/**
 * What the command line takes out of the page at the end of a run: plain data, because it crosses from the browser. Numbers
 * that the report shows are computed from it with core/metrics, as the page does.
 */
import type { ImageStatistics } from '../../src/core/calibration/image-statistics.ts';
import type { Config } from '../../src/core/config/schema.ts';
import type { TrainingRanking } from '../../src/core/calibration/doubtful.ts';
import type { LearningCurve } from '../../src/core/calibration/learning-curve.ts';
import type { RobustnessScores } from '../../src/core/robustness/report.ts';
import type { ImageFile, Label, Role, SkippedFile } from '../../src/core/dataset/types.ts';
import type { Locality } from '../../src/core/density/locality.ts';
import type { NamedPixelReport } from '../../src/store/pixel-reports.ts';
import type {
  BackendReport,
  LocalityAdvice,
  MapKind,
  PixelMetrics,
  RunPlan,
  StepRecord,
} from '../../src/worker/protocol.ts';

export interface SnapshotGrid {
  readonly rows: number;
  readonly columns: number;
  readonly stridePx: number;
  readonly offsetPx: number;
  readonly scores: readonly number[];
  /** Code of the region of interest that the map is limited to. */
  readonly region?: string;
}

export interface SnapshotEvaluation {
  readonly step: number;
  readonly testIds: readonly string[];
  readonly testScores: readonly number[];
  /** Scores of training images by densities that never saw them. */
  readonly heldOutScores: readonly number[];
  /** Scores of images that were kept for the threshold; empty where none were. */
  readonly calibrationScores: readonly number[];
  readonly threshold: number;
  readonly mapKind: MapKind;
  /** Only of the last evaluation; empty in the others. */
  readonly maps: readonly SnapshotGrid[];
  readonly mapThreshold: number;
  readonly locality: Locality;
  readonly localityAdvice: LocalityAdvice | null;
  readonly density: Readonly<Record<string, number | null>>;
  readonly pixel: PixelMetrics | null;
  readonly elapsedMs: number;
  readonly synthetic: {
    readonly normalScores: readonly number[];
    readonly defectScores: readonly number[];
  } | null;
}

/** Another kind of map of the last weights, or of the no-training baseline. */
export interface SnapshotMaps {
  readonly kind: MapKind;
  readonly pixel: PixelMetrics | null;
}

export interface SnapshotItem {
  readonly id: string;
  readonly path: string;
  readonly role: Role;
  readonly label: Label;
  readonly defectType: string;
  /** Of the pixels at the working size. */
  readonly hash: number;
  readonly statistics: ImageStatistics;
  /** Null for images that came as no file. */
  readonly file?: ImageFile | null;
}

export interface Snapshot {
  readonly datasetName: string;
  readonly config: Config;
  readonly backend: BackendReport | null;
  /** Of the run, on WebGPU. */
  readonly tiles?: RunPlan['tiles'];
  readonly classNames: readonly string[];
  readonly items: readonly SnapshotItem[];
  readonly skipped: readonly SkippedFile[];
  /** In order of step; the first is the untrained network's. */
  readonly evaluations: readonly SnapshotEvaluation[];
  readonly records: readonly StepRecord[];
  /** All kinds of maps at the end, the main one first. */
  readonly kinds: readonly SnapshotMaps[];
  /** By kind, with defect types and images. */
  readonly pixelReports: Readonly<Partial<Record<MapKind, NamedPixelReport>>>;
  /** What was tried after the run; empty and null where it was not asked for. */
  readonly robustness: readonly RobustnessScores[];
  readonly learningCurve: LearningCurve | null;
  readonly trainingRanking: SnapshotRanking | null;
  /** Image scores of ImageNet features without training; null without the backbone. */
  readonly pretrained: SnapshotEvaluation | null;
}

export interface SnapshotRanking extends Omit<TrainingRanking, 'scores'> {
  readonly scores: readonly number[];
}

/** Pixels of one test image. */
export interface SnapshotPixels {
  readonly width: number;
  readonly height: number;
  /** `[height, width, 3]`. */
  readonly pixels: Uint8Array;
  /** `[height, width]` of 0 and 1, or null. */
  readonly mask: Uint8Array | null;
}

/** Times measured from outside while the page ran. */
export interface RunTimings {
  readonly loadMs: number;
  readonly trainMs: number;
  readonly stepMsMedian: number | null;
  readonly evaluateMs: number;
  /** From the start of the command to the end of the run; the no-training baseline comes after it. */
  readonly totalMs: number;
  /** The no-training baseline; null without it. */
  readonly baselineMs: number | null;
}
