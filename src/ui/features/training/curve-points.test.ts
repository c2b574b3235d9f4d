import { describe, expect, it } from 'vitest';
import { PRESETS } from '../../../core/config/presets.ts';
import { curve, MOST_POINTS, scheduleCurve } from './curve-points.ts';

const withTraining = (training: Partial<typeof PRESETS.quick.training>) => ({
  ...PRESETS.quick,
  training: { ...PRESETS.quick.training, ...training },
});
const records = (count: number, loss: (i: number) => number) =>
  Array.from({ length: count }, (_, i) => ({ step: i + 1, loss: loss(i), accuracy: 0.5, learningRate: 0.1 }));

describe('curve', () => {
  it('has few points, from the first step to the last', () => {
    const points = curve(
      records(5000, (i) => Math.sin(i)),
      'loss',
    );
    expect(points.length).toBeLessThanOrEqual(MOST_POINTS);
    expect([points[0].x, points.at(-1)?.x]).toEqual([1, 5000]);
  });

  it('smooths: the mean of a constant is the constant, noise shrinks', () => {
    expect(
      curve(
        records(40, () => 2),
        'loss',
      ).every(({ mean }) => Math.abs(mean - 2) < 1e-12),
    ).toBe(true);
    const noisy = curve(
      records(400, (i) => (i % 2 === 0 ? 0 : 2)),
      'loss',
    );
    expect(Math.abs((noisy.at(-1)?.mean ?? 0) - 1)).toBeLessThan(0.1);
    expect(curve([], 'loss')).toEqual([]);
  });
});

describe('scheduleCurve', () => {
  it('goes from the full rate to 0 over all steps', () => {
    const points = scheduleCurve(PRESETS.paper);
    expect(points[0]).toEqual({ x: 0, y: 0.03 });
    expect(points.at(-1)?.x).toBe(65_536);
    expect(points.at(-1)?.y).toBeCloseTo(0, 9);
    expect(points.length).toBeLessThanOrEqual(66);
    expect(scheduleCurve(withTraining({ steps: 1 })).map(({ x }) => x)).toEqual([0, 1]);
  });

  it('starts again with each cycle, and falls to the small rate where all layers begin to learn', () => {
    const twice = scheduleCurve(withTraining({ steps: 1000, cycles: 2 }));
    const rate = (points: typeof twice, at: number) => points.find(({ x }) => x === at)?.y ?? Number.NaN;
    expect(rate(twice, 499)).toBeLessThan(1e-5);
    expect(rate(twice, 500)).toBe(PRESETS.quick.training.learningRate);
    const { training } = PRESETS.pretrained;
    const tuned = scheduleCurve(PRESETS.pretrained);
    expect(rate(tuned, 0)).toBe(training.learningRate);
    expect(rate(tuned, training.headSteps)).toBe(training.fineTuneRate);
    expect(rate(tuned, training.headSteps - 1)).toBeLessThan(0.01 * training.learningRate);
    expect(tuned.at(-1)).toEqual({ x: training.steps, y: 0 });
  });
});
