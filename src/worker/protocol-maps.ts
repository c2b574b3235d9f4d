/**
 * The maps' part of the contract between page and engine: types only, re-exported by `protocol.ts`. One run has several kinds of maps;
 * the preset's main kind comes with every evaluation, the others when they are watched, asked for, or the run is at its end.
 */
import type { MapKind } from '../core/heatmap/map-kind.ts';
import type { Window } from '../core/heatmap/place-window.ts';
import type { Aupimo } from '../core/metrics/aupimo.ts';

/** A low-resolution score map: `scores[row * columns + column]`, centre of place (r, c) at offset + stride * index. */
export interface ScoreGrid {
  readonly rows: number;
  readonly columns: number;
  readonly stridePx: number;
  readonly offsetPx: number;
  readonly scores: Float32Array;
  /** Code of the region of interest that it is limited to (core/region); absent for the whole image. */
  readonly region?: string | undefined;
}

export type { MapKind };

export interface PixelMetrics {
  readonly auroc: number;
  readonly averagePrecision: number;
  /** Per-region overlap integrated to FPR 0.3, normalised to 1. */
  readonly aupro: number;
  /** The same to FPR 0.05; evaluations of before have none. */
  readonly aupro05?: number | undefined;
  /** By image, from normal images' rates alone; null where normal pixels are too few. Evaluations of before have none. */
  readonly aupimo?: Aupimo | null | undefined;
  readonly bestF1: number;
  readonly iouAtThreshold: number;
}

/** Maps of one kind, with what is needed to read them. */
export interface MapSet {
  readonly kind: MapKind;
  /** Step of the weights; 0 for `pretrained`. */
  readonly step: number;
  /** The images that it covers, in the order of `maps`: all test images, or those that were watched or asked for. */
  readonly ids: readonly string[];
  readonly maps: readonly ScoreGrid[];
  /** Maps that lie under this are normal: `evaluation.thresholdQuantile` of the normal places. */
  readonly threshold: number;
  /**
   * Quantiles 0, 1/1000, ..., 1 of the scores of places in training images, each by a density that never saw the image:
   * `shareBelow` of core/metrics/quantile turns a score into its percentile.
   */
  readonly normalQuantiles: Float32Array;
  /** Over all pixels of all test images that have a mask or are normal; null without any mask, or for some images only. */
  readonly pixel: PixelMetrics | null;
}

/** Which other kinds come with the evaluations of a training run, and of which images (pinned or on the light table). */
export interface MapWish {
  /** The main kind always comes; `pretrained` belongs to no run and is ignored here. */
  readonly kinds: readonly MapKind[];
  readonly ids: readonly string[];
  /** Whether looks are made between the evaluations of a run (`Look`). */
  readonly looks?: boolean;
}

export interface NearestQuery {
  readonly kind: MapKind;
  readonly id: string;
  /** Place in the grid of that kind's map. */
  readonly row: number;
  readonly column: number;
}

/** A place of a training image. */
export interface NormalPlace {
  readonly trainId: string;
  readonly row: number;
  readonly column: number;
  /** What the embedding of the place sees, in pixels of the training image; for feature maps the cell with its surroundings. */
  readonly window: Window;
  /** To the queried place: 1 - cosine similarity, in [0, 2]. */
  readonly distance: number;
}

/** The place of a training image that is most like a place of a test image: smallest cosine distance of the embeddings. */
export interface NearestNormal extends NormalPlace {
  readonly query: NearestQuery;
  /** What the queried place sees, in the test image. */
  readonly queryWindow: Window;
  /** The nearest places of the next nearest training images, one of each, at most two. */
  readonly others: readonly NormalPlace[];
}

/** `fast` against `exact` dense scoring, measured on a few test images with the present weights. */
export interface DenseComparison {
  readonly step: number;
  readonly ids: readonly string[];
  /** Training images that both densities were fitted on. */
  readonly trainCount: number;
  /** Spearman's rank correlation of the two maps, mean and smallest over the images. */
  readonly rankCorrelation: number;
  readonly lowestRankCorrelation: number;
  /** Over the pixels of these images; null without masks among them. */
  readonly pixelAuroc: { readonly fast: number; readonly exact: number } | null;
  /** Median time of an image. */
  readonly fastMs: number;
  readonly exactMs: number;
}

/** One Gaussian for all places or a mean per place: what the training images themselves say (core/density/locality). */
export interface LocalityAdvice {
  readonly locality: 'shared' | 'per-location';
  /** Share of the held-out variance that the mean of a place explains beyond the mean of all places. */
  readonly gain: number;
  /** From this gain on a mean per place is advised. */
  readonly mark: number;
  /** False with too few images to judge; then `shared`. */
  readonly judged: boolean;
}
