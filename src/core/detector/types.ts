/** A trained detector as plain numbers: all that scoring an image needs, without this program. */
import type { PlaceScale } from '../density/image-score.ts';
import type { DensityNumbers } from '../density/types.ts';

/** Dense scoring: a window of `sizePx` at every `stridePx`; the image's score is the maximum (`imageScale`). */
export interface DetectorWindows {
  readonly sizePx: number;
  readonly stridePx: number;
  /** Cells of the last feature map along each side of a window. */
  readonly cells: number;
  readonly dense: 'exact' | 'fast';
  /**
   * Of `fast` windows: the feature is the means over the parts of a window's cells (first, between, last, along both axes) times the weights
   * `[parts * D, D]`, plus the bias `[D]`. Null where it is the mean over all cells.
   */
  readonly correction: { readonly weights: Float32Array; readonly bias: Float32Array } | null;
}

/** An image with what was measured of it, to prove that another program computes the same. */
export interface GoldenImage {
  /** `[S, S, 3]` at the working size. */
  readonly pixels: Uint8Array;
  readonly score: number;
  /** Scores of the places of the map, row by row. */
  readonly places: Float32Array | Float64Array;
  /** The mean of the last feature map of its upper left square: of a window, or of the whole image where that is scored whole. */
  readonly embedded: { readonly sidePx: number; readonly features: Float32Array };
}

/** A region of interest: all that is outside is painted over before the network sees an image, and has no place in score or map. */
export interface DetectorRegion {
  readonly code: string;
  /** 8-bit red, green, blue of what is outside. */
  readonly colour: readonly number[];
  /** `[S, S]` at the working size, 1 inside. */
  readonly inside: Uint8Array;
  /** Places of the map that belong to it, and for every place of the map which of these is the nearest. */
  readonly kept: readonly number[];
  readonly nearest: readonly number[];
}

export interface DetectorParts {
  readonly step: number;
  readonly golden: readonly GoldenImage[];
  readonly imageSizePx: number;
  /** Of the channels of pixels between 0 and 1. */
  readonly normalise: { readonly mean: readonly number[]; readonly deviation: readonly number[] };
  /** Null for the whole image. */
  readonly region: DetectorRegion | null;
  /** Null where an image is scored whole. */
  readonly windows: DetectorWindows | null;
  /** Stride of the network: cells of a window lie so far apart. */
  readonly networkStridePx: number;
  /** Pixels between the places of the exported model's output: the stride, or a divisor of it. */
  readonly placePx: number;
  readonly model: {
    /** TensorFlow.js Layers format: images `[N, H, W, 3]`, normalised, to the last feature map `[N, h, w, D]`, a place every `placePx`. */
    readonly topology: object;
    /** In the order in which they lie in `data`. */
    readonly weights: readonly { readonly name: string; readonly shape: readonly number[] }[];
    readonly data: Float32Array;
  };
  readonly density: DensityNumbers & { readonly dimension: number; readonly locations: number };
  /** By which scores of places are standardised before their maximum is the image's score; null: the maximum itself. */
  readonly imageScale: PlaceScale | null;
  /** Places of the anomaly map: of windows, or the cells of the last feature map of a whole image. */
  readonly map: {
    /** Rows, and columns. */
    readonly side: number;
    readonly stridePx: number;
    /** Centre of the first place. */
    readonly offsetPx: number;
    /** Of the Gaussian receptive field that places of windows are upsampled by. */
    readonly sigmaAt256Px: number;
  };
  /** Of normal images that the density did not see: a score's p-value is its place among them. */
  readonly normalScores: Float64Array;
  /** They were kept from the training too; otherwise they are training images, each scored by a density that had not seen it. */
  readonly normalScoresKept: boolean;
  /** At or above it an image is called anomalous; the second is for single places of the map. */
  readonly threshold: number;
  readonly mapThreshold: number;
}
