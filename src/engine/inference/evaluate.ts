/**
 * The evaluation (method section 3 and 4): embed un-augmented training images and test images in inference mode, fit the density,
 * score and map the test images. Image model: pooled features of the whole image, GradCAM maps. Patch model: windows,
 * score = maximum over places (core/density/image-score), map = their scores. Runs that are read by places have their own way (evaluate-places.ts).
 */
import { scoringKey } from '../../core/config/scope.ts';
import { imageScores } from '../../core/density/image-score.ts';
import { requireFiniteScores } from '../../core/metrics/finite.ts';
import { quantile, quantileTable } from '../../core/metrics/quantile.ts';
import type { EngineImage, Evaluation, ScoreGrid } from '../../worker/protocol.ts';
import {
  fitOnTraining,
  heldOutGradCam,
  scoreOfImage,
  type FittedDensity,
  type Scorer,
} from './density-fit.ts';
import { augmentTraining } from './augment-training.ts';
import { Embedder, type Embedding } from './embedder.ts';
import { evaluatePlaces } from './evaluate-places.ts';
import type { EvaluationInput } from './evaluation-input.ts';
import { chooseTraining, groupsOf, namedCalibration, nameImage, type NamedImage } from './embedding-input.ts';
import { cellsOf, gradCam, type Cells } from './gradcam.ts';
import { bringsGradCam, otherMaps } from './map-sets.ts';
import { placeCount, placeGrid, type Places } from './places.ts';
import { scorePixels } from './pixel-scores.ts';
import { makeSyntheticDefects } from './synthetic.ts';

export async function evaluate(input: EvaluationInput): Promise<Evaluation> {
  return (await evaluatePlaces(input)) ?? evaluateDensity(input);
}

async function evaluateDensity(input: EvaluationInput): Promise<Evaluation> {
  const startedMs = performance.now();
  const { embedder, config, job, imageSizePx, test } = input;
  const { network } = embedder.model;
  const train = chooseTraining(input.train, config);
  const named = (image: EngineImage) => nameImage(image, imageSizePx, config.data.region);
  const calibration = namedCalibration(input);
  const total = train.length + calibration.length + test.length;
  const fitOn = config.mistakes.densityOnAugmented
    ? augmentTraining(train.map(named), config)
    : train.map(named);
  const withWhole = bringsGradCam(input);
  const trainEmbeddings = await embedder.embed(fitOn, input, (n) => n / total, withWhole);
  const ofKept = (n: number) => (train.length + n) / total;
  const keptEmbeddings = await embedder.embed(calibration, input, ofKept);
  const ofTest = (n: number) => (train.length + calibration.length + n) / total;
  const testEmbeddings = await embedder.embed(test.map(named), input, ofTest, withWhole);

  await job.progress('fitting', null);
  const fitted = fitOnTraining(trainEmbeddings, network.features, config, {
    calibration: keptEmbeddings,
    groups: groupsOf(train),
  });
  const places = Embedder.places(config, imageSizePx);
  const cells = cellsOf(network, config, imageSizePx);
  const maps: ScoreGrid[] = [];
  const scores = new Float64Array(test.length);
  for (let i = 0; i < test.length; i++) {
    await job.progress('maps', i / test.length);
    const { score, map } = scoreImage(testEmbeddings[i], fitted, places, cells);
    scores[i] = score;
    maps.push(map);
  }
  const mapKind = places ? 'patch' : 'gradcam';
  const normalPlaces = places
    ? fitted.heldOutPlaces
    : heldOutGradCam(trainEmbeddings, network, config, cells);
  const mapThreshold = places
    ? fitted.placeThreshold
    : quantile(normalPlaces, config.evaluation.thresholdQuantile);
  requireFiniteScores(scores);
  requireFiniteScores(fitted.heldOutScores);
  requireFiniteScores(fitted.calibrationScores);
  await job.progress('maps', null);
  const pixel = scorePixels(test, maps, {
    kind: mapKind,
    sizePx: imageSizePx,
    sigmaPx: config.evaluation.sigmaPx,
    threshold: mapThreshold,
  });
  const synthetic = config.evaluation.syntheticDefects
    ? await scoreSynthetic(input, fitted, train.map(named), trainEmbeddings, testEmbeddings)
    : null;
  const others = await otherMaps(input, mapKind);
  return {
    step: input.step,
    scoredWith: scoringKey(config),
    testIds: test.map(({ id }) => id),
    testScores: scores,
    trainIds: train.map(({ id }) => id),
    heldOutScores: fitted.heldOutScores,
    calibrationIds: calibration.map(({ id }) => id),
    calibrationScores: fitted.calibrationScores,
    ...(input.aside?.length && { asideIds: input.aside.map(({ id }) => id) }),
    threshold: fitted.threshold,
    mapKind,
    maps,
    mapThreshold,
    normalQuantiles: quantileTable(normalPlaces),
    locality: fitted.locality,
    localityAdvice: fitted.advice,
    otherMaps: others,
    synthetic,
    density: summaryOf(fitted.density),
    pixel,
    elapsedMs: performance.now() - startedMs,
  };
}

/** Score and map of one image. @throws PlaygroundError `scores-not-finite`: a map that is no numbers is not shown as one. */
export function scoreImage(
  embedding: Embedding,
  { density, imageScale }: Scorer,
  places: Places | null,
  cells: Cells,
): { score: number; map: ScoreGrid } {
  if (!places) {
    const map = gradCam(embedding, density, cells);
    requireFiniteScores(map.scores);
    return { score: density.score(embedding.features, 1)[0], map };
  }
  const scores = density.score(embedding.features, placeCount(places));
  const inMap = Float32Array.from(scores);
  requireFiniteScores(inMap);
  return {
    score: imageScores(scores, placeCount(places), imageScale)[0],
    map: placeGrid(places, inMap, cells.region),
  };
}

/**
 * Normal images that the density has not seen and defects made from them. Test images where some are normal, else every fifth
 * training image, scored by a density of the others.
 */
async function scoreSynthetic(
  input: EvaluationInput,
  fitted: FittedDensity,
  train: readonly NamedImage[],
  trainEmbeddings: readonly Embedding[],
  testEmbeddings: readonly Embedding[],
): Promise<Evaluation['synthetic']> {
  const { embedder, config, test, imageSizePx } = input;
  const isNormal = test.map(({ label }) => label === 'normal');
  let scorer: Scorer = fitted;
  let normals = test
    .filter((_, i) => isNormal[i])
    .map((image) => nameImage(image, imageSizePx, config.data.region));
  let normalEmbeddings = testEmbeddings.filter((_, i) => isNormal[i]);
  if (normals.length === 0) {
    if (train.length < 5) return null;
    const held = (i: number) => i % 5 === 0;
    normals = train.filter((_, i) => held(i));
    normalEmbeddings = trainEmbeddings.filter((_, i) => held(i));
    const rest = trainEmbeddings.filter((_, i) => !held(i));
    scorer = fitOnTraining(rest, embedder.model.network.features, config);
  }
  const defects = makeSyntheticDefects(normals, config);
  const defectEmbeddings = await embedder.embed(defects, input, (n) => n / defects.length);
  const score = ({ features }: Embedding) =>
    scoreOfImage(scorer, features, features.length / embedder.model.network.features);
  return {
    normalScores: Float64Array.from(normalEmbeddings, score),
    defectScores: Float64Array.from(defectEmbeddings, score),
  };
}

function summaryOf(density: FittedDensity['density']): Evaluation['density'] {
  const { dimension, samples, shrinkage, conditionNumber, effectiveRank } = density;
  return { dimension, samples, shrinkage, conditionNumber, effectiveRank };
}
