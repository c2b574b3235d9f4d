/** ResNet-18 on patches, shortened to minutes with a GPU. */
import { preset } from './preset.ts';
import { short } from './short.ts';

export const workshop = preset('workshop', short, {
  model: { mode: 'patch' },
  training: { steps: 1000 },
  evaluation: { everySteps: 100, windowStridePx: 8 },
});
