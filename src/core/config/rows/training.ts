/** Optimiser, schedule and length (section 4.1, appendix A). */
import { COSINE, PRETRAINED, SGD } from './needs.ts';
import { rowsOf } from './row.ts';

const { choice, integer, number } = rowsOf({ group: 'training', scope: 'run' });

export const training = {
  /** 0: nothing is trained, and the network is judged as it starts. */
  steps: integer([0, 1_000_000, 1], {
    paper: 65_536,
    paperPretrained: 2560 + 16_384,
    unit: 'steps',
    logarithmic: true,
  }),
  /** Source images per step; the batch is sources x views. */
  sourcesPerStep: integer([1, 256, 1], { paper: 32, paperPretrained: 8, unit: 'images' }),
  optimizer: choice(['sgd', 'adamw'], { paper: 'sgd' }),
  learningRate: number([1e-5, 1, 0.001], { paper: 0.03, logarithmic: true }),
  momentum: number([0, 0.99, 0.01], { paper: 0.9, advanced: true, needs: [SGD] }),
  weightDecay: number([0, 0.1, 0.00001], { paper: 3e-5, advanced: true }),
  /** What the penalty is on: 'weights' are filters and matrices alone, without scales, shifts and biases. */
  decayed: choice(['all', 'weights'], { paper: 'weights', absent: 'all', advanced: true }),
  schedule: choice(['cosine', 'constant'], { paper: 'cosine', advanced: true }),
  /** Cosine cycles one after another, of equal length: a run that is trained longer has one more. */
  cycles: integer([1, 100, 1], {
    paper: 1,
    absent: 1,
    advanced: true,
    needs: [COSINE],
    atMost: 'training.steps',
  }),
  /** The share of a cycle's last steps whose weights are averaged (core/schedule/averaging.ts); 0: the last weights alone. */
  averagedShare: number([0, 0.9, 0.05], { paper: 0, absent: 0, advanced: true }),
  warmupSteps: integer([0, 1000, 1], {
    paper: 0,
    unit: 'steps',
    advanced: true,
    atMost: 'training.steps',
  }),
  /** Fine-tuning of a pretrained network: first so many steps of the head alone at `learningRate` ... */
  headSteps: integer([0, 65_536, 1], { paper: 2560, absent: 2560, unit: 'steps', needs: PRETRAINED }),
  /** ... then all layers at this rate. */
  fineTuneRate: number([1e-6, 0.1, 0.00001], {
    paper: 1e-4,
    absent: 1e-4,
    logarithmic: true,
    needs: PRETRAINED,
  }),
  batchNormMomentum: number([0, 0.999, 0.001], { value: 0.9, advanced: true }),
};
