import { describe, expect, it } from 'vitest';
import { PRESETS } from '../core/config/presets.ts';
import { withParameter } from '../core/config/update.ts';
import type { Evaluation, RunPlan } from '../worker/protocol.ts';
import { formatBytes, formatDuration, formatRate } from './format.ts';
import { costOf, estimateRunMs, speed } from './run-cost.ts';
import { paceOf } from './run-progress.ts';

const plan = { batchSize: 48, measuredStepMs: 100 } as RunPlan;
const evaluation = { elapsedMs: 2000 } as Evaluation;
const base = { step: 0, totalSteps: 400, everySteps: 100, stepMs: null, plan, evaluations: [evaluation] };

describe('paceOf', () => {
  it('counts steps and the evaluations still to come', () => {
    expect(paceOf(base)).toEqual({ stepsPerSecond: 10, imagesPerSecond: 480, msLeft: 400 * 100 + 4 * 2000 });
    expect(paceOf({ ...base, step: 250, stepMs: 50 })?.msLeft).toBe(150 * 50 + 2 * 2000);
    expect(paceOf({ ...base, step: 400 })?.msLeft).toBe(0);
    expect(paceOf({ ...base, everySteps: 0 })?.msLeft).toBe(400 * 100 + 2000);
  });

  it('says nothing before anything was measured', () => {
    expect(paceOf({ ...base, plan: null })).toBeNull();
  });
});

describe('the cost of a run', () => {
  it('grows with steps and batch, and follows what was measured', () => {
    const one = estimateRunMs(PRESETS.quick, 1e10);
    const twice = withParameter(PRESETS.quick, 'training.steps', PRESETS.quick.training.steps * 2);
    expect(estimateRunMs(twice, 1e10)).toBeCloseTo(2 * one);
    const measured = speed(null, { stepMs: 50, config: PRESETS.quick });
    expect(estimateRunMs(PRESETS.quick, measured)).toBeCloseTo(50 * PRESETS.quick.training.steps);
    expect(estimateRunMs(PRESETS.paper, measured)).toBeGreaterThan(1000 * one);
  });

  it('takes the step of the warm-up, which does not wander with what else goes on, and the run’s where there is none', () => {
    const state = { backend: null, plan, runConfig: PRESETS.quick, stepMs: 40 };
    expect(costOf(PRESETS.quick, state)).toBeCloseTo(100 * PRESETS.quick.training.steps);
    expect(costOf(PRESETS.quick, { ...state, plan: null })).toBeCloseTo(40 * PRESETS.quick.training.steps);
  });
});

describe('numbers in words', () => {
  it('keeps no more digits than they deserve', () => {
    expect(formatDuration(400, 'en')).toBe('1 sec');
    expect(formatDuration(12_300, 'en')).toBe('12 sec');
    expect(formatDuration(285_000, 'en')).toBe('4.8 min');
    expect(formatDuration(285_000, 'en', true)).toBe('5 min');
    expect(formatDuration(7_200_000, 'ja')).toBe('2 時間');
    expect(formatRate(4.567, 'en')).toBe('4.6');
    expect(formatRate(1234, 'en')).toBe('1,230');
    expect(formatBytes(46_100_000, 'en')).toBe('46.1 MB');
    expect(formatBytes(2.5e9, 'en')).toBe('2.5 GB');
  });
});
