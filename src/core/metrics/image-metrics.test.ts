import { describe, expect, it } from 'vitest';
import { aurocInterval, compareAurocs } from './auroc-interval.ts';
import { percentileInterval, weightedAuroc } from './bootstrap.ts';
import { aurocCovariance, placements } from './delong.ts';
import type { PlaygroundError } from '../errors.ts';
import fixture from './fixtures/images.json' with { type: 'json' };
import { normalCdf, normalQuantile } from './normal-law.ts';
import { averagePrecision, bestF1, confusionAt, precisionRecall } from './precision-recall.ts';
import { quantile } from './quantile.ts';
import { descendingOrder, missingClass } from './ranking.ts';
import { auroc, rocCurve } from './roc.ts';
import { spearman } from './spearman.ts';

function expectClose(actual: ArrayLike<number>, expected: readonly number[]) {
  expect(actual.length).toBe(expected.length);
  expected.forEach((value, i) =>
    expect(Math.abs(actual[i] - value)).toBeLessThanOrEqual(1e-9 * Math.max(1e-3, Math.abs(value))),
  );
}

describe.each(fixture.scores)('scores: $name, against scikit-learn', (given) => {
  const { scores } = given;
  const labels = Uint8Array.from(given.labels);

  it('has the same ROC curve and area', () => {
    const curve = rocCurve(scores, labels)!;
    expectClose(curve.fpr, given.fpr);
    expectClose(curve.tpr, given.tpr);
    expect(curve.thresholds[0]).toBe(Infinity);
    expectClose(curve.thresholds.subarray(1), given.thresholds);
    expect(rocCurve(scores, labels, { dropIntermediate: false })!.fpr).toHaveLength(given.points);
    expectClose([auroc(scores, labels)!], [given.auroc]);
  });

  it('has the same precision-recall curve, AP, confusion and best F1', () => {
    const curve = precisionRecall(scores, labels)!;
    expectClose(curve.precision, given.precision);
    expectClose(curve.recall, given.recall);
    expectClose(curve.thresholds, given.prThresholds);
    expectClose([averagePrecision(scores, labels)!], [given.averagePrecision]);
    const { tp, fp, tn, fn } = confusionAt(scores, labels, given.threshold);
    expect([tp, fp, tn, fn]).toEqual(given.confusion);
    const best = bestF1(scores, labels)!;
    expectClose([best.f1], [given.bestF1]);
    expect(confusionAt(scores, labels, best.threshold).f1).toBeCloseTo(best.f1, 14);
  });
});

describe('without one of the classes', () => {
  it('there is no curve and no area', () => {
    expect(rocCurve([1, 2], [false, false])).toBeNull();
    expect(auroc([1, 2], [true, true])).toBeNull();
    expect(averagePrecision([1, 2], [false, false])).toBeNull();
    expect(precisionRecall([1, 2], [false, false])).toBeNull();
    expect(bestF1([], [])).toBeNull();
    expect(averagePrecision([1, 2], [true, true])).toBeNull();
    expect(precisionRecall([1, 2], [true, true])).toBeNull();
    expect(bestF1([1, 2], [true, true])).toBeNull();
    expect(aurocInterval([1, 2], [true, true])).toBeNull();
    expect(compareAurocs([1, 2], [2, 1], [false, false])).toBeNull();
    expect([missingClass([]), missingClass([0, 0]), missingClass([1]), missingClass([0, 1])]).toEqual([
      'no-test-images',
      'no-anomalies',
      'no-normal',
      null,
    ]);
    expect(confusionAt([1, 2], [false, false], 1.5)).toEqual({
      tp: 0,
      fp: 1,
      tn: 1,
      fn: 0,
      precision: null,
      recall: null,
      f1: null,
    });
    expect(confusionAt([1, 2], [true, true], 1.5)).toMatchObject({ precision: null, recall: 0.5, f1: null });
  });

  it.each([NaN, Infinity, -Infinity])('a score of %f is refused, not ranked', (bad) => {
    const scores = [0.5, bad, 2];
    const labels = [false, true, true];
    const code = (act: () => unknown): string => {
      try {
        act();
        return 'nothing thrown';
      } catch (error) {
        return (error as PlaygroundError).code;
      }
    };
    for (const act of [
      () => auroc(scores, labels),
      () => rocCurve(scores, labels),
      () => averagePrecision(scores, labels),
      () => bestF1(scores, labels),
      () => confusionAt(scores, labels, 1),
      () => aurocInterval(scores, labels),
      () => compareAurocs([1, 2, 3], scores, labels),
    ])
      expect(code(act)).toBe('scores-not-finite');
  });
});

describe('bootstrap', () => {
  const { scores, labels, counts, values, low, high } = fixture.bootstrap;

  it('gives the AUROC of each stored draw, and numpy`s percentiles of them', () => {
    const order = descendingOrder(scores);
    expectClose(
      counts.map((count) => weightedAuroc(scores, labels, order, count)),
      values,
    );
    const interval = percentileInterval(values);
    expectClose([interval.low, interval.high], [low, high]);
  });
});

describe.each(fixture.delong)('DeLong', (given) => {
  it('equals the definition for one curve and for the difference of two, and Spearman agrees with SciPy', () => {
    const one = placements(given.first, given.labels)!;
    const two = placements(given.second, given.labels)!;
    const [own, other, both] = [
      [one, one],
      [two, two],
      [one, two],
    ].map(([a, b]) => aurocCovariance(a, b, given.labels));
    expectClose([one.auroc, own], [given.auroc, given.variance]);
    expectClose(
      [one.auroc - two.auroc, own + other - 2 * both],
      [given.difference, given.differenceVariance],
    );
    expectClose([spearman(given.first, given.second)!], [given.spearman]);
    expect(spearman([1, 1, 1], [1, 2, 3])).toBeNull();
  });
});

describe('laws', () => {
  it.each(fixture.normal)('normal quantile of %f', (p, z) => {
    expect(Math.abs(normalQuantile(p) - z)).toBeLessThan(1e-9 * Math.max(1, Math.abs(z)));
    expect(Math.abs(normalCdf(z) - p)).toBeLessThan(1e-9 * p);
  });

  it('interpolates quantiles', () => {
    expect(quantile([3, 1, 2], 0.5)).toBe(2);
    expect(quantile([4, 1, 2, 3], 0.5)).toBe(2.5);
    expect(quantile([4, 1], 0.25)).toBe(1.75);
    expect(quantile([], 0.5)).toBeNaN();
  });
});
