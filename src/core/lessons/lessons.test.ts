import { describe, expect, it } from 'vitest';
import { parseConfig } from '../config/update.ts';
import { NO_FACTS, type LessonView } from './facts.ts';
import { DoneByDoing, donePages, goalKey, LESSONS, lessonOf, metGoals } from './lessons.ts';
import { SETUPS } from './setups.ts';

const idle: LessonView = {
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

describe('the textbook', () => {
  it('has twelve pages, each with a set-up and at least one goal, none of them met at the start', () => {
    expect(LESSONS).toHaveLength(12);
    expect(SETUPS).toHaveLength(12);
    for (const lesson of LESSONS) {
      expect(lesson.goals.length).toBeGreaterThan(0);
      expect(metGoals(lesson, idle)).toEqual([]);
    }
    const keys = LESSONS.flatMap((lesson) => lesson.goals.map((goal) => goalKey(lesson, goal)));
    expect(new Set(keys).size).toBe(keys.length);
  });

  it('sets valid configurations without any mistake', () => {
    for (const { config } of SETUPS) {
      if (!config) continue;
      expect(parseConfig(structuredClone(config))).toEqual(config);
      expect(Object.values(config.mistakes)).toEqual([false, false, false]);
    }
  });

  it('ignores pages that do not exist', () => {
    expect([0, 13, 1.5, '3', null].map(lessonOf)).toEqual([null, null, null, null, null]);
    expect(lessonOf(3)?.id).toBe('question');
  });

  it('counts a page as done when all its goals were met, at whatever time', () => {
    const [threshold] = LESSONS.filter(({ id }) => id === 'threshold');
    const errors = { tp: 3, tn: 3, precision: 0, recall: 0, f1: 0 };
    const first = metGoals(threshold, { ...idle, errorsByHand: { ...errors, fn: 0, fp: 2 } });
    expect(first).toEqual(['threshold.noMiss']);
    expect(donePages(new Set(first))).toEqual([]);
    const second = metGoals(threshold, { ...idle, errorsByHand: { ...errors, fn: 1, fp: 0 } });
    expect(donePages(new Set([...first, ...second]))).toEqual([6]);
  });

  it('counts what is so on arrival only after it was otherwise', () => {
    const doing = new DoneByDoing();
    doing.arrive(['training.finish']);
    expect(doing.done(['training.finish', 'training.step'])).toEqual(['training.step']);
    expect(doing.done([])).toEqual([]);
    expect(doing.done(['training.finish'])).toEqual(['training.finish']);
  });

  it('is done on the last page by looking at something, not by what was measured before', () => {
    const last = LESSONS[9];
    expect(metGoals(last, { ...idle, pretrained: 'measured' })).toEqual([]);
    expect(
      metGoals(last, { ...idle, pretrained: 'measured', pretrainedMaps: true, laterTask: true }),
    ).toEqual(['beyond.maps', 'beyond.later']);
    expect(metGoals(last, { ...idle, pretrained: 'missing' })).toEqual(['beyond.maps']);
  });

  it('asks for a point that is far away in a straight line and yet near for the Gaussian', () => {
    const gaussian = LESSONS[4];
    const at = (straight: number, mahalanobis: number) =>
      metGoals(gaussian, {
        ...idle,
        facts: { ...NO_FACTS, probe: { x: straight, y: 0, straight, mahalanobis, defectsOutside: null } },
      });
    expect(at(1.5, 1.5)).toEqual(['gaussian.along']);
    expect(at(0.9, 3.2)).toEqual(['gaussian.far']);
    expect(at(0.5, 1)).toEqual([]);
  });
});
