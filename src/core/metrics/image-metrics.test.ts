import { describe, expect, it } from 'vitest';
import { percentileInterval, bootstrapAurocInterval, weightedAuroc } from './bootstrap.ts';
import { delongComparison, delongInterval } from './delong.ts';
import fixture from './fixtures/images.json' with { type: 'json' };
import { normalCdf, normalQuantile } from './normal-law.ts';
import { averagePrecision, bestF1, confusionAt, precisionRecall } from './precision-recall.ts';
import { quantile } from './quantile.ts';
import { descendingOrder } from './ranking.ts';
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
    expect(bootstrapAurocInterval([1, 2], [true, true])).toBeNull();
    expect(delongInterval([1, 2, 3], [true, false, false])).toBeNull();
    expect(confusionAt([1, 2], [false, false], 1.5)).toEqual({
      tp: 0,
      fp: 1,
      tn: 1,
      fn: 0,
      precision: 0,
      recall: 0,
      f1: 0,
    });
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

  it('is the same for the same seed, holds the estimate, and narrows to a point for a perfect order', () => {
    const interval = bootstrapAurocInterval(scores, labels, 500, 4)!;
    expect(bootstrapAurocInterval(scores, labels, 500, 4)).toEqual(interval);
    expect(bootstrapAurocInterval(scores, labels, 500, 5)).not.toEqual(interval);
    const value = auroc(scores, labels)!;
    expect(interval.low).toBeLessThan(value);
    expect(interval.high).toBeGreaterThan(value);
    const delong = delongInterval(scores, labels)!;
    expect(interval.low).toBeCloseTo(delong.low, 1);
    expect(bootstrapAurocInterval([1, 2, 3, 4], [false, false, true, true], 50, 0)).toEqual({
      low: 1,
      high: 1,
    });
  });
});

describe.each(fixture.delong)('DeLong', (given) => {
  it('equals the definition for one curve and for the difference of two', () => {
    const one = delongInterval(given.first, given.labels)!;
    expectClose(
      [one.auroc, one.variance, one.low, one.high],
      [given.auroc, given.variance, given.low, given.high],
    );
    const two = delongComparison(given.first, given.second, given.labels)!;
    expectClose(
      [two.difference, two.variance, two.low, two.high, two.pValue],
      [given.difference, given.differenceVariance, given.differenceLow, given.differenceHigh, given.pValue],
    );
  });

  it('sees no difference between equal scores, and Spearman agrees with SciPy', () => {
    const same = delongComparison(given.first, given.first, given.labels)!;
    expect([same.difference, same.variance, same.pValue]).toEqual([0, 0, 1]);
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
