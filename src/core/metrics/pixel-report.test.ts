import { describe, expect, it } from 'vitest';
import fixture from './fixtures/pixels.json' with { type: 'json' };
import { pixelReport } from './pixel-report.ts';

const NAMES = ['auroc', 'averagePrecision', 'aupro', 'aupro05', 'bestF1', 'iouAtThreshold'] as const;

describe('pixelReport', () => {
  it.each(fixture.cases)(
    'equals scikit-learn and SciPy over all, by type and by image with $levels levels',
    (given) => {
      const report = pixelReport({
        width: given.size,
        height: given.size,
        count: given.maps.length,
        mapAt: (i) => Float32Array.from(given.maps[i].flat(), (value) => value / given.levels),
        maskAt: (i) => (given.types[i] === 'good' ? null : Uint8Array.from(given.masks[i].flat())),
        typeAt: (i) => (given.types[i] === 'good' ? null : given.types[i]),
        threshold: given.threshold,
      });
      const compare = (actual: object | null, expected: object | null) => {
        if (!expected) return expect(actual).toBeNull();
        for (const name of NAMES) {
          const [a, b] = [actual, expected].map((scores) => (scores as Record<string, number>)[name]);
          expect(Math.abs(a - b)).toBeLessThanOrEqual(1e-9 * Math.abs(b));
        }
      };
      compare(report.all, { ...given, iouAtThreshold: given.iou });
      expect(report.byType.map(({ defectType, count }) => [defectType, count])).toEqual(
        given.byType.map(({ defectType, count }) => [defectType, count]),
      );
      report.byType.forEach(({ scores }, i) => compare(scores, given.byType[i].scores));
      report.byImage.forEach((scores, i) => compare(scores, given.byImage[i]));
    },
  );

  it('is empty without images', () => {
    const none = { width: 2, height: 2, count: 0, threshold: 0 };
    const never = () => {
      throw new Error('not asked');
    };
    expect(pixelReport({ ...none, mapAt: never, maskAt: never, typeAt: never })).toEqual({
      all: null,
      byType: [],
      byImage: [],
    });
  });
});
