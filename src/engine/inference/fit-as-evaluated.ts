/** The density as the evaluation has it: remembered embeddings of the training images and of those behind the threshold, fitted again. */
import { augmentTraining } from './augment-training.ts';
import { fitOnTraining, type FittedDensity } from './density-fit.ts';
import type { Embedding } from './embedder.ts';
import { chooseTraining, groupsOf, namedCalibration, namedTraining } from './embedding-input.ts';
import type { EvaluationInput } from './evaluation-input.ts';

export interface AsEvaluated {
  readonly fitted: FittedDensity;
  /** Of the chosen training images. */
  readonly embeddings: readonly Embedding[];
  /** Of the images behind the threshold. */
  readonly calibration: readonly Embedding[];
  /** Of the chosen training images; null where one stands alone. */
  readonly groups: readonly (string | null)[];
}

export async function fitAsEvaluated(input: EvaluationInput): Promise<AsEvaluated> {
  const { embedder, config, job } = input;
  const named = namedTraining(input);
  const images = config.mistakes.densityOnAugmented ? augmentTraining(named, config) : named;
  const all = [...images, ...namedCalibration(input)];
  const embedded = await embedder.embed(all, input, (n) => n / all.length);
  await job.progress('fitting', null);
  const embeddings = embedded.slice(0, images.length);
  const calibration = embedded.slice(images.length);
  const groups = groupsOf(chooseTraining(input.train, config));
  const fitted = fitOnTraining(embeddings, embedder.model.network.features, config, { calibration, groups });
  return { fitted, embeddings, calibration, groups };
}
