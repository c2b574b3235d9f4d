import { describe, expect, it } from 'vitest';
import { createRandom } from '../random/random.ts';
import { changedPoints, NOTICED, worstOf } from './changed-light.ts';
import { NO_FACTS, type LessonView } from './facts.ts';
import { plausibleFindings, withFindings } from './findings.ts';
import { QUESTIONS, settled } from './guesses.ts';
import { cheapestOnHalves, CHOICES, shippable } from './ship.ts';

const view: LessonView = {
  facts: NO_FACTS,
  phase: 'ready',
  step: 0,
  accuracy: null,
  pace: null,
  errorsByHand: null,
  sigmaPx: 10,
  gradcam: false,
  ownData: false,
  trainImages: 40,
  evaluatedTrained: false,
  pretrained: 'none',
  besides: null,
  pretrainedMaps: false,
  laterTask: false,
};

/** 20 normal images about 0 and 10 defects about 1.5. */
function drawn(seed: number) {
  const random = createRandom(seed, 'ship');
  const labels = Uint8Array.from({ length: 30 }, (_, i) => Number(i >= 20));
  const scores = Float64Array.from(labels, (label) => random.normal() + 1.5 * label);
  return { scores, labels };
}

describe('page 11: which threshold would you ship?', () => {
  it('holds each rule to its word, and none is cheaper than the cheapest', () => {
    for (let seed = 0; seed < 20; seed++) {
      const { scores, labels } = drawn(seed);
      for (const miss of [1, 10, 100]) {
        const found = shippable(scores, labels, 1.6, { miss, falseAlarm: 1, defectShare: 0.05 });
        expect(found?.noMiss.recall).toBe(1);
        expect(found?.noAlarm.falseAlarmRate).toBe(0);
        for (const choice of CHOICES)
          expect(found?.[choice].cost).toBeGreaterThanOrEqual(found?.cheapest.cost ?? Infinity);
      }
    }
  });

  it('another rule wins when a miss is dear', () => {
    const { scores, labels } = drawn(1);
    const best = (miss: number) => {
      const found = shippable(scores, labels, 1.6, { miss, falseAlarm: 1, defectShare: 0.05 });
      return found && (found.noMiss.cost < found.noAlarm.cost ? 'noMiss' : 'noAlarm');
    };
    expect([best(1), best(1000)]).toEqual(['noAlarm', 'noMiss']);
  });

  it('is never dearer where it was chosen than where it was not, whatever the scores', () => {
    for (let seed = 0; seed < 20; seed++) {
      const { scores, labels } = drawn(seed);
      const prices = { miss: 1 + 7 * seed, falseAlarm: 1, defectShare: 0.05 };
      const found = cheapestOnHalves(scores, labels, prices);
      expect(found?.stated).toBeLessThanOrEqual((found?.unseen ?? -1) + 1e-12);
    }
    expect(
      cheapestOnHalves([1, 2], Uint8Array.of(0, 1), { miss: 1, falseAlarm: 1, defectShare: 0.1 }),
    ).toBeNull();
    expect(
      shippable([1, 2], Uint8Array.of(0, 0), 1, { miss: 1, falseAlarm: 1, defectShare: 0.1 }),
    ).toBeNull();
  });
});

describe('page 12: a shift ruins it', () => {
  const { scores, labels } = drawn(3);
  const ids = Array.from(scores, (_, i) => String(i));
  const levels = [0, 3].map((level) => ({ level, scores: scores.map((score) => score + level) }));
  const isAnomalous = (id: string) => labels[Number(id)] === 1;
  const before = Array.from({ length: 40 }, (_, i) => createRandom(i, 'before').normal());

  it('scores that all move leave AUROC alone and fill the line with false alarms; the test sees it without labels', () => {
    const [plain, moved] = changedPoints({ ids, levels }, 2, isAnomalous, before);
    expect(moved.imageAuroc).toBe(plain.imageAuroc);
    expect(plain.falseAlarmRate).toBeLessThan(0.1);
    expect(moved.falseAlarmRate).toBeGreaterThan(0.5);
    expect([plain.noticed, moved.noticed]).toEqual([false, true]);
    expect(moved.pValue).toBeLessThan(NOTICED);
    expect(worstOf([plain, moved])?.level).toBe(3);
  });

  it('says nothing where there is nothing to compare', () => {
    const [plain] = changedPoints({ ids, levels }, 2.5, isAnomalous, []);
    expect(plain).toMatchObject({ pValue: 1, noticed: false });
    expect(worstOf(changedPoints({ ids, levels }, 2.5, () => true, before))).toBeNull();
  });
});

describe('expectations and findings', () => {
  const light = { level: 40, alarmsBefore: 0, alarmsWorst: 0.5, recallBefore: 0.9, recallWorst: 0.9 };
  const changed = { ...view, facts: { ...NO_FACTS, changed: { brightness: light } } };

  it('holds a guess against what came, once, and only one that was made', () => {
    expect(settled('changed', { choice: 'misses', outcome: null }, changed)).toEqual({
      choice: 'misses',
      outcome: 'alarms',
    });
    expect(settled('changed', { choice: 'misses', outcome: null }, view)).toBeNull();
    expect(settled('changed', { choice: 'misses', outcome: 'both' }, changed)).toBeNull();
    expect(settled('changed', undefined, changed)).toBeNull();
    expect(settled('beyond', { choice: 'x', outcome: null }, changed)).toBeNull();
  });

  it('every outcome is one of the options', () => {
    const errors = { tp: 3, precision: 0, recall: 0, f1: 0, fn: 0 };
    const seen = [
      QUESTIONS.changed.outcome(changed),
      QUESTIONS.training.outcome({ ...view, phase: 'finished', accuracy: 0.62 }),
      QUESTIONS.threshold.outcome({ ...view, errorsByHand: { ...errors, fp: 1, tn: 9 } }),
      QUESTIONS.threshold.outcome({ ...view, errorsByHand: { ...errors, fp: 5, tn: 5 } }),
    ];
    expect(seen).toEqual(['alarms', 'middle', 'few', 'many']);
    for (const { outcome } of Object.values(QUESTIONS)) expect(outcome(view)).toBeNull();
  });

  it('keeps the best of what was done, and the same object where nothing is new', () => {
    const pasted = (pasteContrast: number) => ({ ...view, facts: { ...NO_FACTS, pasteContrast } });
    const first = withFindings({}, 'byHand', pasted(40));
    const second = withFindings(first, 'byHand', pasted(3));
    expect(second.byHand).toEqual({ plain: 40, hidden: 3 });
    expect(withFindings(second, 'byHand', pasted(20))).toBe(second);
    expect(withFindings(second, 'oneClass', view)).toBe(second);
    expect(withFindings({}, 'changed', changed).changed).toEqual(light);
  });

  it('takes from storage only what can be figures of pages', () => {
    expect(plausibleFindings({ byHand: { plain: 3, hidden: 'x' }, other: { a: 1 }, ship: null })).toEqual({
      byHand: { plain: 3 },
    });
    expect([plausibleFindings(null), plausibleFindings('x')]).toEqual([{}, {}]);
  });
});
