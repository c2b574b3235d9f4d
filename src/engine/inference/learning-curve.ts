/**
 * What fewer images would have given: the density is fitted again on parts of the training images, with a like part of the images behind
 * the threshold. The network stays as it is: it was trained on all of them, and training it again on each part would take hours.
 */
import { CURVE_SHARES, partOf, SUBSETS, type LearningCurve } from '../../core/calibration/learning-curve.ts';
import { nameImage } from './embedding-input.ts';
import type { EvaluationInput } from './evaluation-input.ts';
import { fitOnTraining, scoreOfImage } from './density-fit.ts';
import { fitAsEvaluated } from './fit-as-evaluated.ts';

/** A density needs so many images at least. */
const FEWEST = 4;

export async function learningCurve(input: EvaluationInput): Promise<LearningCurve> {
  const { embedder, config, imageSizePx, job, test } = input;
  const d = embedder.model.network.features;
  const { embeddings, calibration, groups } = await fitAsEvaluated(input);
  const named = test.map((image) => nameImage(image, imageSizePx, config.data.region));
  const testEmbeddings = await embedder.embed(named, input, (n) => n / Math.max(1, named.length));
  const sizes = CURVE_SHARES.map((share) => ({ share, images: Math.round(share * embeddings.length) }))
    .filter(({ images }) => images >= FEWEST)
    .map(({ share, images }) => ({ share, images, subsets: images === embeddings.length ? 1 : SUBSETS }));
  const all = sizes.reduce((sum, { subsets }) => sum + subsets, 0);
  const points: LearningCurve['points'][number][] = [];
  for (const { share, images, subsets } of sizes)
    for (let subset = 0; subset < subsets; subset++) {
      await job.progress('fitting', points.length / all);
      const key = [config.seed, 'learning-curve', images, subset] as const;
      const chosen = partOf(embeddings.length, share, ...key);
      const kept = partOf(calibration.length, share, ...key);
      const fitted = fitOnTraining(
        chosen.map((i) => embeddings[i]),
        d,
        config,
        { calibration: kept.map((i) => calibration[i]), groups: chosen.map((i) => groups[i]) },
      );
      points.push({
        images,
        basis: kept.length > 0 ? kept.length : images,
        kept: kept.length > 0,
        threshold: fitted.threshold,
        testScores: Float64Array.from(testEmbeddings, ({ features }) =>
          scoreOfImage(fitted, features, features.length / d),
        ),
      });
    }
  return { step: input.step, ids: test.map(({ id }) => id), points };
}
