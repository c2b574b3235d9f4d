import { describe, expect, it } from 'vitest';
import { promiseOf } from './conformal.ts';
import { partOf, summariseCurve, type CurvePoint } from './learning-curve.ts';

const ids = ['n0', 'n1', 'n2', 'a0', 'a1'];
const isAnomalous = (id: string) => (id === 'gone' ? undefined : id.startsWith('a'));
const point = (images: number, threshold: number, testScores: number[]): CurvePoint => ({
  ...{ images, basis: images, kept: false, threshold, testScores },
});
const good = [1, 2, 3, 4, 5];
const worse = [1, 2, 4.5, 4, 5];
const worst = [1, 6, 4.5, 4, 5];

describe('parts of the images', () => {
  it('are random, of the size asked for, and the whole at one', () => {
    const part = partOf(40, 0.25, 3, 'x');
    expect(part).toHaveLength(10);
    expect(new Set(part).size).toBe(10);
    expect(part).toEqual([...part].sort((a, b) => a - b));
    expect(partOf(40, 0.25, 3, 'x')).toEqual(part);
    expect(partOf(40, 0.25, 3, 'y')).not.toEqual(part);
    expect(partOf(3, 1, 3)).toEqual([0, 1, 2]);
    expect(partOf(0, 0.5, 3)).toEqual([]);
    expect(partOf(3, 0.125, 3)).toHaveLength(1);
  });
});

describe('learning curve', () => {
  it('has mean and range of the AUROC, false alarms and the threshold`s range for each size', () => {
    const points = [point(20, 2.5, good), point(20, 3.5, worse), point(40, 3, good)];
    const { steps } = summariseCurve({ step: 1, ids, points }, 0.05, isAnomalous);
    expect(steps.map(({ images, subsets }) => [images, subsets])).toEqual([
      [20, 2],
      [40, 1],
    ]);
    expect(steps[0].auroc?.low).toBeCloseTo(5 / 6, 12);
    expect(steps[0].auroc?.high).toBe(1);
    expect(steps[0].auroc?.mean).toBeCloseTo(11 / 12, 12);
    expect(steps[0].falseAlarms).toEqual({ low: 1 / 3, high: 1 / 3 });
    expect(steps[1].falseAlarms).toEqual({ low: 1 / 3, high: 1 / 3 });
    expect(steps[0].rate).toEqual(promiseOf(20, 0.05).rate);
    expect(steps[1].rate.high).toBeLessThan(steps[0].rate.high);
  });

  it('says that more images help only where all of them beat every subset of half the size', () => {
    const gainOf = (half: number[][], all: number[]) =>
      summariseCurve(
        { step: 1, ids, points: [...half.map((scores) => point(20, 3, scores)), point(40, 3, all)] },
        0.05,
        isAnomalous,
      ).gain;
    expect(gainOf([worse, worst, worse], good)).toMatchObject({ from: 20, to: 40, real: true });
    expect(gainOf([worse, good, worse], good)).toMatchObject({ real: false });
    expect(gainOf([good], worse)?.by).toBeLessThan(0);
  });

  it('says nothing without both classes; images that are gone do not count', () => {
    const curve = { step: 1, ids: ['n0', 'n1', 'gone'], points: [point(20, 2, [1, 3, 9])] };
    const { steps, gain } = summariseCurve(curve, 0.05, isAnomalous);
    expect(gain).toBeNull();
    expect(steps[0]).toMatchObject({ auroc: null, falseAlarms: { low: 0.5, high: 0.5 } });
  });
});
