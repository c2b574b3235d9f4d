/** ResNet-18 on patches, shortened to minutes with a GPU. */
import { paper } from './paper.ts';
import { preset } from './preset.ts';

export const workshop = preset('workshop', paper, {
  model: { mode: 'patch' },
  training: { steps: 1000 },
  evaluation: { everySteps: 100, windowStridePx: 8 },
});
