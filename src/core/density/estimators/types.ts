/** What every density says of itself, so that nothing outside its own file asks for it by name. */
import type { FoldScatter } from '../fold-scatter.ts';
import type { RowLayout } from '../rows.ts';
import type { EstimatorSettings } from '../settings.ts';
import type { SharedProducts } from '../shared-products.ts';
import type { Density, Features } from '../types.ts';

/** Training rows on their way into a density. */
export interface FitInput {
  /** `[n, D]`; with L locations image-major, n a multiple of L. */
  readonly features: Features;
  readonly n: number;
  readonly layout: RowLayout;
  readonly settings: EstimatorSettings;
  /** Inner products of the same rows, where other fits need them too. */
  readonly shared: SharedProducts | null;
  /** Rows that a density of fewer stands for, where its scores must compare with one of all (a sum of kernels grows with them). */
  readonly standsFor?: number | undefined;
}

/** The same with the folds by which every image is held out once. */
export interface CrossFitInput extends FitInput {
  readonly images: number;
  /** Rows per image, image-major. */
  readonly places: number;
  /** Images of each fold, at least two folds. */
  readonly split: readonly (readonly number[])[];
  /** Moments of the same rows by the same folds, where they are made already. */
  readonly scatter: FoldScatter | null;
}

/** How a score follows from numbers in a file. */
export interface ScoreLaw {
  readonly name: string;
  /** Numbers besides the arrays, with what a file of before has that lacks one; null: it must be there. */
  readonly settings: Readonly<Record<string, number | null>>;
  /** Length of each array, by name, of a density of `dimension` features at `locations`. */
  arrays(
    size: { readonly dimension: number; readonly locations: number },
    settings: Readonly<Record<string, number>>,
  ): Readonly<Record<string, number>>;
  /** Arrays that may be missing. */
  readonly optional: readonly string[];
}

/** What is known of a density without computing anything: all that the configuration and files need. */
export interface EstimatorFacts {
  /** The law of its scores, which project files and detectors hold. */
  readonly law: ScoreLaw;
  /** Score is half a squared Mahalanobis distance: a chi-square threshold holds, and each location may have a spread of its own. */
  readonly gaussian: boolean;
  /** Settings that change it, by the names below `density.`. */
  readonly settings: readonly (keyof EstimatorSettings)[];
}

export interface Estimator extends EstimatorFacts {
  fit(input: FitInput): Density;
  /** Scores of all rows `[n]`, each by a density that never saw its image. */
  crossFit(input: CrossFitInput): Float64Array;
}
