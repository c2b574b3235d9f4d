import { describe, expect, it } from 'vitest';
import { median } from './collect.ts';
import type { RunStatus } from './drive.ts';
import { describeStatus } from './progress.ts';

const status: RunStatus = {
  phase: 'training',
  detail: null,
  step: 100,
  steps: 400,
  loss: 0.5,
  accuracy: 0.75,
  stepMs: 50,
  evaluations: 1,
  error: null,
};

describe('describeStatus', () => {
  it('says how far, how good, how fast and how long', () => {
    expect(describeStatus(status)).toBe(
      'step 100 of 400, loss 0.500, proxy accuracy 0.75, 20.0 steps/s, 15 s left',
    );
    expect(describeStatus({ ...status, stepMs: 1000 })).toContain('5 min left');
  });

  it('names what is going on before the first step', () => {
    expect(describeStatus({ ...status, phase: 'preparing', detail: 'warming-up', step: 0 })).toBe(
      'preparing: warming-up',
    );
  });
});

describe('median', () => {
  it('is the middle, or the mean of the two middle values', () => {
    expect([median([]), median([3]), median([5, 1, 3]), median([4, 1, 2, 3])]).toEqual([null, 3, 3, 2.5]);
  });
});
