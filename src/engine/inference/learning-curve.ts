/**
 * What fewer images would have given: the density is fitted again on parts of the training images, with a like part of the images behind
 * the threshold. The network stays as it is: it was trained on all of them, and training it again on each part would take hours.
 */
import { CURVE_SHARES, partOf, SUBSETS, type LearningCurve } from '../../core/calibration/learning-curve.ts';
import { placesReadout } from '../../core/config/readout.ts';
import type { WithLocations } from '../pretrained/location-scores.ts';
import type { Embedding } from './embedder.ts';
import { chooseTraining, nameImage, type NamedImage } from './embedding-input.ts';
import { fitPlaceDetector } from './evaluate-places.ts';
import type { EvaluationInput } from './evaluation-input.ts';
import { fitOnTraining, scoreOfImage } from './density-fit.ts';
import { fitAsEvaluated } from './fit-as-evaluated.ts';

/** A density needs so many images at least. */
const FEWEST = 4;

export async function learningCurve(input: EvaluationInput): Promise<LearningCurve> {
  const { config, job, test } = input;
  const scorer = await partScorer(input);
  const trained = chooseTraining(input.train, config).length;
  const keptImages = input.calibration?.length ?? 0;
  const sizes = CURVE_SHARES.map((share) => ({ share, images: Math.round(share * trained) }))
    .filter(({ images }) => images >= FEWEST)
    .map(({ share, images }) => ({ share, images, subsets: images === trained ? 1 : SUBSETS }));
  const all = sizes.reduce((sum, { subsets }) => sum + subsets, 0);
  const points: LearningCurve['points'][number][] = [];
  for (const { share, images, subsets } of sizes)
    for (let subset = 0; subset < subsets; subset++) {
      await job.progress('fitting', points.length / all);
      const key = [config.seed, 'learning-curve', images, subset] as const;
      const chosen = partOf(trained, share, ...key);
      const kept = partOf(keptImages, share, ...key);
      points.push({
        images,
        basis: kept.length > 0 ? kept.length : images,
        kept: kept.length > 0,
        ...(await scorer(chosen, kept)),
      });
    }
  return { step: input.step, ids: test.map(({ id }) => id), points };
}

type Point = Pick<LearningCurve['points'][number], 'threshold' | 'testScores'>;

/** Threshold and scores of the test images by a density of these training images and of these behind the threshold. */
type PartScorer = (chosen: readonly number[], kept: readonly number[]) => Promise<Point>;

async function partScorer(input: EvaluationInput): Promise<PartScorer> {
  const { embedder, config, imageSizePx, test } = input;
  const named = test.map((image) => nameImage(image, imageSizePx, config.data.region));
  const kind = placesReadout(config);
  if (kind) return (chosen, kept) => byPlaces(input, kind, named, chosen, kept);
  const d = embedder.model.network.features;
  const { embeddings, calibration, groups } = await fitAsEvaluated(input);
  const testEmbeddings = await embedder.embed(named, input, (n) => n / Math.max(1, named.length));
  return async (chosen, kept) => {
    const fitted = fitOnTraining(
      chosen.map((i) => embeddings[i]),
      d,
      config,
      { calibration: kept.map((i) => calibration[i]), groups: chosen.map((i) => groups[i]) },
    );
    const scoreOf = ({ features }: Embedding) => scoreOfImage(fitted, features, features.length / d);
    return { threshold: fitted.threshold, testScores: Float64Array.from(testEmbeddings, scoreOf) };
  };
}

async function byPlaces(
  input: EvaluationInput,
  kind: WithLocations,
  test: readonly NamedImage[],
  chosen: readonly number[],
  kept: readonly number[],
): Promise<Point> {
  const train = (i: number) => chosen.includes(i);
  const detector = await fitPlaceDetector(input, kind, { train, calibration: (i) => kept.includes(i) });
  try {
    const testScores = new Float64Array(test.length);
    for (const [i, image] of test.entries()) testScores[i] = (await detector.judge(image)).score;
    return { threshold: detector.threshold, testScores };
  } finally {
    detector.dispose();
  }
}
