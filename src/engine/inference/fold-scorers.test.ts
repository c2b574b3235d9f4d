/** The kept densities of the folds give the held-out scores of the evaluation, whatever the density and however images are scored. */
import { describe, expect, it } from 'vitest';
import { PRESETS } from '../../core/config/presets.ts';
import type { Config } from '../../core/config/schema.ts';
import { createRandom } from '../../core/random/random.ts';
import { fitOnTraining } from './density-fit.ts';
import { foldScorers } from './fold-scorers.ts';

const D = 4;
const PLACES = 3;
const random = createRandom(1, 'fold-scorers');
const embeddings = Array.from({ length: 23 }, () => ({
  ...{ features: Float32Array.from({ length: PLACES * D }, () => random.normal()), map: null, mapSide: 0 },
}));
const groups = embeddings.map((_, i) => (i < 6 ? `g${i % 2}` : null));
const { quick } = PRESETS;

const cases = (['gde', 'kde', 'knn', 'nearest', 'memory-bank'] as const).flatMap((estimator) =>
  (['shared', 'per-location', 'per-location-spread'] as const).flatMap((locality) =>
    (['maximum', 'standardised'] as const).map((imageScore) => ({ estimator, locality, imageScore })),
  ),
);

describe('scorers of the folds', () => {
  it.each(cases)('$estimator, $locality, $imageScore', async ({ estimator, locality, imageScore }) => {
    const config: Config = {
      ...quick,
      density: { ...quick.density, estimator },
      evaluation: { ...quick.evaluation, locality, imageScore },
    };
    const fitted = fitOnTraining(embeddings, D, config, { groups });
    const context = { groups, locality: fitted.locality };
    const { scores, split, scorers } = await foldScorers(
      embeddings,
      D,
      config,
      context,
      async () => undefined,
    );
    expect(scorers).toHaveLength(split.length);
    scores.forEach((score, i) => expect(score).toBeCloseTo(fitted.heldOutScores[i], 4));
  });
});
