import { describe, expect, it } from 'vitest';
import type { Look } from '../worker/protocol.ts';
import { keepLooks } from './results-memory.ts';
import { asSeen, seenLine, selectSeen, withBesides } from './seen.ts';
import { evaluationAt } from './testing/fake-engine.ts';

const lookAt = (step: number, ids: readonly string[] = []): Look => ({
  ...evaluationAt(step),
  besides: { ids, scores: Float64Array.from(ids, () => 7), maps: [] },
  testImages: 5,
});

const evaluations = [evaluationAt(0), evaluationAt(500)];
const looks = [lookAt(0), lookAt(25), lookAt(50), lookAt(525)];

describe('what is seen of a run', () => {
  it('is the latest of evaluations and looks, and at one step the evaluation', () => {
    expect(seenLine({ evaluations, looks }).map(({ step }) => step)).toEqual([0, 25, 50, 500, 525]);
    expect(seenLine({ evaluations, looks })[0]).toBe(evaluations[0]);
    expect(selectSeen({ evaluations, looks })).toBe(looks[3]);
    expect(selectSeen({ evaluations, looks: looks.slice(0, 3) })).toBe(evaluations[1]);
    expect(selectSeen({ evaluations: [], looks: [] })).toBeNull();
  });

  it('stays at a chosen step, and follows again where that step is gone', () => {
    expect(selectSeen({ evaluations, looks, seenStep: 25 })).toBe(looks[1]);
    expect(selectSeen({ evaluations, looks, seenStep: 26 })).toBe(looks[3]);
  });

  it('compares a look with the look at the untrained network, an evaluation with its own', () => {
    expect(asSeen({ evaluations, looks }).evaluations).toEqual([looks[0], looks[3]]);
    expect(asSeen({ evaluations, looks, seenStep: 0 }).evaluations).toEqual([evaluations[0]]);
    const state = { evaluations, looks, seenStep: 500 };
    expect(asSeen(state)).toBe(state);
    expect(asSeen({ evaluations, looks: looks.slice(3) }).evaluations).toEqual([looks[3]]);
  });

  it('has the images that are watched besides only where single images are shown', () => {
    const look = lookAt(25, ['x', 'y']);
    expect(withBesides(look).testIds).toEqual(['t0', 'x', 'y']);
    expect([...withBesides(look).testScores]).toEqual([25, 7, 7]);
    expect(asSeen({ evaluations, looks: [look] }).evaluations[0].testIds).toEqual(['t0']);
  });
});

describe('the looks that are kept', () => {
  it('drop those of an abandoned branch', () => {
    expect(keepLooks(looks, lookAt(50)).map(({ step }) => step)).toEqual([0, 25, 50]);
  });

  it('are thinned out, the first and the last staying', () => {
    let kept: readonly Look[] = [];
    for (let step = 0; step <= 1000; step += 25) kept = keepLooks(kept, lookAt(step), 10);
    expect(kept.length).toBeLessThanOrEqual(10);
    expect(kept[0].step).toBe(0);
    expect(kept.at(-1)?.step).toBe(1000);
  });
});
