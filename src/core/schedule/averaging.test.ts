import { expect, it } from 'vitest';
import { PRESETS } from '../config/presets.ts';
import type { Config } from '../config/schema.ts';
import { averagingAt } from './averaging.ts';
import { longer } from './longer.ts';

const withTraining = (config: Config, training: Partial<Config['training']>): Config => ({
  ...config,
  training: { ...config.training, ...training },
});
/** After each step from 0 to the last. */
const course = (config: Config) =>
  Array.from({ length: config.training.steps + 1 }, (_, step) => averagingAt(config, step));
const dueSteps = (config: Config) => course(config).flatMap(({ due }, step) => (due ? [step] : []));

it('takes every fifth step of the last share, the last among them, and counts them', () => {
  const config = withTraining(PRESETS.quick, { steps: 100, averagedShare: 0.3 });
  expect(dueSteps(config)).toEqual([75, 80, 85, 90, 95, 100]);
  expect([74, 75, 79, 80, 99, 100].map((step) => averagingAt(config, step).taken)).toEqual([
    0, 1, 1, 2, 5, 6,
  ]);
  expect(dueSteps(withTraining(config, { steps: 8, averagedShare: 0.9 }))).toEqual([3, 8]);
  expect(dueSteps(withTraining(config, { steps: 3, averagedShare: 0.1 }))).toEqual([3]);
});

it('is off at 0, and counts up by one at each step that is due', () => {
  expect(dueSteps(withTraining(PRESETS.quick, { averagedShare: 0 }))).toEqual([]);
  for (const [steps, cycles, averagedShare] of [
    [100, 1, 0.3],
    [97, 1, 0.25],
    [1000, 3, 0.3],
    [64, 7, 0.9],
    [11, 4, 0.05],
  ]) {
    let before = 0;
    for (const { taken, due } of course(withTraining(PRESETS.quick, { steps, cycles, averagedShare }))) {
      if (due) expect([1, before + 1]).toContain(taken);
      else expect([0, before]).toContain(taken);
      before = taken;
    }
    expect(before).toBe(Math.ceil((averagedShare * steps) / cycles / 5 - 1e-9));
  }
});

it('is the same up to a step from which a run is trained longer', () => {
  for (const first of [
    withTraining(PRESETS.quick, { steps: 60, averagedShare: 0.3 }),
    withTraining(PRESETS.pretrained, { steps: 50, headSteps: 20, averagedShare: 0.4 }),
    withTraining(PRESETS.pretrained, { steps: 20, headSteps: 20, averagedShare: 0.4 }),
  ]) {
    const second = longer(first) as Config;
    expect(course(second).slice(0, first.training.steps + 1)).toEqual(course(first));
    expect(averagingAt(second, first.training.steps + 1).taken).toBe(0);
    expect(dueSteps(second)).toHaveLength(2 * dueSteps(first).length);
  }
});

it('begins in the phase that a pretrained network ends with', () => {
  const config = withTraining(PRESETS.pretrained, { steps: 50, headSteps: 20, averagedShare: 0.5 });
  expect(dueSteps(config)).toEqual([40, 45, 50]);
});
