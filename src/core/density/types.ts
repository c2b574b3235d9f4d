/**
 * What a fitted density is to the rest of the page: a scorer with a gradient and a few numbers that describe it. A higher
 * score means "less like the training images". All arithmetic is float64; features come as float32 rows.
 */

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

/**
 * A density as plain numbers, for programs that are not this one: by which law a score is made from which arrays. The laws are those of
 * `estimators/<name>.ts`, each with the sizes of its arrays.
 */
export interface DensityNumbers {
  readonly law: string;
  readonly l2Normalise: boolean;
  readonly settings: Readonly<Record<string, number>>;
  /** In the order in which files hold them. */
  readonly arrays: Readonly<Record<string, Float64Array>>;
}

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
