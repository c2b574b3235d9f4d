/** Trains in about a minute without a GPU. Chosen by a measured comparison at equal time: bench/results/quick-recipe.md. */
import { preset } from './preset.ts';
import { short } from './short.ts';

export const quick = preset('quick', short, {
  model: { backbone: 'small', mode: 'patch' },
  training: { steps: 1000, sourcesPerStep: 12, learningRate: 0.06 },
  // How maps become image scores: bench/results/quick-readouts.md. What an evaluation costs, the correction of fast windows included: bench/results/step.md.
  evaluation: {
    everySteps: 500,
    windowSizePx: 48,
    windowStridePx: 8,
    maxTrainImages: 60,
    imageScore: 'standardised',
  },
});
