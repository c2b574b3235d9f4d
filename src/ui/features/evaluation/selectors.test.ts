import { describe, expect, it } from 'vitest';
import type { DatasetItem, Label } from '../../../core/dataset/types.ts';
import type { Evaluation } from '../../../worker/protocol.ts';
import { BIN_COUNT, histogramModel, toFraction, toScore } from './histogram-model.ts';
import { cellOf, idsAtOrAbove, idsOfCell, listedResults, orderResults } from './image-filters.ts';
import { memoLast } from './memo.ts';
import {
  selectAurocHistory,
  selectConfusion,
  selectResults,
  selectRoc,
  selectScoredSet,
  selectSummary,
  selectThreshold,
  selectUntrainedAuroc,
} from './selectors.ts';

function item(id: string, label: Label, role: 'train' | 'test' = 'test'): DatasetItem {
  const image = { width: 1, height: 1, data: new Uint8Array(3) };
  return {
    id,
    name: id,
    path: id,
    role,
    label,
    defectType: label === 'normal' ? 'good' : 'cut',
    image,
    mask: null,
  };
}

function evaluation(
  step: number,
  scores: Record<string, number>,
  change: Partial<Evaluation> = {},
): Evaluation {
  return {
    step,
    testIds: Object.keys(scores),
    testScores: Float64Array.from(Object.values(scores)),
    trainIds: ['t1', 't2'],
    calibrationIds: [],
    calibrationScores: new Float64Array(0),
    heldOutScores: Float64Array.from([1, 2]),
    threshold: 2.5,
    mapKind: 'patch',
    maps: [],
    mapThreshold: 2.5,
    normalQuantiles: new Float32Array(0),
    locality: 'shared',
    localityAdvice: null,
    otherMaps: [],
    synthetic: null,
    density: { dimension: 4, samples: 2, shrinkage: 0.1, conditionNumber: 10, effectiveRank: 2 },
    pixel: null,
    elapsedMs: 1,
    ...change,
  };
}

const items = [item('a', 'normal'), item('b', 'normal'), item('c', 'anomalous'), item('d', 'anomalous')];
const state = {
  items,
  manualThreshold: null as number | null,
  evaluations: [evaluation(0, { a: 3, b: 1, c: 2, d: 4 }), evaluation(100, { a: 1, b: 2, c: 3, d: 4 })],
};

describe('selectors of the side panel', () => {
  it('derive curve, areas and counts from the last evaluation', () => {
    expect(selectSummary(state)).toMatchObject({
      auroc: 1,
      averagePrecision: 1,
      interval: { auroc: 1, high: 1 },
    });
    expect(selectUntrainedAuroc(state)).toBe(0.75);
    expect(selectAurocHistory(state)).toEqual([
      { x: 0, y: 0.75 },
      { x: 100, y: 1 },
    ]);
    expect(selectRoc(state)!.map(({ x, y }) => [x, y])).toEqual([
      [0, 0],
      [0, 0.5],
      [0, 1],
      [1, 1],
    ]);
    expect(selectConfusion(state)).toMatchObject({ tp: 2, fp: 0, tn: 2, fn: 0, f1: 1 });
  });

  it('move at once with a label changed by hand', () => {
    const relabelled = { ...state, items: items.map((i) => (i.id === 'b' ? item('b', 'anomalous') : i)) };
    expect(selectSummary(relabelled)!.auroc).toBe(1);
    const swapped = { ...state, items: items.map((i) => (i.id === 'd' ? item('d', 'normal') : i)) };
    expect(selectSummary(swapped)!.auroc).toBeCloseTo(2 / 3, 15);
    expect(selectConfusion(swapped)).toMatchObject({ tp: 1, fp: 1, tn: 2, fn: 0 });
    expect(selectAurocHistory(swapped)).not.toEqual(selectAurocHistory(state));
  });

  it('leave removed images and images moved to training out', () => {
    const fewer = { ...state, items: [items[0], item('b', 'normal', 'train'), items[2]] };
    expect(selectResults(fewer).map((result) => result.item.id)).toEqual(['a', 'c']);
    expect(selectScoredSet(fewer)).toMatchObject({ normal: 1, anomalous: 1, source: 'test' });
  });

  it('give the same object until something changes', () => {
    expect(selectRoc(state)).toBe(selectRoc({ ...state }));
    const dragged = { ...state, manualThreshold: 7 };
    expect(selectResults(state)).toBe(selectResults(dragged));
    expect(selectConfusion(state)).toBe(selectConfusion({ ...state }));
    expect(selectScoredSet(state)).not.toBe(selectScoredSet({ ...state, items: [...items] }));
    expect(selectResults({ evaluations: [], items })).toBe(selectResults({ evaluations: [], items }));
  });

  it('follow the threshold dragged by hand, else the automatic one', () => {
    expect(selectThreshold(state)).toBe(2.5);
    const dragged = { ...state, manualThreshold: 3.5 };
    expect(selectThreshold(dragged)).toBe(3.5);
    expect(selectConfusion(dragged)).toMatchObject({ tp: 1, fp: 0, tn: 2, fn: 1 });
    expect(selectThreshold({ ...state, evaluations: [] })).toBeNull();
  });

  it('have no curve without anomalies, unless synthetic defects stand in', () => {
    const normal = items.map((i) => ({ ...i, label: 'normal' as const }));
    const none = { ...state, items: normal };
    expect(selectRoc(none)).toBeNull();
    expect(selectSummary(none)).toEqual({ auroc: null, interval: null, averagePrecision: null });
    expect(selectAurocHistory(none)).toEqual([]);
    expect(selectScoredSet(none)).toMatchObject({ source: 'test', normal: 4, anomalous: 0 });
    const synthetic = { normalScores: Float64Array.from([1, 2]), defectScores: Float64Array.from([3]) };
    const withDefects = { ...none, evaluations: [evaluation(0, { a: 1 }, { synthetic })] };
    expect(selectScoredSet(withDefects)).toMatchObject({
      source: 'synthetic',
      normal: 2,
      anomalous: 1,
      ids: [],
    });
    expect(selectSummary(withDefects)!.auroc).toBe(1);
    const real = { ...state, evaluations: [evaluation(0, { a: 1, c: 2 }, { synthetic })] };
    expect(selectScoredSet(real)!.source).toBe('test');
  });
});

describe('the histogram', () => {
  it('bins test and held-out scores on one axis and knows the images of a bin', () => {
    const set = selectScoredSet(state)!;
    const model = histogramModel(set, state.evaluations[1]);
    expect(model.axis).toEqual({ logarithmic: false, low: 1, high: 4 });
    expect(model.normal[0]).toBe(1);
    expect(model.anomalous[BIN_COUNT - 1]).toBe(1);
    expect(model.heldOut.reduce((a, b) => a + b, 0)).toBe(2);
    expect(model.ids[0]).toEqual(['a']);
    expect(model.ids.flat().toSorted()).toEqual(['a', 'b', 'c', 'd']);
  });

  it('turns logarithmic over a wide range, and its axis can be inverted', () => {
    const wide = evaluation(5, { a: 0.5, b: 1, c: 80, d: 200 });
    const model = histogramModel(selectScoredSet({ items, evaluations: [wide] })!, wide);
    expect(model.axis).toEqual({ logarithmic: true, low: 0.5, high: 200 });
    for (const score of [0.5, 1, 10, 200])
      expect(toScore(model.axis, toFraction(model.axis, score))).toBeCloseTo(score, 10);
    expect([toFraction(model.axis, -3), toFraction(model.axis, 1e9)]).toEqual([0, 1]);
    expect(model.normal.reduce((a, b) => a + b, 0)).toBe(2);
  });

  it('takes a single value', () => {
    const one = evaluation(5, { a: 2 }, { heldOutScores: new Float64Array(0), threshold: 2 });
    const { axis, normal } = histogramModel(selectScoredSet({ items, evaluations: [one] })!, one);
    expect(axis.high).toBeGreaterThan(axis.low);
    expect(normal.reduce((a, b) => a + b, 0)).toBe(1);
  });
});

describe('filters and orders', () => {
  const results = selectResults(state);
  const ids = (list: readonly { item: { id: string } }[]) => list.map((result) => result.item.id).join('');

  it('find the images behind a confusion cell and a ROC point', () => {
    expect(idsOfCell(results, 1.5, 'fp')).toEqual(['b']);
    expect(idsOfCell(results, 3.5, 'fn')).toEqual(['c']);
    expect(cellOf(true, 2, 2)).toBe('tp');
    expect(cellOf(false, 1, 2)).toBe('tn');
    expect(idsAtOrAbove(selectScoredSet(state)!, 3)).toEqual(['c', 'd']);
  });

  it('sort by score, by normality and by error', () => {
    expect(ids(orderResults(results, 'most-anomalous', 0))).toBe('dcba');
    expect(ids(orderResults(results, 'most-normal', 0))).toBe('abcd');
    expect(ids(orderResults(results, 'most-wrong', 3.5))).toBe('cdba');
    expect(ids(listedResults(results, ['a', 'd'], 'most-anomalous', 0))).toBe('da');
    expect(ids(listedResults(results, null, 'most-anomalous', 0))).toBe('dcba');
  });
});

describe('memoLast', () => {
  it('derives again only when an argument changes', () => {
    let calls = 0;
    const sum = memoLast((a: number, b: number) => (calls++, a + b));
    expect([sum(1, 2), sum(1, 2), sum(1, 3), sum(1, 2)]).toEqual([3, 3, 4, 3]);
    expect(calls).toBe(3);
  });
});
