import { describe, expect, it } from 'vitest';
import { NO_FACTS } from '../core/lessons/facts.ts';
import { LESSON_CONFIG, withJitter } from '../core/lessons/setups.ts';
import type { Config } from '../core/config/schema.ts';
import { measuredBy } from './lesson-view.ts';
import { usePlayground } from './store.ts';
import { evaluationAt, item } from './testing/fake-engine.ts';

const items = [item('a', 'test'), { ...item('b', 'test'), label: 'anomalous' as const }];

/** A finished run whose evaluations score the two images so. */
function finished(
  config: Config,
  scores: readonly (readonly number[])[],
  measured = {},
  datasetName = 'cloth',
) {
  const { steps } = config.training;
  const evaluations = scores.map((values, i) => ({
    ...evaluationAt(steps - scores.length + 1 + i),
    testIds: ['a', 'b'],
    testScores: Float64Array.from(values),
  }));
  const lessonFacts = { ...NO_FACTS, measured };
  const run = { items, datasetName, evaluations, config, runConfig: config, phase: 'finished' as const };
  return { ...usePlayground.getState(), ...run, lessonFacts };
}

const wrong: Config = { ...LESSON_CONFIG, mistakes: { ...LESSON_CONFIG.mistakes, pasteBeforeResize: true } };

describe('mistakes that page 8 measures', () => {
  const right = measuredBy(finished(LESSON_CONFIG, [[1, 2]]));

  it('are compared with the run without a mistake of the same data and settings', () => {
    expect(right).toMatchObject({ right: { auroc: 1, scores: [1, 2], labels: [0, 1] } });
    const both = measuredBy(finished(wrong, [[2, 1]], right));
    expect(both).toMatchObject({ right: { auroc: 1 }, pasteBeforeResize: { auroc: 0 } });
    const jitter = measuredBy(finished(withJitter(LESSON_CONFIG, false), [[1, 2]], both));
    expect(Object.keys(jitter).sort()).toEqual(['jitterOff', 'pasteBeforeResize', 'right']);
  });

  it('let go what was measured on other data or with other settings', () => {
    expect(Object.keys(measuredBy(finished(wrong, [[2, 1]], right, 'nuts')))).toEqual(['pasteBeforeResize']);
    const training = { ...wrong.training, steps: 20 };
    expect(Object.keys(measuredBy(finished({ ...wrong, training }, [[2, 1]], right)))).toEqual([
      'pasteBeforeResize',
    ]);
  });

  it('take the best checkpoint of the run without a mistake, never a worse one', () => {
    const choosing = { ...LESSON_CONFIG, mistakes: { ...LESSON_CONFIG.mistakes, chooseByTestAuroc: true } };
    const found = measuredBy({
      ...finished(LESSON_CONFIG, [
        [1, 2],
        [2, 1],
      ]),
      config: choosing,
    });
    expect(found.chooseByTestAuroc?.auroc).toBe(1);
    expect(found.right?.auroc).toBe(0);
  });
});
