import { expect, it } from 'vitest';
import { PRESETS } from '../config/presets.ts';
import { headStepsOf, phaseAt } from './fine-tuning.ts';
import { learningRateAt } from './learning-rate.ts';

const config = {
  ...PRESETS.pretrained,
  training: {
    ...PRESETS.pretrained.training,
    steps: 100,
    headSteps: 40,
    learningRate: 0.03,
    fineTuneRate: 1e-4,
  },
};

it('trains the head alone first, then everything at the small rate, each with a whole cosine', () => {
  expect(phaseAt(config, 0)).toEqual({ learningRate: 0.03, trunkFrozen: true });
  expect(phaseAt(config, 20).learningRate).toBeCloseTo(0.015, 12);
  expect(phaseAt(config, 39).trunkFrozen).toBe(true);
  expect(phaseAt(config, 40)).toEqual({ learningRate: 1e-4, trunkFrozen: false });
  expect(phaseAt(config, 70).learningRate).toBeCloseTo(5e-5, 12);
});

it('has one phase for networks that start from random weights', () => {
  for (const model of [PRESETS.quick.model, { ...config.model, weights: 'random' as const }]) {
    const scratch = { ...config, model };
    expect(headStepsOf(scratch)).toBe(0);
    for (const step of [0, 10, 99])
      expect(phaseAt(scratch, step)).toEqual({
        learningRate: learningRateAt(config.training, step),
        trunkFrozen: false,
      });
  }
});

it('has a finite rate above zero at every step of every small run, and after it', () => {
  for (const schedule of ['cosine', 'constant'] as const)
    for (let steps = 1; steps <= 6; steps++)
      for (let headSteps = 0; headSteps <= 7; headSteps++)
        for (const warmupSteps of [0, 1, steps]) {
          const training = { ...config.training, schedule, steps, headSteps, warmupSteps };
          for (const weights of ['imagenet', 'random'] as const)
            for (let step = 0; step < steps + 4; step++) {
              const { learningRate, trunkFrozen } = phaseAt(
                { model: { ...config.model, weights }, training },
                step,
              );
              expect(learningRate).toBeGreaterThan(0);
              expect(learningRate).toBeLessThanOrEqual(0.03);
              const head = weights === 'imagenet' ? Math.min(headSteps, steps) : 0;
              expect(trunkFrozen).toBe(Math.min(step, steps - 1) < head);
            }
        }
});

it('never has more steps of the head than steps', () => {
  expect(headStepsOf({ ...config, training: { ...config.training, steps: 10 } })).toBe(10);
});
