/**
 * What a fitted density is to the rest of the page: a scorer with a gradient and a few numbers that describe it. A higher
 * score means "less like the training images". All arithmetic is float64; features come as float32 rows.
 */

import type { SharedProducts } from './shared-products.ts';

/** Features, `[N, D]` row-major. */
export type Features = Float32Array | Float64Array;

/** Numbers of the side panel; null where the estimator has no such number. */
export interface DensitySummary {
  /** Dimension in which distances are measured: D, or the kept components of a PCA. */
  readonly dimension: number;
  /** Rows it was fitted on. */
  readonly samples: number;
  /** Ledoit-Wolf shrinkage in [0, 1]. */
  readonly shrinkage: number | null;
  /** Largest over smallest eigenvalue of the regularised covariance. */
  readonly conditionNumber: number | null;
  /** Participation ratio tr(S)^2 / tr(S^2) of the sample covariance S, before any regularisation. */
  readonly effectiveRank: number | null;
}

/** A density as plain numbers, for programs that are not this one: what the score is made from, and by which law. */
export type DensityNumbers = { readonly l2Normalise: boolean } & (
  | {
      readonly law: 'gaussian';
      /** `[locations, D]` and `[D, D]`: score 1/2 (f - mean)^T precision (f - mean). */
      readonly mean: Float64Array;
      readonly precision: Float64Array;
      /** `[locations]`: the score of a place is divided by its own (place-spread.ts); null where all are alike. */
      readonly spread: Float64Array | null;
    }
  | ({
      /** `[locations, size, D]`. */
      readonly rows: Float64Array;
      readonly size: number;
    } & BankLaw)
);

/** How a score follows from the rows of a bank (`neighbours.ts`, `coreset.ts`). */
export type BankLaw =
  | { readonly law: 'kernel'; readonly gamma: number; readonly offset: number }
  | { readonly law: 'cosine' }
  | { readonly law: 'distance' };

export interface Density extends DensitySummary {
  /** 1: one density for all rows. L: a mean per location, row i belongs to location i mod L. */
  readonly locations: number;
  /** Scores of `n` rows `[n, D]`; with L locations `n` is a multiple of L, image-major. */
  score(features: Features, n: number): Float64Array;
  /** d score / d f at one raw (un-normalised) feature `[D]`, with the Jacobian of the L2 normalisation. */
  gradient(feature: Features, location?: number): Float64Array;
  /** D solves of the form: milliseconds at 64 features, seconds at 1,280. */
  numbers(): DensityNumbers;
}

export interface FitOptions {
  /** Places per image when each has its own mean; rows are image-major. Default 1. */
  readonly locations?: number;
  /** Inner products of the same features, where other fits need them too. */
  readonly shared?: SharedProducts | null;
}
