import { describe, expect, it } from 'vitest';
import { PRESETS } from '../config/presets.ts';
import { learningRateAt } from './learning-rate.ts';

const base = { learningRate: 0.03, schedule: 'cosine', steps: 400, warmupSteps: 0 } as const;

describe('learningRateAt', () => {
  it('follows one cosine from the full rate to zero', () => {
    expect(learningRateAt(base, 0)).toBe(0.03);
    expect(learningRateAt(base, 200)).toBeCloseTo(0.015, 15);
    expect(learningRateAt(base, 100)).toBeCloseTo((0.03 * (1 + Math.SQRT1_2)) / 2, 15);
    expect(learningRateAt(base, 400)).toBe(0);
    expect(learningRateAt(base, 1000)).toBe(0);
  });

  it('of a schedule without steps is zero, not nothing', () => {
    for (const step of [0, 1]) expect(learningRateAt({ ...base, steps: 0 }, step)).toBe(0);
  });

  it('never rises without warm-up', () => {
    const rates = Array.from({ length: 400 }, (_, step) => learningRateAt(base, step));
    for (let step = 1; step < 400; step++) expect(rates[step]).toBeLessThan(rates[step - 1]);
    expect(rates[399]).toBeGreaterThan(0);
  });

  it('warms up linearly and stays constant when asked', () => {
    const warm = { ...base, schedule: 'constant', warmupSteps: 20 } as const;
    expect(learningRateAt(warm, 0)).toBeCloseTo(0.0015, 15);
    expect(learningRateAt(warm, 9)).toBeCloseTo(0.015, 15);
    expect(learningRateAt(warm, 19)).toBe(0.03);
    expect(learningRateAt(warm, 300)).toBe(0.03);
  });

  it('starts every preset at a positive rate', () => {
    for (const preset of Object.values(PRESETS).filter(({ training }) => training.steps > 0))
      expect(learningRateAt(preset.training, 0)).toBeGreaterThan(0);
  });
});
