/** The evaluation of a run that is read by places (`evaluation.readout`): image by image, because the places of all images would not fit in memory. */
import { placesReadout } from '../../core/config/readout.ts';
import { scoringKey } from '../../core/config/scope.ts';
import { requireFiniteScores } from '../../core/metrics/finite.ts';
import type { Evaluation, ScoreGrid } from '../../worker/protocol.ts';
import type { WithLocations } from '../pretrained/location-scores.ts';
import { PlaceDetector } from '../pretrained/place-detector.ts';
import { augmentTraining } from './augment-training.ts';
import type { EvaluationInput } from './evaluation-input.ts';
import { chooseTraining, groupsOf, namedCalibration, nameImage, type NamedImage } from './embedding-input.ts';
import { otherMaps } from './map-sets.ts';
import { scorePixels } from './pixel-scores.ts';
import { makeSyntheticDefects } from './synthetic.ts';

interface Part {
  /** Of the images that are embedded. */
  readonly share?: (count: number) => number;
  /** Which of the chosen training images, and of those behind the threshold, are taken; all without it. */
  readonly train?: (index: number) => boolean;
  readonly calibration?: (index: number) => boolean;
}

/** What the places of the run's training images give, with all of them or with a part. */
export async function fitPlaceDetector(
  input: EvaluationInput,
  kind: WithLocations,
  { share = () => 0, train = () => true, calibration = () => true }: Part = {},
): Promise<PlaceDetector> {
  const { embedder, config, imageSizePx, job } = input;
  const chosen = chooseTraining(input.train, config);
  const named = chosen.map((image) => nameImage(image, imageSizePx, config.data.region));
  const all = config.mistakes.densityOnAugmented ? augmentTraining(named, config) : named;
  const groups = groupsOf(chosen);
  return PlaceDetector.fit({
    ...{ kind, config, imageSizePx, job, share },
    train: all.filter((_, i) => train(i)),
    groups: groups.filter((_, i) => train(i)),
    calibration: namedCalibration(input).filter((_, i) => calibration(i)),
    embed: (image) => embedder.embedPlaces(image),
  });
}

/** Null where the run is not read by places. @throws PlaygroundError `scores-not-finite` */
export async function evaluatePlaces(input: EvaluationInput): Promise<Evaluation | null> {
  const startedMs = performance.now();
  const { config, job, imageSizePx, test } = input;
  const kind = placesReadout(config);
  if (!kind) return null;
  const trainIds = chooseTraining(input.train, config).map(({ id }) => id);
  const calibrationIds = (input.calibration ?? []).map(({ id }) => id);
  const first = trainIds.length + calibrationIds.length;
  const detector = await fitPlaceDetector(input, kind, { share: (n) => n / first });
  try {
    const scores = new Float64Array(test.length);
    const maps: ScoreGrid[] = [];
    for (const [i, image] of test.entries()) {
      await job.progress('maps', i / test.length);
      const { score, map } = await detector.judge(nameImage(image, imageSizePx, config.data.region));
      scores[i] = score;
      maps.push(map);
    }
    requireFiniteScores(scores);
    requireFiniteScores(detector.judged.heldOutScores);
    requireFiniteScores(detector.judged.calibrationScores);
    await job.progress('maps', null);
    const { mapThreshold, normalQuantiles } = detector;
    const { sigmaPx } = config.evaluation;
    const pixel = scorePixels(test, maps, {
      ...{ kind: 'locations', sizePx: imageSizePx, sigmaPx },
      threshold: mapThreshold,
    });
    return {
      step: input.step,
      scoredWith: scoringKey(config),
      testIds: test.map(({ id }) => id),
      testScores: scores,
      trainIds,
      calibrationIds,
      ...detector.judged,
      ...(input.aside?.length && { asideIds: input.aside.map(({ id }) => id) }),
      mapKind: 'locations',
      maps,
      mapThreshold,
      normalQuantiles,
      locality: 'shared',
      localityAdvice: null,
      otherMaps: await otherMaps(input, 'locations'),
      synthetic: config.evaluation.syntheticDefects
        ? await scoreSynthetic(input, kind, detector, scores)
        : null,
      pixel,
      elapsedMs: performance.now() - startedMs,
    };
  } finally {
    detector.dispose();
  }
}

/** As of other runs (evaluate.ts): defects made of normal test images, or of every fifth training image, scored by a detector of the others. */
async function scoreSynthetic(
  input: EvaluationInput,
  kind: WithLocations,
  detector: PlaceDetector,
  scores: Float64Array,
): Promise<Evaluation['synthetic']> {
  const { embedder, config, test, imageSizePx } = input;
  const judge = async (by: PlaceDetector, images: readonly NamedImage[]) => {
    const found = new Float64Array(images.length);
    for (const [i, image] of images.entries()) found[i] = (await by.judge(image)).score;
    embedder.drop(images.map(({ id }) => id));
    return found;
  };
  const isNormal = test.map(({ label }) => label === 'normal');
  const name = (image: (typeof test)[number]) => nameImage(image, imageSizePx, config.data.region);
  if (isNormal.includes(true)) {
    const normals = test.filter((_, i) => isNormal[i]).map(name);
    const defectScores = await judge(detector, makeSyntheticDefects(normals, config));
    return { normalScores: scores.filter((_, i) => isNormal[i]), defectScores };
  }
  const train = chooseTraining(input.train, config).map(name);
  if (train.length < 5) return null;
  const others = await fitPlaceDetector(input, kind, { train: (i) => i % 5 !== 0 });
  try {
    const held = train.filter((_, i) => i % 5 === 0);
    const defectScores = await judge(others, makeSyntheticDefects(held, config));
    return { normalScores: await judge(others, held), defectScores };
  } finally {
    others.dispose();
  }
}
