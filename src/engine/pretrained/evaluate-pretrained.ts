/**
 * The no-training baseline (method section 3): ImageNet features with the same density as everything else. Image score: GDE on the pooled
 * top features. Map: a Gaussian per place on intermediate features (core/density/per-place).
 */
import type { Config } from '../../core/config/schema.ts';
import { fitPerPlace, type PlaceDensities } from '../../core/density/per-place.ts';
import { quantile, quantileTable } from '../../core/metrics/quantile.ts';
import type { EngineImage, Evaluation, ScoreGrid } from '../../worker/protocol.ts';
import { fitOnTraining } from '../inference/density-fit.ts';
import type { Embedding } from '../inference/embedder.ts';
import { chooseTraining } from '../inference/evaluation-input.ts';
import type { Job } from '../inference/job.ts';
import type { PlaceFeatures } from '../inference/nearest-normal.ts';
import { scorePixels } from '../inference/pixel-scores.ts';
import type { EfficientNet } from '../models/efficientnet/efficientnet.ts';
import {
  embedPretrained,
  LOCAL_FEATURES,
  LOCAL_STRIDE_PX,
  POOLED_FEATURES,
  type PretrainedEmbedding,
} from './embed-pretrained.ts';

/** More images sharpen the places' Gaussians little and cost N^2 each. */
const MOST_IMAGES_PER_PLACE = 60;
/** One of so many training images calibrates the threshold of the map and is left out of that fit. */
const CALIBRATION_SHARE = 5;
/** Gaussian features of a deep net are not on a sphere: their length counts, so they are not L2-normalised. */
const LOCAL_DENSITY = { l2Normalise: false, estimator: 'gde', covariance: 'ledoit-wolf' } as const;

interface Input {
  readonly net: EfficientNet;
  readonly config: Config;
  readonly train: readonly EngineImage[];
  readonly test: readonly EngineImage[];
  readonly imageSizePx: number;
  readonly job: Job;
}

/** What a nearest neighbour needs of the training images that the places were fitted on. */
export interface PretrainedPlaces {
  readonly side: number;
  readonly training: readonly PlaceFeatures[];
}

export async function evaluatePretrained({
  net,
  config,
  train,
  test,
  imageSizePx,
  job,
}: Input): Promise<{ evaluation: Evaluation; places: PretrainedPlaces }> {
  const startedMs = performance.now();
  const chosen = chooseTraining(train, config);
  const total = chosen.length + test.length;
  const embed = async (image: EngineImage, done: number) => {
    await job.progress('embedding', done / total);
    return embedPretrained(net, { width: imageSizePx, height: imageSizePx, data: image.pixels });
  };
  const trained: PretrainedEmbedding[] = [];
  for (const image of chosen) trained.push(await embed(image, trained.length));

  await job.progress('fitting', null);
  const asEmbedding = ({ pooled }: PretrainedEmbedding): Embedding => ({
    features: pooled,
    map: null,
    mapSide: 0,
  });
  const fitted = fitOnTraining(trained.map(asEmbedding), POOLED_FEATURES, config);
  const fittedOn = trained.slice(0, MOST_IMAGES_PER_PLACE);
  const { densities, threshold, normalQuantiles } = await fitPlaces(fittedOn, config, job);

  const testScores = new Float64Array(test.length);
  const maps: ScoreGrid[] = [];
  for (let i = 0; i < test.length; i++) {
    const { pooled, local, side } = await embed(test[i], chosen.length + i);
    testScores[i] = fitted.density.score(pooled, 1)[0];
    maps.push({
      rows: side,
      columns: side,
      stridePx: LOCAL_STRIDE_PX,
      offsetPx: (LOCAL_STRIDE_PX - 1) / 2,
      scores: densities.score(local),
    });
  }
  await job.progress('maps', null);
  const { sigmaPx } = config.evaluation;
  const { dimension, samples, shrinkage, conditionNumber, effectiveRank } = fitted.density;
  const evaluation: Evaluation = {
    step: 0,
    testIds: test.map(({ id }) => id),
    testScores,
    trainIds: chosen.map(({ id }) => id),
    heldOutScores: fitted.heldOutScores,
    threshold: fitted.threshold,
    mapKind: 'pretrained',
    maps,
    mapThreshold: threshold,
    normalQuantiles,
    locality: 'per-location',
    localityAdvice: null,
    otherMaps: [],
    synthetic: null,
    density: { dimension, samples, shrinkage, conditionNumber, effectiveRank },
    pixel: scorePixels(test, maps, { kind: 'pretrained', sizePx: imageSizePx, sigmaPx, threshold }),
    elapsedMs: performance.now() - startedMs,
  };
  const training = fittedOn.map(({ local }, i) => ({ id: chosen[i].id, features: local }));
  return { evaluation, places: { side: trained[0].side, training } };
}

/** Densities of all images, and the threshold of places from a fit that left every fifth image out. */
async function fitPlaces(
  embeddings: readonly PretrainedEmbedding[],
  config: Config,
  job: Job,
): Promise<{ densities: PlaceDensities; threshold: number; normalQuantiles: Float32Array }> {
  const held = (i: number) => embeddings.length >= 2 * CALIBRATION_SHARE && i % CALIBRATION_SHARE === 0;
  const rest = embeddings.filter((_, i) => !held(i));
  const calibration = rest.length < embeddings.length ? embeddings.filter((_, i) => held(i)) : embeddings;
  const judge = await fitAll(rest, config, job, (share) => 0.5 * share);
  const normalScores = calibration.flatMap(({ local }) => [...judge.score(local)]);
  const densities =
    rest.length === embeddings.length
      ? judge
      : await fitAll(embeddings, config, job, (share) => 0.5 + 0.5 * share);
  const threshold = quantile(normalScores, config.evaluation.thresholdQuantile);
  return { densities, threshold, normalQuantiles: quantileTable(normalScores) };
}

async function fitAll(
  embeddings: readonly PretrainedEmbedding[],
  config: Config,
  job: Job,
  overall: (share: number) => number,
): Promise<PlaceDensities> {
  const places = embeddings[0].side ** 2;
  const features = new Float32Array(embeddings.length * places * LOCAL_FEATURES);
  embeddings.forEach(({ local }, i) => features.set(local, i * local.length));
  const density = { ...config.density, ...LOCAL_DENSITY };
  const fitting = fitPerPlace(features, embeddings.length, places, LOCAL_FEATURES, density);
  for (let step = fitting.next(); ; step = fitting.next()) {
    if (step.done) return step.value;
    if (step.value % 16 === 0) await job.progress('fitting', overall(step.value / places));
  }
}
