/**
 * A look at the network between two evaluations: the same evaluation (method section 3 and 4) of a fixed part of the images, with windows of one
 * pass of the trunk and without what takes longest (corrected windows, pixel metrics, other kinds of maps). It costs a small share of a full one,
 * so that figures and maps move while the network learns; it is never taken for the result.
 */
import type { Config } from '../../core/config/schema.ts';
import { LOOK_EACH_LABEL, partOfTest } from '../../core/dataset/part-of-test.ts';
import type { EngineImage, Look } from '../../worker/protocol.ts';
import type { Embedder } from './embedder.ts';
import { evaluate } from './evaluate.ts';
import type { EvaluationInput } from './evaluation-input.ts';
import { liveConfig } from './live-scorer.ts';

/** The density is fitted on so many training images. */
const TRAINING = 8;

function configOfLook(config: Config, test: readonly EngineImage[], networkStridePx: number): Config {
  const live = liveConfig(config, networkStridePx);
  const { maxTrainImages, syntheticDefects } = live.evaluation;
  return {
    ...live,
    evaluation: {
      ...live.evaluation,
      correction: 'none',
      maxTrainImages: maxTrainImages === 0 ? TRAINING : Math.min(TRAINING, maxTrainImages),
      // Stand-ins are only needed where there is nothing real.
      syntheticDefects: syntheticDefects && !test.some(({ label }) => label === 'anomalous'),
    },
  };
}

/**
 * @param embedder of the run's weights with a memory of its own: an evaluation's embeddings stay remembered
 * @param input of a full evaluation; `wish.ids` are images to be shown as well, which are not counted
 */
export async function look(input: EvaluationInput, embedder: Embedder): Promise<Look> {
  const counted = partOfTest(input.test, LOOK_EACH_LABEL);
  const isCounted = new Set(counted);
  const asked = new Set(input.wish.ids);
  const besides = input.test.filter((image) => asked.has(image.id) && !isCounted.has(image));
  const config = configOfLook(input.config, input.test, embedder.model.network.stridePx);
  const found = await evaluate({
    ...input,
    embedder,
    config,
    calibration: [],
    // Pixel metrics of every place of every image take longer than the rest.
    test: [...counted, ...besides].map((image) => ({ ...image, mask: null })),
    wish: { kinds: [], ids: [] },
    brief: true,
  });
  const { length } = counted;
  return {
    ...found,
    testIds: found.testIds.slice(0, length),
    testScores: found.testScores.slice(0, length),
    maps: found.maps.slice(0, length),
    besides: {
      ids: found.testIds.slice(length),
      scores: found.testScores.slice(length),
      maps: found.maps.slice(length),
    },
    testImages: input.test.length,
  };
}
