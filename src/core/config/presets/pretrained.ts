/** EfficientNet-B0 fine-tuned in the paper's two phases (section 4.1), shortened. */
import { paper } from './paper.ts';
import { preset } from './preset.ts';

export const pretrained = preset('pretrained', paper, {
  model: { backbone: 'efficientnet-b0' },
  training: { steps: 160, headSteps: 40, sourcesPerStep: 8 },
  evaluation: { everySteps: 40 },
});
