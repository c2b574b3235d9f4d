import { describe, expect, it } from 'vitest';
import { cheapestThreshold, costAt } from './costs.ts';
import { checkData, type MeasuredImage } from './data-check.ts';
import { rankDoubtful } from './doubtful.ts';
import type { ImageStatistics } from './image-statistics.ts';

const plain = (brightness: number): ImageStatistics => ({
  ...{ brightness, contrast: 30, sharpness: 4, detail: 2, warmth: 0 },
  ...{ shadows: 5, highlights: 240, tones: 0.1, blocks: 1 },
});

describe('costs', () => {
  const scores = [1, 2, 3, 4, 5, 6];
  const labels = [0, 0, 1, 0, 1, 1];

  it('move the threshold: dear misses lower it, dear alarms raise it', () => {
    const at = (miss: number, falseAlarm: number) =>
      cheapestThreshold(scores, labels, { miss, falseAlarm, defectShare: 0.5 })?.threshold;
    expect(at(10, 1)).toBe(3);
    expect(at(1, 10)).toBe(5);
    expect(cheapestThreshold(scores, labels, { miss: 1, falseAlarm: 1e6, defectShare: 1e-6 })?.recall).toBe(
      2 / 3,
    );
    expect(cheapestThreshold([1, 2], [1, 0], { miss: 1, falseAlarm: 100, defectShare: 0.01 })).toMatchObject({
      threshold: Infinity,
      precision: null,
    });
  });

  it('precision is that of the expected share, not of the test set', () => {
    const prices = { miss: 1, falseAlarm: 1, defectShare: 0.01 };
    const found = costAt(scores, labels, 3, prices);
    expect(found).toMatchObject({ recall: 1, falseAlarmRate: 1 / 3 });
    expect(found?.precision).toBeCloseTo(0.01 / (0.01 + 0.99 / 3), 12);
    expect(found?.cost).toBeCloseTo(0.99 / 3, 12);
    expect(costAt([1], [0], 0, prices)).toBeNull();
  });
});

describe('doubtful images', () => {
  it('come strangest first, with the number in which they are outliers', () => {
    const ids = Array.from({ length: 20 }, (_, i) => `i${i}`);
    const statistics = new Map(ids.map((id, i) => [id, plain(i === 7 ? 240 : 100 + (i % 5))]));
    const ranked = rankDoubtful(
      ids,
      ids.map((_, i) => (i === 3 ? 9 : i / 100)),
      (id) => statistics.get(id),
    );
    expect(ranked[0]).toEqual({ id: 'i3', score: 9, outlier: null });
    expect(ranked.find(({ id }) => id === 'i7')?.outlier).toBe('brightness');
    expect(ranked.filter(({ outlier }) => outlier !== null)).toHaveLength(1);
  });
});

describe('a data set', () => {
  const images = (role: 'train' | 'test', label: 'normal' | 'anomalous', from: number, at: number) =>
    Array.from({ length: 20 }, (_, i): MeasuredImage => ({
      ...{ id: `${role} ${label} ${i}`, role, label, statistics: plain(at + ((from + i * 7) % 11)) },
    }));
  const train = images('train', 'normal', 0, 100);

  it('is told to have shifted, or to be separable by one number', () => {
    const good = checkData(
      [...train, ...images('test', 'normal', 3, 100), ...images('test', 'anomalous', 5, 100)],
      null,
    );
    expect(good).toEqual({ reference: 'train', judged: true, shifts: [], trivial: [] });
    const dark = checkData(
      [...train, ...images('test', 'normal', 3, 60), ...images('test', 'anomalous', 5, 20)],
      null,
    );
    const sized = (role: 'test', label: 'normal' | 'anomalous', bytes: number) =>
      images(role, label, 3, 100).map((one, i) => ({
        ...{ ...one, file: { widthPx: 64, heightPx: 64, bytes: bytes + i } },
      }));
    const byFile = checkData(
      [...train, ...sized('test', 'normal', 5000), ...sized('test', 'anomalous', 9000)],
      null,
    );
    expect(byFile.trivial).toMatchObject([{ of: 'fileSize', auroc: 1 }]);
    expect(dark.shifts[0]).toMatchObject({ of: 'brightness' });
    const given = Array.from({ length: 6 }, (_, i) => ({
      ...{ id: `given ${i}`, role: 'calibration' as const, label: 'normal' as const },
      statistics: train[i].statistics,
    }));
    const known = checkData([...given, ...images('test', 'normal', 3, 60)], null);
    expect([known.reference, known.judged]).toEqual(['calibration', true]);
    expect(dark.trivial[0]).toMatchObject({ of: 'brightness', auroc: 1 });
  });

  it('scores are compared only with those of images that the network has not seen', () => {
    const normal = images('test', 'normal', 3, 100);
    const scored = { testIds: normal.map(({ id }) => id), testScores: normal.map((_, i) => 50 + i) };
    const kept = Array.from({ length: 20 }, (_, i) => i);
    const seen = (calibrationScores: number[]) =>
      checkData([...train, ...normal], { ...scored, calibrationScores }).shifts.map(({ of }) => of);
    expect(seen(kept)).toEqual(['score']);
    expect(seen([])).toEqual([]);
  });
});
