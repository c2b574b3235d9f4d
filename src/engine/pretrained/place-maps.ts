/**
 * Maps of the no-training baseline: each place of intermediate features has its own mean, and all places share one covariance. PaDiM's
 * covariance of its own at each place (Defard et al. 2021) would be estimated from 28 to 60 images for 152 features; the shared one has
 * the rows of all places, and is factored once.
 */
import type { Config } from '../../core/config/schema.ts';
import { checkFeatures } from '../../core/density/fit-density.ts';
import { FoldScatter } from '../../core/density/fold-scatter.ts';
import { FoldSums } from '../../core/density/fold-sums.ts';
import { makeFolds } from '../../core/density/folds.ts';
import { requireDifferentImages } from '../../core/density/variation.ts';
import type { Density } from '../../core/density/types.ts';
import { requireFiniteScores } from '../../core/metrics/finite.ts';
import { quantile, quantileTable } from '../../core/metrics/quantile.ts';
import type { EngineImage, ScoreGrid } from '../../worker/protocol.ts';
import { keepRows, sitesOf, type Sites } from '../../core/region/sites.ts';
import type { Region } from '../../core/region/region.ts';
import { placeCount, placeGrid, type PlaceFeatures } from '../inference/places.ts';
import type { Job } from '../inference/job.ts';
import type { Turn } from '../session/turns.ts';
import type { PretrainedEmbedding } from './feature-net.ts';

/** More images sharpen the places' means little. */
export const MOST_IMAGES_PER_PLACE = 60;
/** One of so many parts of the training images calibrates the threshold of the map and is left out of that fit. */
const CALIBRATION_FOLDS = 5;
/** Gaussian features of a deep net are not on a sphere: their length counts, so they are not L2-normalised. */
const LOCAL_DENSITY = { l2Normalise: false, estimator: 'gde', covariance: 'ledoit-wolf' } as const;

/** What a nearest neighbour needs of the training images that the places were fitted on. */
export interface PretrainedPlaces {
  readonly side: number;
  readonly sites: Sites | null;
  readonly stridePx: number;
  readonly training: readonly PlaceFeatures[];
}

export interface PlaceMaps {
  /** Of the test images, in their order. */
  readonly maps: readonly ScoreGrid[];
  readonly threshold: number;
  readonly normalQuantiles: Float32Array;
  readonly places: PretrainedPlaces;
}

/** With local features of the places in the region of interest alone. */
export interface LimitedEmbedding extends PretrainedEmbedding {
  readonly sites: Sites | null;
}

/** The same for a region; all places without one. */
export function limitPlaces(embedding: PretrainedEmbedding, region: Region | null): LimitedEmbedding {
  const { side, stridePx, local } = embedding;
  const sites = sitesOf(side, { stridePx, offsetPx: (stridePx - 1) / 2 }, region);
  return { ...embedding, local: keepRows(local, sites), sites };
}

interface Input {
  readonly train: readonly EngineImage[];
  readonly test: readonly EngineImage[];
  readonly config: Config;
  readonly localOf: (image: EngineImage) => Promise<LimitedEmbedding>;
  readonly turn: Turn;
  readonly job: Job;
}

export async function mapPlaces({ train, test, config, localOf, turn, job }: Input): Promise<PlaceMaps> {
  const trained: LimitedEmbedding[] = [];
  for (const image of train.slice(0, MOST_IMAGES_PER_PLACE)) {
    await job.progress('embedding', null);
    trained.push(await localOf(image));
  }
  const { density, threshold, normalQuantiles } = await fitPlaces(trained, config, turn, job);
  const maps: ScoreGrid[] = [];
  for (const [i, image] of test.entries()) {
    await job.progress('maps', i / test.length);
    const { local, side, stridePx, sites } = await localOf(image);
    const scores = Float32Array.from(
      await turn(async () => density.score(local, placeCount({ side, sites }))),
    );
    requireFiniteScores(scores);
    const offsetPx = (stridePx - 1) / 2;
    maps.push(placeGrid({ side, stridePx, offsetPx, sites }, scores, config.data.region));
  }
  const training = trained.map(({ local }, i) => ({ id: train[i].id, features: local }));
  return {
    maps,
    threshold,
    normalQuantiles,
    places: {
      side: trained[0].side,
      sites: trained[0].sites,
      stridePx: trained[0].stridePx,
      training,
    },
  };
}

/** The Gaussian of all images, and the threshold of places from one that left a fifth of the images out. */
async function fitPlaces(
  embeddings: readonly LimitedEmbedding[],
  config: Config,
  turn: Turn,
  job: Job,
): Promise<{ density: Density; threshold: number; normalQuantiles: Float32Array }> {
  const places = placeCount(embeddings[0]);
  const dimension = embeddings[0].local.length / places;
  const images = embeddings.length;
  const features = new Float32Array(images * places * dimension);
  embeddings.forEach(({ local }, i) => features.set(local, i * local.length));
  const law = { ...config.density, ...LOCAL_DENSITY };
  checkFeatures(features, images * places, dimension, places);
  requireDifferentImages(features, images, places, dimension);
  const split = makeFolds(images, CALIBRATION_FOLDS, config.seed);
  const rows = { features, images, places, dimension, l2Normalise: law.l2Normalise, split };
  const scatter = new FoldScatter(await turn(async () => new FoldSums(rows)), true);
  for (let done = 0; await turn(async () => scatter.advance());) {
    done += 1;
    await job.progress('fitting', done / split.length);
  }
  const density = await turn(async () => scatter.fit(law));
  const judge = split.length > 1 ? await turn(async () => scatter.fitWithout(0, law)) : density;
  const normalScores: number[] = [];
  for (const image of split[0])
    normalScores.push(...(await turn(async () => judge.score(embeddings[image].local, places))));
  const threshold = quantile(normalScores, config.evaluation.thresholdQuantile);
  return { density, threshold, normalQuantiles: quantileTable(normalScores) };
}
