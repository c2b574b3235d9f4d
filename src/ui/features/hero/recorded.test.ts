/** The record is of the sample and the settings that a first visit begins with: when those change, `scripts/record-hero.ts` makes another. */
import { expect, it } from 'vitest';
import { PRESETS } from '../../../core/config/presets.ts';
import { planSample, SAMPLES } from '../../../core/samples/catalogue.ts';
import { recorded } from './hero-data.ts';

it('is of the first sample and the preset of a first visit, run to its end', () => {
  const { quick } = PRESETS;
  expect(recorded).toMatchObject({
    sample: SAMPLES[0].name,
    preset: quick.preset,
    seed: quick.seed,
    step: quick.training.steps,
    sizePx: quick.data.imageSizePx,
    sigmaPx: quick.evaluation.sigmaPx,
  });
});

it('has a defect that the run found, on its map and among all images', () => {
  const { grid, tests, path, score, threshold, mapThreshold } = recorded;
  expect(planSample(SAMPLES[0]).map((one) => one.path)).toContain(path);
  expect(grid.scores).toHaveLength(grid.rows * grid.columns);
  expect(score).toBeGreaterThan(threshold);
  expect(Math.max(...grid.scores)).toBeGreaterThan(mapThreshold);
  const test = planSample(SAMPLES[0]).filter(({ role }) => role === 'test');
  expect(tests).toHaveLength(test.length);
  expect(tests.filter(({ anomalous }) => anomalous)).toHaveLength(
    test.filter(({ path }) => !path.includes('/good/')).length,
  );
});
