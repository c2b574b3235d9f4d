import { describe, expect, it } from 'vitest';
import { PRESETS } from '../config/presets.ts';
import { withParameter } from '../config/update.ts';
import { pairedBootstrap } from '../metrics/paired-bootstrap.ts';
import { auroc } from '../metrics/roc.ts';
import { compareAurocs, independentImages, pairScores, verdict } from './compare.ts';
import { differingLeaves, keyWithoutSeed } from './config-leaves.ts';
import { curveOf } from './figures.ts';
import fixture from './fixtures/runs.json' with { type: 'json' };
import { filterRuns, NO_FILTER, sortRuns } from './list.ts';
import { ensemble, groupBySeed, meanWithError, overSeeds } from './seeds.ts';
import { exampleRecord, exampleScores } from './testing/example.ts';
import type { RunScores } from './types.ts';

const quick = PRESETS.quick;

describe('configurations', () => {
  it('differ in the leaves that differ, whatever the preset is called', () => {
    const other = withParameter(withParameter(quick, 'training.steps', 7), 'seed', 3);
    expect(differingLeaves([quick, other, quick])).toEqual([
      { path: 'seed', values: [0, 3, 0] },
      { path: 'training.steps', values: [1000, 7, 1000] },
    ]);
  });

  it('have one key for all seeds', () => {
    expect(keyWithoutSeed(withParameter(quick, 'seed', 9))).toBe(keyWithoutSeed(quick));
    expect(keyWithoutSeed(withParameter(quick, 'training.steps', 9))).not.toBe(keyWithoutSeed(quick));
  });
});

describe('the list', () => {
  const runs = [
    exampleRecord('a', { startedAt: 1, note: 'blurred lens' }),
    exampleRecord('b', { startedAt: 2, starred: true, metrics: [] }),
    exampleRecord('c', { startedAt: 3, config: withParameter(quick, 'augment.task', 'scar') }),
  ];
  const ids = (list: readonly { readonly id: string }[]) => list.map(({ id }) => id).join('');

  it('is filtered by words, stars and settings', () => {
    expect(ids(filterRuns(runs, { ...NO_FILTER, text: 'LENS nuts' }))).toBe('a');
    expect(ids(filterRuns(runs, { ...NO_FILTER, starred: true }))).toBe('b');
    const ofLesson = [...runs, { ...runs[0], id: 'z', lesson: 3 }];
    expect(ids(filterRuns(ofLesson, NO_FILTER))).toBe(ids(filterRuns(runs, NO_FILTER)));
    expect(ids(filterRuns(ofLesson, { ...NO_FILTER, lessons: true }))).toContain('z');
    expect(ids(filterRuns(runs, { ...NO_FILTER, task: 'scar' }))).toBe('c');
    expect(ids(filterRuns(runs, { ...NO_FILTER, dataset: 'other' }))).toBe('');
  });

  it('is sorted, runs without a value last', () => {
    expect(ids(sortRuns(runs, 'started', true))).toBe('cba');
    expect(ids(sortRuns(runs, 'auroc', true))).toBe('cab');
    expect(ids(sortRuns(runs, 'auroc', false))).toBe('cab');
  });
});

const scoresOf = (i: number): RunScores => {
  const { test, heldOut } = fixture.runs[i];
  return {
    images: fixture.labels.map((label, k) => ({
      path: `${k}.png`,
      label: label ? 'anomalous' : 'normal',
      defectType: '',
      hash: k,
    })),
    evaluations: [
      { step: 1, test: Float64Array.from(test), heldOut: Float64Array.from(heldOut), threshold: 0 },
    ],
  };
};

describe('seeds, against SciPy and scikit-learn', () => {
  it('mean and standard error', () => {
    const found = meanWithError(fixture.aurocs);
    expect(found?.mean).toBeCloseTo(fixture.mean, 12);
    expect(found?.standardError).toBeCloseTo(fixture.standardError, 12);
    expect(meanWithError([0.5])).toEqual({
      values: [0.5],
      count: 1,
      mean: 0.5,
      standardError: null,
      interval: null,
    });
    expect(meanWithError([])).toBeNull();
    const [low, high] = fixture.tInterval;
    expect(found?.interval?.low).toBeCloseTo(low, 9);
    expect(found?.interval?.high).toBeCloseTo(high, 9);
    expect(meanWithError([0.9, 0.8])?.interval).toBeNull();
    expect(meanWithError([1, 1, 1])?.interval).toBeNull();
  });

  it('the ensemble of standardised scores', () => {
    const found = ensemble([0, 1, 2].map(scoresOf));
    fixture.ensemble.scores.forEach((score, i) => expect(found?.scores[i]).toBeCloseTo(score, 10));
    expect(found?.auroc?.auroc).toBeCloseTo(fixture.ensemble.auroc, 12);
    expect(found?.auroc?.low).toBeLessThan(fixture.ensemble.auroc);
    expect(ensemble([scoresOf(0), exampleScores([1, 2, 3, 4])])).toBeNull();
  });

  it('groups finished runs that differ in their seed only, the newest of a seed', () => {
    const run = (id: string, seed: number, auroc: number, startedAt: number) => {
      const record = exampleRecord(id, { config: withParameter(quick, 'seed', seed), startedAt });
      return { ...record, metrics: [{ ...record.metrics[0], auroc }] };
    };
    const groups = groupBySeed([
      run('old', 1, 0.1, 1),
      run('new', 1, 0.6, 4),
      run('two', 2, 0.8, 3),
      { ...run('cut', 3, 0.9, 5), state: 'interrupted' },
    ]);
    expect(groups.map(({ runs }) => runs.map(({ id }) => id))).toEqual([['new', 'two', 'old']]);
    expect(overSeeds(groups[0])).toMatchObject({ count: 2, mean: 0.7 });
  });
});

describe('two runs', () => {
  const finish = <T>(run: Generator<undefined, T>): T => {
    for (;;) {
      const { done, value } = run.next();
      if (done) return value as T;
    }
  };

  it('have a paired bootstrap interval like numpy’s, within its noise', () => {
    const [first, second] = fixture.runs.map(({ test }) => test);
    const found = finish(pairedBootstrap(first, second, fixture.labels, { samples: 20_000, seed: 1 }));
    expect(Math.abs((found?.low ?? 9) - fixture.bootstrap.low)).toBeLessThan(0.006);
    expect(Math.abs((found?.high ?? 9) - fixture.bootstrap.high)).toBeLessThan(0.006);
    expect(finish(pairedBootstrap(first, second, fixture.labels, { samples: 500, seed: 1 }))).toEqual(
      finish(pairedBootstrap(first, second, fixture.labels, { samples: 500, seed: 1 })),
    );
  });

  it('count three shots of one part as one image, in both intervals', () => {
    const [first, second] = fixture.runs.map(({ test }) => test);
    const thrice = <T>(values: readonly T[]) => values.flatMap((value) => [value, value, value]);
    const groups = thrice(first.map((_, i) => `part ${i}`));
    const alone = { first, second, labels: fixture.labels, unshared: 0 };
    const shots = {
      ...{ first: thrice(first), second: thrice(second), labels: thrice(fixture.labels), unshared: 0 },
    };
    const interval = ({ first: a, second: b, labels, ...rest }: typeof alone & { groups?: string[] }) =>
      finish(pairedBootstrap(a, b, labels, { samples: 500, seed: 1, ...rest }));
    expect(interval({ ...shots, groups })).toEqual(interval(alone));
    const width = (found: { low: number; high: number } | null) => (found ? found.high - found.low : NaN);
    expect(width(interval(shots))).toBeLessThan(0.7 * width(interval(alone)));
    const typed = (of: typeof alone) => ({
      ...of,
      first: Float64Array.from(of.first),
      second: Float64Array.from(of.second),
      labels: Uint8Array.from(of.labels, Number),
    });
    const one = compareAurocs(typed(alone))!;
    const three = compareAurocs({ ...typed(shots), groups })!;
    expect(three.low).toBeCloseTo(one.low, 9);
    expect(three.high).toBeCloseTo(one.high, 9);
    expect(independentImages({ ...typed(shots), groups })).toBe(first.length);
  });

  it('redraw a group that holds normal and anomalous images as one', () => {
    const labels = [0, 0, 1, 1];
    const found = finish(
      pairedBootstrap([0, 1, 2, 3], [3, 2, 1, 0], labels, { samples: 200, groups: ['a', 'b', 'a', 'b'] }),
    );
    expect(found).toEqual({ low: 1, high: 1 });
  });

  it('hold images together that either run held together', () => {
    const grouped = (i: number, names: readonly (string | undefined)[]): RunScores => ({
      ...scoresOf(i),
      images: scoresOf(i).images.map((image, k) => (names[k] ? { ...image, group: names[k] } : image)),
    });
    const { groups = [] } = pairScores(grouped(0, ['x', 'x']), grouped(1, [undefined, 'y', 'y']), true)!;
    expect(new Set(groups.slice(0, 3)).size).toBe(1);
    expect(new Set(groups).size).toBe(groups.length - 2);
    expect(pairScores(scoresOf(0), scoresOf(1), true)).not.toHaveProperty('groups');
  });

  it('are compared on the images that both have', () => {
    const all = scoresOf(0);
    const few = {
      ...scoresOf(1),
      images: scoresOf(1).images.map((one, i) => (i ? one : { ...one, hash: 99 })),
    };
    expect(pairScores(all, few, true)).toMatchObject({ unshared: 2 });
    expect(pairScores(all, few, false)?.unshared).toBe(0);
    const paired = pairScores(all, scoresOf(1), true);
    expect(paired && compareAurocs(paired)?.difference).toBeCloseTo(
      (auroc(fixture.runs[0].test, fixture.labels) ?? 0) - (auroc(fixture.runs[1].test, fixture.labels) ?? 0),
      12,
    );
    expect(pairScores(all, exampleScores([1, 2]), true)).toBeNull();
  });

  it('differ by more than noise only where both intervals say so', () => {
    const delong = { difference: 0.2, low: 0.01, high: 0.39, pValue: 0.04 };
    expect(verdict(delong, { low: 0.02, high: 0.4 })).toBe('better');
    expect(verdict(delong, { low: -0.02, high: 0.4 })).toBe('unsure');
    expect(verdict({ ...delong, low: -0.1 }, { low: -0.02, high: 0.4 })).toBe('noise');
    expect(verdict({ ...delong, difference: -0.2, low: -0.39, high: -0.01 }, null)).toBe('worse');
    expect(verdict({ ...delong, difference: 0 }, null)).toBe('same');
  });
});

it('a curve keeps its first and last values exactly', () => {
  const records = Array.from({ length: 5000 }, (_, i) => ({
    step: i + 1,
    loss: 1 / (i + 3),
    accuracy: i / 7000,
  }));
  const curve = curveOf(records);
  expect(curve.steps).toHaveLength(250);
  expect([curve.steps[0], curve.steps.at(-1)]).toEqual([1, 5000]);
  expect([curve.loss.at(-1), curve.accuracy.at(-1)]).toEqual([1 / 5002, 4999 / 7000]);
});
