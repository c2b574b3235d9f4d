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

it('never has more steps of the head than steps', () => {
  expect(headStepsOf({ ...config, training: { ...config.training, steps: 10 } })).toBe(10);
});
