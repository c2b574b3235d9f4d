/**
 * Scores by the locations of ImageNet's features, alone or with the pooled ones, of the no-training baseline and of runs that are read so: each kind is standardised by its own held-out scores, and the
 * sum of both is a score with held-out scores and a threshold of its own. An image's score by its locations is the maximum over places of how far each lies
 * above what normal images have there: distances differ from place to place, and what normal images vary in would hide the rest. Maps stay
 * distances. bench/results/locations.md has what that gives.
 */
import type { Config } from '../../core/config/schema.ts';
import { makeFolds } from '../../core/density/folds.ts';
import { heldOutImageScores, imageScores, scaleFor } from '../../core/density/image-score.ts';
import { automaticThreshold } from '../../core/density/threshold.ts';
import { requireFiniteScores } from '../../core/metrics/finite.ts';
import { quantile, quantileTable } from '../../core/metrics/quantile.ts';
import { standardise } from '../../core/metrics/standardise.ts';
import type { EngineImage, Evaluation, ScoreGrid } from '../../worker/protocol.ts';
import { placeCount, placeGrid } from '../inference/places.ts';
import type { Job } from '../inference/job.ts';
import type { Turn } from '../session/turns.ts';
import { candidatesOf, channelScales, LocationBank, type Candidates } from './location-bank.ts';
import { MOST_IMAGES_PER_PLACE, type LimitedEmbedding, type PlaceMaps } from './place-maps.ts';

const FOLDS = 5;
/** Whatever the run's own maps are read by: distances have no common unit over the places. */
const IMAGE_SCORE = 'standardised';

/** An image with the name that its places are told by. */
type Named = Pick<EngineImage, 'id'>;

interface FitInput<T extends Named> {
  readonly train: readonly T[];
  /** Of the training images: those of a group share a fold. */
  readonly groups: readonly (string | null)[];
  readonly calibration: readonly T[];
  readonly config: Config;
  readonly localOf: (image: T) => Promise<LimitedEmbedding>;
  readonly turn: Turn;
  readonly job: Job;
}

/** What images are scored by, place by place; on the device until it is disposed of. */
export interface LocationFit {
  /** Distance of each place. */
  mapOf(embedding: LimitedEmbedding): Promise<Float32Array>;
  /** Score of each of several images from their maps, one after another. */
  scoresOf(maps: Float32Array): Float64Array;
  readonly calibration: Float64Array;
  /** Of the training images, each by a coreset without its fold. */
  readonly heldOut: Float64Array;
  readonly threshold: number;
  readonly normalQuantiles: Float32Array;
  readonly places: PlaceMaps['places'];
  /** Rows of the coreset, and their channels. */
  readonly rows: number;
  readonly dimension: number;
  dispose(): void;
}

/** Scores of each image by its places, in the images' order. */
export interface LocationScores extends Pick<LocationFit, 'calibration' | 'heldOut' | 'rows' | 'dimension'> {
  readonly test: Float64Array;
  readonly maps: PlaceMaps;
}

export async function fitLocations<T extends Named>(input: FitInput<T>): Promise<LocationFit> {
  const { train, groups, calibration, config, localOf, turn, job } = input;
  const candidates: Candidates[] = [];
  const first: LimitedEmbedding[] = [];
  for (const [i, image] of train.entries()) {
    await job.progress('embedding', i / train.length);
    const embedding = await localOf(image);
    if (first.length < MOST_IMAGES_PER_PLACE) first.push(embedding);
    candidates.push(candidatesOf(embedding.local, placeCount(embedding), i, train.length));
  }
  const { side, sites, stridePx, local } = first[0];
  const count = placeCount(first[0]);
  const dimension = local.length / count;
  const scales = channelScales(candidates, dimension);
  const distances = async (bank: LocationBank, { local: features }: LimitedEmbedding) => {
    const found = await turn(() => bank.distances(features));
    requireFiniteScores(found);
    return found;
  };

  const split = makeFolds(train.length, FOLDS, config.seed, groups);
  const places = new Float32Array(train.length * count);
  for (const [done, fold] of split.entries()) {
    await job.progress('fitting', done / split.length);
    const out = new Set(split.length > 1 ? fold : []);
    const others = candidates.filter((_, i) => !out.has(i));
    const without = await turn(async () => new LocationBank(others, scales));
    try {
      for (const i of fold) places.set(await distances(without, await localOf(train[i])), i * count);
    } finally {
      without.dispose();
    }
  }
  const held = Float64Array.from(places);
  const scale = scaleFor(IMAGE_SCORE, held, count, split.flat());

  await job.progress('fitting', null);
  const bank = await turn(async () => new LocationBank(candidates, scales));
  try {
    const kept = new Float32Array(calibration.length * count);
    for (const [i, image] of calibration.entries())
      kept.set(await distances(bank, await localOf(image)), i * count);
    return {
      mapOf: (embedding) => distances(bank, embedding),
      scoresOf: (maps) => imageScores(maps, count, scale),
      calibration: imageScores(kept, count, scale),
      heldOut: heldOutImageScores(IMAGE_SCORE, held, count, split),
      threshold: quantile(places, config.evaluation.thresholdQuantile),
      normalQuantiles: quantileTable(places),
      places: {
        side,
        sites,
        stridePx,
        training: first.map((one, i) => ({ id: train[i].id, features: one.local })),
      },
      rows: bank.size,
      dimension,
      dispose: () => bank.dispose(),
    };
  } catch (error) {
    bank.dispose();
    throw error;
  }
}

/** Distances as a map of the image, with the region that it is limited to. */
export const locationGrid = (
  { side, sites, stridePx }: Pick<LocationFit['places'], 'side' | 'sites' | 'stridePx'>,
  distances: Float32Array,
  region: string,
): ScoreGrid => placeGrid({ side, sites, stridePx, offsetPx: (stridePx - 1) / 2 }, distances, region);

/** The same with scores and maps of the test images. */
export async function scoreLocations<T extends Named>(
  input: FitInput<T> & { readonly test: readonly T[] },
): Promise<LocationScores> {
  const { test, config, localOf, job } = input;
  const fit = await fitLocations(input);
  try {
    const { calibration, heldOut, threshold, normalQuantiles, places, rows, dimension } = fit;
    const scores = new Float64Array(test.length);
    const maps: ScoreGrid[] = [];
    for (const [i, image] of test.entries()) {
      await job.progress('maps', i / test.length);
      const map = await fit.mapOf(await localOf(image));
      [scores[i]] = fit.scoresOf(map);
      maps.push(locationGrid(places, map, config.data.region));
    }
    const made = { maps, threshold, normalQuantiles, places };
    return { test: scores, calibration, heldOut, maps: made, rows, dimension };
  } finally {
    fit.dispose();
  }
}

type Scored = Pick<
  Evaluation,
  'testScores' | 'heldOutScores' | 'calibrationScores' | 'threshold' | 'density'
>;

/** The locations alone, or their sum with the pooled features. */
export type WithLocations = 'locations' | 'both';

/** One score of several images from those of both kinds, each standardised by its own held-out scores. */
export function sumWithLocations(
  kind: WithLocations,
  pooled: { readonly scores: Float64Array; readonly heldOut: Float64Array },
  located: { readonly scores: Float64Array; readonly heldOut: Float64Array },
): Float64Array {
  if (kind === 'locations') return located.scores;
  const a = standardise(pooled.scores, pooled.heldOut);
  return standardise(located.scores, located.heldOut).map((value, i) => value + a[i]);
}

/** Scores, held-out scores and threshold of the locations alone, or of the sum with those of the pooled features. */
export function scoresWithLocations(
  kind: WithLocations,
  pooled: Pick<Scored, 'testScores' | 'heldOutScores' | 'calibrationScores'>,
  located: Omit<LocationScores, 'maps'>,
  { evaluation }: Pick<Config, 'evaluation'>,
): Scored {
  const sum = (ofPooled: Float64Array, own: Float64Array): Float64Array =>
    sumWithLocations(
      kind,
      { scores: ofPooled, heldOut: pooled.heldOutScores },
      { scores: own, heldOut: located.heldOut },
    );
  const heldOutScores = sum(pooled.heldOutScores, located.heldOut);
  const calibrationScores = sum(pooled.calibrationScores, located.calibration);
  const { image } = automaticThreshold({
    heldOutScores,
    calibrationScores,
    places: 1,
    dimension: located.dimension,
    density: { estimator: 'memory-bank' },
    evaluation,
  });
  return {
    testScores: sum(pooled.testScores, located.test),
    heldOutScores,
    calibrationScores,
    threshold: image,
    density: {
      dimension: located.dimension,
      samples: located.rows,
      shrinkage: null,
      conditionNumber: null,
      effectiveRank: null,
    },
  };
}
