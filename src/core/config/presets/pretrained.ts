/** EfficientNet-B0 fine-tuned in the paper's two phases (section 4.1), shortened. */
import { preset } from './preset.ts';
import { short } from './short.ts';

export const pretrained = preset('pretrained', short, {
  model: { backbone: 'efficientnet-b0' },
  training: { steps: 160, headSteps: 40, sourcesPerStep: 8 },
  evaluation: { everySteps: 40 },
});
