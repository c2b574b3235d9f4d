/** From training embeddings to a density, held-out scores and thresholds (core/density does the mathematics). */
import type { Config } from '../../core/config/schema.ts';
import { crossFitScores } from '../../core/density/cross-fit.ts';
import { estimatorOf } from '../../core/density/estimators/registry.ts';
import { checkFeatures, fitDensity } from '../../core/density/fit-density.ts';
import { FoldScatter } from '../../core/density/fold-scatter.ts';
import { FoldSums } from '../../core/density/fold-sums.ts';
import { gatherImages, makeFolds } from '../../core/density/folds.ts';
import {
  heldOutImageScores,
  imageScores,
  scaleFor,
  type PlaceScale,
} from '../../core/density/image-score.ts';
import { localityOf, type Locality } from '../../core/density/locality.ts';
import { heldOutOverSpread, placeSpread, withSpread } from '../../core/density/place-spread.ts';
import { automaticThreshold } from '../../core/density/threshold.ts';
import { SharedProducts } from '../../core/density/shared-products.ts';
import type { Density } from '../../core/density/types.ts';
import type { LocalityAdvice } from '../../worker/protocol.ts';
import type { Embedding } from './embedder.ts';
import type { Network } from '../../core/networks/types.ts';
import { camValues, type Cells } from './gradcam.ts';

export const FOLDS = 5;

export interface FittedDensity {
  readonly density: Density;
  readonly locality: Locality;
  /** Null where there is one place only. */
  readonly advice: LocalityAdvice | null;
  /** Every place of every training image, scored by a density that never saw the image: `[images * places]`. */
  readonly heldOutPlaces: Float64Array;
  /** How an image's score is made from its places; null: their maximum. */
  readonly imageScale: PlaceScale | null;
  /** Per training image: its score by a density that never saw it. */
  readonly heldOutScores: Float64Array;
  /** Of the images that were kept for the threshold; empty without such images. */
  readonly calibrationScores: Float64Array;
  readonly threshold: number;
  readonly placeThreshold: number;
}

/** What an image is scored by. */
export type Scorer = Pick<FittedDensity, 'density' | 'imageScale'>;

/** Features of all images, `[N * places, D]`, image-major. */
export function joinFeatures(embeddings: readonly Embedding[]): Float32Array {
  const length = embeddings.length > 0 ? embeddings[0].features.length : 0;
  const joined = new Float32Array(embeddings.length * length);
  embeddings.forEach(({ features }, i) => joined.set(features, i * length));
  return joined;
}

/** The last embeddings that were joined, with their inner products: other settings of the density start from them. */
let last: { parts: readonly Float32Array[]; features: Float32Array; shared: SharedProducts | null } | null =
  null;

function remembered(embeddings: readonly Embedding[], d: number) {
  const parts = embeddings.map(({ features }) => features);
  if (last?.parts.length === parts.length && parts.every((part, i) => part === last?.parts[i])) return last;
  const features = joinFeatures(embeddings);
  last = { parts, features, shared: SharedProducts.of(features, features.length / d, d) };
  return last;
}

export interface FitContext {
  /** Of images that the density must not see: the threshold rests on their scores. */
  readonly calibration?: readonly Embedding[];
  /** Group of each training image; images of a group share a fold. */
  readonly groups?: readonly (string | null)[];
}

export function fitOnTraining(
  embeddings: readonly Embedding[],
  d: number,
  config: Config,
  { calibration = [], groups }: FitContext = {},
): FittedDensity {
  const { seed } = config;
  const images = embeddings.length;
  const { features, shared } = remembered(embeddings, d);
  const rows = features.length / d;
  const places = rows / images;
  checkFeatures(features, rows, d, places);
  const { l2Normalise } = config.density;
  const split = makeFolds(images, FOLDS, seed, groups);
  const moments = { features, images, places, dimension: d, l2Normalise, split };
  const estimator = estimatorOf(config.density);
  const byScatter = estimator.gaussian && FoldScatter.suits(moments, config.density);
  const sums = places > 1 || byScatter ? new FoldSums(moments) : null;
  const advice = sums && places > 1 ? localityOf(sums) : null;
  const wanted = config.evaluation.locality;
  const asked = !advice ? 'shared' : wanted === 'auto' ? advice.locality : wanted;
  // Only Gaussians have a covariance that could be larger or smaller.
  const withoutSpread = asked === 'per-location-spread' && !estimator.gaussian;
  const locality = withoutSpread ? 'per-location' : asked;
  const perLocation = locality !== 'shared';
  const scatter = sums && byScatter ? new FoldScatter(sums, perLocation) : null;
  const locations = perLocation ? places : 1;
  const fitted =
    scatter?.fit(config.density) ?? fitDensity(features, rows, d, config.density, { locations, shared });
  const options = { places, groups, perLocation, shared, scatter };
  const crossFit = crossFitScores(features, rows, d, config.density, FOLDS, seed, options);
  const hasSpread = locality === 'per-location-spread';
  const density = hasSpread ? withSpread(fitted, placeSpread(crossFit, places, split.flat())) : fitted;
  const held = hasSpread ? heldOutOverSpread(crossFit, places, split) : crossFit;
  const kept = scoresOfPlaces(density, calibration, places);
  const { imageScore } = config.evaluation;
  const imageScale = scaleFor(imageScore, held, places, split.flat());
  const heldOutScores = heldOutImageScores(imageScore, held, places, split);
  const calibrationScores = imageScores(kept, places, imageScale);
  const { image, place } = automaticThreshold({
    heldOutScores: held,
    calibrationScores: kept,
    ...(imageScale && { images: { heldOut: heldOutScores, calibration: calibrationScores } }),
    places,
    dimension: density.dimension,
    density: config.density,
    evaluation: config.evaluation,
  });
  return {
    density,
    locality,
    advice,
    heldOutPlaces: held,
    imageScale,
    heldOutScores,
    calibrationScores,
    threshold: image,
    placeThreshold: place,
  };
}

/** Score of an image from the features of its places, `[places, D]`. */
export function scoreOfImage(
  { density, imageScale }: Scorer,
  features: Float32Array,
  places: number,
): number {
  return imageScores(density.score(features, places), places, imageScale)[0];
}

/** Scores of all places of each image: `[images * places]`. */
function scoresOfPlaces(density: Density, embeddings: readonly Embedding[], places: number): Float64Array {
  const scores = new Float64Array(embeddings.length * places);
  embeddings.forEach(({ features }, i) => scores.set(density.score(features, places), i * places));
  return scores;
}

/** The GradCAM values of training images, each by a density that never saw it. */
export function heldOutGradCam(
  embeddings: readonly Embedding[],
  network: Pick<Network, 'features'>,
  config: Config,
  cells: Cells,
): number[] {
  const d = network.features;
  const features = joinFeatures(embeddings);
  const values: number[] = [];
  const folds = embeddings.length < 2 ? [[0]] : makeFolds(embeddings.length, FOLDS, config.seed);
  for (const fold of folds) {
    const out = new Set(embeddings.length < 2 ? [] : fold);
    const kept = embeddings.map((_, i) => i).filter((i) => !out.has(i));
    const density = fitDensity(gatherImages(features, kept, 1, d), kept.length, d, config.density);
    for (const image of fold) values.push(...camValues(embeddings[image], density, cells));
  }
  return values;
}
