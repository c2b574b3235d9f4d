/** Recipe and time of `quick`; without padding a step costs less, so there are more of them. Chosen by bench/results/localise-preset.md. */
import { preset } from './preset.ts';
import { quick } from './quick.ts';

export const localise = preset('localise', quick, {
  model: { backbone: 'small-valid' },
  training: { steps: 1400 },
  evaluation: { everySteps: 700, correction: 'none' },
});
