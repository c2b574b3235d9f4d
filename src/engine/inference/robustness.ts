/**
 * How the run does on corrupted photographs: test images through every level of one corruption, scored by the density as it is. Features of
 * corrupted images are not remembered.
 */
import { partOfTest } from '../../core/dataset/part-of-test.ts';
import { PlaygroundError } from '../../core/errors.ts';
import { limitImage, regionAt } from '../../core/region/region.ts';
import { createRandom } from '../../core/random/random.ts';
import { findCorruption } from '../../core/robustness/corruptions/registry.ts';
import type { RobustnessScores } from '../../core/robustness/report.ts';
import { nameImage } from './embedding-input.ts';
import type { EvaluationInput } from './evaluation-input.ts';
import { imageScorer } from './image-scorer.ts';

/** Normal and anomalous test images, evenly spread over the types; more would take minutes and move the rates by little. */
const EACH_LABEL = 40;

/** @throws PlaygroundError `unknown-corruption` */
export async function robustness(input: EvaluationInput, name: string): Promise<RobustnessScores> {
  const { embedder, config, imageSizePx, job } = input;
  const corruption = findCorruption(name);
  if (!corruption)
    throw new PlaygroundError('unknown-corruption', `There is no corruption "${name}". Nothing was tried.`, {
      name,
    });
  const scorer = await imageScorer(input);
  const test = partOfTest(input.test, EACH_LABEL).map((image) => nameImage(image, imageSizePx, ''));
  const region = regionAt(config.data.region, imageSizePx);
  const levels: { level: number; scores: Float64Array }[] = [];
  try {
    for (const [at, level] of corruption.levels.entries()) {
      const prefix = `${name} ${level}/`;
      const images = test.map(({ id, image }, i) => {
        // A camera corrupts the whole photograph; what is outside of a region of interest is painted over afterwards.
        if (level === 0) return { id, image: limitImage(image, region) };
        const random = createRandom(config.seed, 'robustness', name, i);
        return { id: prefix + id, image: limitImage(corruption.apply(image, level, random), region) };
      });
      const share = (n: number) => (at + n / images.length) / corruption.levels.length;
      const scores = await scorer.scores(images, share);
      if (level !== 0) embedder.drop(images.map(({ id }) => id));
      await job.progress('fitting', null);
      levels.push({ level, scores });
    }
  } finally {
    scorer.dispose();
  }
  return { corruption: name, step: input.step, ids: test.map(({ id }) => id), levels };
}
