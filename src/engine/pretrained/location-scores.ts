/**
 * Scores of the no-training baseline by its locations, alone or with the pooled features: each kind is standardised by its own held-out scores, and the
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
import { groupsOf } from '../inference/embedding-input.ts';
import { placeCount, placeGrid } from '../inference/places.ts';
import type { Job } from '../inference/job.ts';
import type { Turn } from '../session/turns.ts';
import { candidatesOf, channelScales, LocationBank, type Candidates } from './location-bank.ts';
import { MOST_IMAGES_PER_PLACE, type LimitedEmbedding, type PlaceMaps } from './place-maps.ts';

const FOLDS = 5;
/** Whatever the run's own maps are read by: distances have no common unit over the places. */
const IMAGE_SCORE = 'standardised';

interface Input {
  readonly train: readonly EngineImage[];
  readonly calibration: readonly EngineImage[];
  readonly test: readonly EngineImage[];
  readonly config: Config;
  readonly localOf: (image: EngineImage) => Promise<LimitedEmbedding>;
  readonly turn: Turn;
  readonly job: Job;
}

/** Scores of each image by its places, in the images' order. */
export interface LocationScores {
  readonly test: Float64Array;
  readonly calibration: Float64Array;
  /** Of the training images, each by a coreset without its fold. */
  readonly heldOut: Float64Array;
  readonly maps: PlaceMaps;
  /** Rows of the coreset, and their channels. */
  readonly rows: number;
  readonly dimension: number;
}

export async function scoreLocations(input: Input): Promise<LocationScores> {
  const { train, calibration, test, config, localOf, turn, job } = input;
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
  const mapOf = async (bank: LocationBank, image: EngineImage): Promise<Float32Array> => {
    const { local: features } = await localOf(image);
    const distances = await turn(() => bank.distances(features));
    requireFiniteScores(distances);
    return distances;
  };

  await job.progress('fitting', null);
  const bank = await turn(async () => new LocationBank(candidates, scales));
  const maps: ScoreGrid[] = [];
  const keptPlaces = new Float32Array(calibration.length * count);
  const tested = new Float32Array(test.length * count);
  const grid = { side, sites, stridePx, offsetPx: (stridePx - 1) / 2 };
  try {
    for (const [i, image] of test.entries()) {
      await job.progress('maps', i / test.length);
      const map = await mapOf(bank, image);
      tested.set(map, i * count);
      maps.push(placeGrid(grid, map, config.data.region));
    }
    for (const [i, image] of calibration.entries()) keptPlaces.set(await mapOf(bank, image), i * count);
  } finally {
    bank.dispose();
  }

  const split = makeFolds(train.length, FOLDS, config.seed, groupsOf(train));
  const places = new Float32Array(train.length * count);
  for (const [done, fold] of split.entries()) {
    await job.progress('fitting', done / split.length);
    const out = new Set(split.length > 1 ? fold : []);
    const others = candidates.filter((_, i) => !out.has(i));
    const without = await turn(async () => new LocationBank(others, scales));
    try {
      for (const i of fold) places.set(await mapOf(without, train[i]), i * count);
    } finally {
      without.dispose();
    }
  }
  const held = Float64Array.from(places);
  const scale = scaleFor(IMAGE_SCORE, held, count, split.flat());
  return {
    test: imageScores(tested, count, scale),
    calibration: imageScores(keptPlaces, count, scale),
    heldOut: heldOutImageScores(IMAGE_SCORE, held, count, split),
    maps: {
      maps,
      threshold: quantile(places, config.evaluation.thresholdQuantile),
      normalQuantiles: quantileTable(places),
      places: {
        side,
        sites,
        stridePx,
        training: first.map((one, i) => ({ id: train[i].id, features: one.local })),
      },
    },
    rows: bank.size,
    dimension,
  };
}

type Scored = Pick<
  Evaluation,
  'testScores' | 'heldOutScores' | 'calibrationScores' | 'threshold' | 'density'
>;

/** Scores, held-out scores and threshold of the locations alone, or of the sum with those of the pooled features. */
export function scoresWithLocations(
  pooled: Scored,
  located: LocationScores,
  { evaluation }: Pick<Config, 'evaluation'>,
): Scored {
  const both = evaluation.noTraining === 'both';
  const sum = (ofPooled: Float64Array, own: Float64Array): Float64Array => {
    if (!both) return own;
    const a = standardise(ofPooled, pooled.heldOutScores);
    return standardise(own, located.heldOut).map((value, i) => value + a[i]);
  };
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
