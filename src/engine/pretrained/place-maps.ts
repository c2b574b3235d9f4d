/** Maps of the no-training baseline: a Gaussian per place on intermediate features (core/density/per-place), and their threshold. */
import type { Config } from '../../core/config/schema.ts';
import { fitPerPlace, type PlaceDensities } from '../../core/density/per-place.ts';
import { quantile, quantileTable } from '../../core/metrics/quantile.ts';
import type { EngineImage, ScoreGrid } from '../../worker/protocol.ts';
import type { Job } from '../inference/job.ts';
import type { PlaceFeatures } from '../inference/nearest-normal.ts';
import type { Turn } from '../session/turns.ts';
import type { PretrainedEmbedding } from './feature-net.ts';

/** More images sharpen the places' Gaussians little and cost N^2 each. */
const MOST_IMAGES_PER_PLACE = 60;
/** One of so many training images calibrates the threshold of the map and is left out of that fit. */
const CALIBRATION_SHARE = 5;
/** Places fitted in one turn. */
const PLACES_PER_TURN = 16;
/** Gaussian features of a deep net are not on a sphere: their length counts, so they are not L2-normalised. */
const LOCAL_DENSITY = { l2Normalise: false, estimator: 'gde', covariance: 'ledoit-wolf' } as const;

/** What a nearest neighbour needs of the training images that the places were fitted on. */
export interface PretrainedPlaces {
  readonly side: number;
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

interface Input {
  readonly train: readonly EngineImage[];
  readonly test: readonly EngineImage[];
  readonly config: Config;
  readonly localOf: (image: EngineImage) => Promise<PretrainedEmbedding>;
  readonly turn: Turn;
  readonly job: Job;
}

export async function mapPlaces({ train, test, config, localOf, turn, job }: Input): Promise<PlaceMaps> {
  const trained: PretrainedEmbedding[] = [];
  for (const image of train.slice(0, MOST_IMAGES_PER_PLACE)) {
    await job.progress('embedding', null);
    trained.push(await localOf(image));
  }
  const { densities, threshold, normalQuantiles } = await fitPlaces(trained, config, turn, job);
  const maps: ScoreGrid[] = [];
  for (const [i, image] of test.entries()) {
    await job.progress('maps', i / test.length);
    const { local, side, stridePx } = await localOf(image);
    maps.push({
      rows: side,
      columns: side,
      stridePx,
      offsetPx: (stridePx - 1) / 2,
      scores: await turn(async () => densities.score(local)),
    });
  }
  const training = trained.map(({ local }, i) => ({ id: train[i].id, features: local }));
  return {
    maps,
    threshold,
    normalQuantiles,
    places: { side: trained[0].side, stridePx: trained[0].stridePx, training },
  };
}

/** Densities of all images, and the threshold of places from a fit that left every fifth image out. */
async function fitPlaces(
  embeddings: readonly PretrainedEmbedding[],
  config: Config,
  turn: Turn,
  job: Job,
): Promise<{ densities: PlaceDensities; threshold: number; normalQuantiles: Float32Array }> {
  const held = (i: number) => embeddings.length >= 2 * CALIBRATION_SHARE && i % CALIBRATION_SHARE === 0;
  const rest = embeddings.filter((_, i) => !held(i));
  const calibration = rest.length < embeddings.length ? embeddings.filter((_, i) => held(i)) : embeddings;
  const fit = (chosen: readonly PretrainedEmbedding[], from: number, to: number) =>
    fitAll(chosen, config, turn, (share) => job.progress('fitting', from + (to - from) * share));
  const judge = await fit(rest, 0, 0.5);
  const normalScores: number[] = [];
  for (const { local } of calibration) normalScores.push(...(await turn(async () => judge.score(local))));
  const densities = rest.length === embeddings.length ? judge : await fit(embeddings, 0.5, 1);
  const threshold = quantile(normalScores, config.evaluation.thresholdQuantile);
  return { densities, threshold, normalQuantiles: quantileTable(normalScores) };
}

async function fitAll(
  embeddings: readonly PretrainedEmbedding[],
  config: Config,
  turn: Turn,
  report: (share: number) => Promise<void>,
): Promise<PlaceDensities> {
  const places = embeddings[0].side ** 2;
  const dimension = embeddings[0].local.length / places;
  const features = new Float32Array(embeddings.length * places * dimension);
  embeddings.forEach(({ local }, i) => features.set(local, i * local.length));
  const density = { ...config.density, ...LOCAL_DENSITY };
  const fitting = fitPerPlace(features, embeddings.length, places, dimension, density);
  for (;;) {
    const step = await turn(async () => {
      let next = fitting.next();
      for (let i = 1; i < PLACES_PER_TURN && !next.done; i++) next = fitting.next();
      return next;
    });
    if (step.done) return step.value;
    await report(step.value / places);
  }
}
