/** Bytes that are whole but say what cannot be are refused at the door, with a reason that names it. */
import { describe, expect, it } from 'vitest';
import { packBundle, unpackBundle } from '../runs/bundle.ts';
import { exampleRun } from '../runs/testing/example.ts';
import { parseSession } from './parse-session.ts';
import { requireSensibleWeights } from './plausible.ts';
import { exampleOutline } from './testing/example.ts';

const weights = (value: number) => [{ name: 'conv1/kernel', data: Float32Array.of(0.1, value, -2) }];
const session = (change: (run: NonNullable<typeof exampleOutline.run>) => object) => ({
  ...exampleOutline,
  run: exampleOutline.run && { ...exampleOutline.run, ...change(exampleOutline.run) },
});

describe('weights', () => {
  it.each([Number.NaN, 3e38, -Infinity, 1e12])('of %s are refused by name', (value) => {
    expect(() => requireSensibleWeights(weights(value))).toThrow(
      expect.objectContaining({
        code: 'project-implausible',
        detail: { reason: expect.stringContaining('in conv1/kernel') as string },
      }),
    );
  });

  it('of a network that learns are taken, up to large running statistics', () => {
    for (const value of [0, -4, 3e-38, 5e6])
      expect(() => requireSensibleWeights(weights(value))).not.toThrow();
  });

  it('in a bundle of runs are refused too', () => {
    const run = exampleRun('one');
    if (!run.weights) throw new Error('The example has weights.');
    const [first, ...rest] = run.weights.tensors;
    const broken = { ...first, data: Float32Array.from(first.data, () => Number.NaN) };
    const files = packBundle([{ ...run, weights: { ...run.weights, tensors: [broken, ...rest] } }]);
    expect(() => unpackBundle(files)).toThrow(/the weight NaN in/);
  });
});

describe('counters and curves', () => {
  it('of the example are plausible', () => {
    expect(parseSession(exampleOutline).run?.step).toBe(10);
  });

  it.each([
    ['a step after the last', () => ({ step: 1_000_000 }), 'step 1000000 of'],
    [
      'a curve of steps that were not made',
      ({ records }: NonNullable<typeof exampleOutline.run>) => ({
        records: { ...records, step: Float64Array.of(1, 4e9) },
      }),
      'training curve',
    ],
    [
      'an accuracy of 7',
      ({ records }: NonNullable<typeof exampleOutline.run>) => ({
        records: { ...records, accuracy: Float64Array.of(0.3, 7) },
      }),
      'accuracy',
    ],
    [
      'a loss that is no number',
      ({ records }: NonNullable<typeof exampleOutline.run>) => ({
        records: { ...records, loss: Float64Array.of(1, Number.NaN) },
      }),
      'loss',
    ],
    [
      'a score that is no number',
      ({ evaluations }: NonNullable<typeof exampleOutline.run>) => ({
        evaluations: evaluations.map((one) => ({ ...one, testScores: one.testScores.map(() => Number.NaN) })),
      }),
      'a score is no finite number at step 0',
    ],
    [
      'a score without end among those set aside',
      ({ evaluations }: NonNullable<typeof exampleOutline.run>) => ({
        formerEvaluations: evaluations.map((one) => ({
          ...one,
          heldOutScores: one.heldOutScores.map(() => Infinity),
        })),
      }),
      'a score is no finite number at step 0',
    ],
    ['steps of negative length', () => ({ stepMs: -5 }), 'a step took -5 ms'],
    ['negative counts', () => ({ confusion: Int32Array.of(-1) }), 'count of samples'],
    [
      'evaluations of steps that were not made',
      ({ evaluations }: NonNullable<typeof exampleOutline.run>) => ({
        evaluations: evaluations.map((one) => ({ ...one, step: one.step + 90 })),
      }),
      'evaluated at steps',
    ],
  ])('%s is refused', (_, change, reason) => {
    expect(() => parseSession(session(change))).toThrow(
      expect.objectContaining({
        code: 'project-implausible',
        detail: { reason: expect.stringContaining(reason) as string },
      }),
    );
  });

  it('more images set aside than there are is refused', () => {
    const dataset = { ...exampleOutline.dataset, heldOutCount: 9 };
    expect(() => parseSession({ ...exampleOutline, dataset })).toThrow(/9 of 4 images/);
  });
});
