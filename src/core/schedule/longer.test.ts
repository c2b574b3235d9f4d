import { describe, expect, it } from 'vitest';
import { PRESETS } from '../config/presets.ts';
import type { Config } from '../config/schema.ts';
import { phaseAt } from './fine-tuning.ts';
import { longer } from './longer.ts';

const withTraining = (config: Config, training: Partial<Config['training']>): Config => ({
  ...config,
  training: { ...config.training, ...training },
});
const rates = (config: Config) =>
  Array.from({ length: config.training.steps }, (_, step) => phaseAt(config, step));

describe('a run that is trained longer', () => {
  it('has the same steps until then, and then the same cycle again', () => {
    for (const first of [
      withTraining(PRESETS.quick, { steps: 60, warmupSteps: 7 }),
      withTraining(PRESETS.paper, { steps: 50 }),
      withTraining(PRESETS.quick, { steps: 30, schedule: 'constant' }),
    ]) {
      const second = longer(first) as Config;
      const third = longer(second) as Config;
      const n = first.training.steps;
      expect(second.training).toMatchObject({ steps: 2 * n, cycles: 2 });
      expect(third.training).toMatchObject({ steps: 3 * n, cycles: 3 });
      expect(second.preset).toBe('custom');
      expect(rates(second).slice(0, n)).toEqual(rates(first));
      expect(rates(third).slice(0, 2 * n)).toEqual(rates(second));
      const restarted = withTraining(first, { warmupSteps: 0 });
      for (let cycle = 1; cycle < 3; cycle++)
        rates(third)
          .slice(cycle * n, (cycle + 1) * n)
          .forEach(({ learningRate }, i) =>
            expect(learningRate).toBeCloseTo(phaseAt(restarted, i).learningRate, 14),
          );
    }
  });

  it('of a pretrained network adds to the phase that it ended with', () => {
    const first = withTraining(PRESETS.pretrained, { steps: 30, headSteps: 10 });
    const second = longer(first) as Config;
    expect(second.training).toMatchObject({ steps: 50, headSteps: 10, cycles: 2 });
    expect(rates(second).slice(0, 30)).toEqual(rates(first));
    expect(rates(second).slice(30)).toEqual(rates(first).slice(10));

    const headOnly = withTraining(PRESETS.pretrained, { steps: 20, headSteps: 40 });
    const more = longer(headOnly) as Config;
    expect(rates(more).every(({ trunkFrozen }) => trunkFrozen)).toBe(true);
    expect(rates(more).slice(20)).toEqual(rates(headOnly));
  });

  it('is none where cycles have no whole length, or there would be too many', () => {
    expect(longer(withTraining(PRESETS.quick, { steps: 5, cycles: 2 }))).toBeNull();
    expect(longer(PRESETS.best)).toBeNull();
    expect(longer(withTraining(PRESETS.quick, { steps: 600_000 }))).toBeNull();
    expect(longer(withTraining(PRESETS.quick, { steps: 1000, cycles: 100 }))).toBeNull();
  });
});
