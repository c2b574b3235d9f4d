/**
 * The best image score that was measured within three minutes on two cores: ImageNet's features as they come, pooled and by places, summed.
 * Nothing is trained and nothing is chosen by set: bench/results/best.md has why. With steps it is fine-tuned as `pretrained`.
 */
import { preset } from './preset.ts';
import { pretrained } from './pretrained.ts';

export const best = preset('best', pretrained, {
  training: { steps: 0 },
  evaluation: { everySteps: 0, readout: 'both' },
});
