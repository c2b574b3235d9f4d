/** Fine-tuning at the paper's lengths (section 4.1, appendix A): 2,560 steps of the head, 16,384 of all layers, batches of 24; B0 for B4. */
import { paper } from './paper.ts';
import { preset } from './preset.ts';

export const paperPretrained = preset('paper-pretrained', paper, {
  model: { backbone: 'efficientnet-b0' },
  training: { steps: 2560 + 16_384, sourcesPerStep: 8 },
});
