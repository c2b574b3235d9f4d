/** What is tried with a run that stands: corrupted photographs and parts of the training images, scored as the evaluation scores. */
import { beforeAll, describe, expect, it } from 'vitest';
import type { EngineApi, Evaluation } from '../../worker/protocol.ts';
import { createEngine } from './engine.ts';
import { config, images, makeImage } from './testing/small-set.ts';

const kept = Array.from({ length: 6 }, (_, i) => ({
  ...makeImage(20 + i, 'train', false),
  role: 'calibration' as const,
}));
let engine: EngineApi;
let evaluation: Evaluation;
const list = (values: ArrayLike<number>) => Array.from(values);
const scoreOf = (id: string) => evaluation.testScores[evaluation.testIds.indexOf(id)];

beforeAll(async () => {
  engine = createEngine({ wasmThreads: 1 });
  await engine.initialise('wasm', () => undefined);
  await engine.setImages([...images, ...kept]);
  await engine.prepare(config);
  evaluation = await engine.evaluate();
});

describe('corrupted photographs', () => {
  it('are scored by the density as it is: level 0 has the evaluation`s scores', async () => {
    const { ids, levels, corruption, step } = await engine.robustness('blur');
    expect([corruption, step, [...ids].sort()]).toEqual(['blur', 0, [...evaluation.testIds].sort()]);
    expect(levels.map(({ level }) => level)).toEqual([0, 1, 2, 3, 4]);
    expect(list(levels[0].scores)).toEqual(ids.map(scoreOf));
    expect(list(levels[4].scores)).not.toEqual(list(levels[0].scores));
    expect((await engine.evaluate()).testScores).toEqual(evaluation.testScores);
  });

  it('by a name that is none are refused', async () => {
    await expect(engine.robustness('fog')).rejects.toMatchObject({ code: 'unknown-corruption' });
  });
});

describe('parts of the training images', () => {
  it('end with the whole, which is the evaluation', async () => {
    const { ids, points } = await engine.learningCurve();
    expect(points.map(({ images: count }) => count)).toEqual([5, 5, 5, 8, 8, 8, 10]);
    const whole = points[6];
    expect(list(whole.testScores)).toEqual(ids.map(scoreOf));
    expect(whole.threshold).toBe(evaluation.threshold);
    expect([whole.basis, whole.kept]).toEqual([6, true]);
    expect(points[0].basis).toBe(3);
    expect(new Set(points.slice(0, 3).map(({ testScores }) => testScores[0])).size).toBe(3);
  });
});
