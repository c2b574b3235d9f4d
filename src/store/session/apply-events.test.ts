import { describe, expect, it, vi } from 'vitest';
import { applyEvents, joinRecords } from './apply-events.ts';
import { createEventBuffer } from './event-buffer.ts';
import { keepCheckpoints, keepEvaluations } from '../results-memory.ts';
import { assertAction, assertTransition } from './session-machine.ts';
import type { PlaygroundState } from '../state.ts';
import { evaluationAt, TEN_STEPS } from '../testing/fake-engine.ts';

const record = (step: number) => ({ step, loss: step, accuracy: 0, learningRate: 0 });
const steps = (...of: number[]) => ({
  type: 'steps' as const,
  records: of.map(record),
  confusion: new Int32Array(4),
  judged: { step: (of.at(-1) ?? 0) - 1, shares: new Float32Array(2) },
  stepMs: 1,
  dataWaitShare: 0,
  tensors: 1,
  bytes: 1,
});

describe('joinRecords', () => {
  it('appends, and replaces the branch that was abandoned', () => {
    const history = joinRecords([], [1, 2, 3, 4].map(record));
    expect(joinRecords(history, [record(5)]).map(({ step }) => step)).toEqual([1, 2, 3, 4, 5]);
    expect(joinRecords(history, [record(3)]).map(({ step }) => step)).toEqual([1, 2, 3]);
    expect(joinRecords(history, [])).toBe(history);
  });
});

describe('applyEvents', () => {
  const state = { records: [], evaluations: [], checkpoints: [] } as unknown as PlaygroundState;

  it('joins a batch of events into one change', () => {
    const change = applyEvents(state, [
      steps(1, 2),
      { type: 'status', phase: 'embedding', fraction: 0.5 },
      { type: 'evaluation', evaluation: evaluationAt(2) },
      { type: 'checkpoint', checkpoint: { step: 2, config: TEN_STEPS, tensors: [] } },
      steps(3),
    ]);
    expect(change.step).toBe(3);
    expect(change.records).toHaveLength(3);
    expect(change.status).toBeNull();
    expect(change.evaluations?.map(({ step }) => step)).toEqual([2]);
    expect(change.checkpoints?.map(({ step }) => step)).toEqual([2]);
  });

  it('leaves alone what no event speaks of', () => {
    expect(applyEvents(state, [{ type: 'status', phase: 'maps', fraction: null }])).toEqual({
      status: { type: 'status', phase: 'maps', fraction: null },
    });
  });
});

describe('createEventBuffer', () => {
  it('hands on once in an interval, at once when flushed, never when cleared', () => {
    vi.useFakeTimers();
    const handed: number[][] = [];
    const buffer = createEventBuffer<number>((events) => handed.push([...events]));
    buffer.push(1);
    buffer.push(2);
    vi.advanceTimersByTime(99);
    expect(handed).toEqual([]);
    vi.advanceTimersByTime(1);
    expect(handed).toEqual([[1, 2]]);
    buffer.push(3);
    buffer.flush();
    expect(handed).toEqual([[1, 2], [3]]);
    buffer.push(4);
    buffer.clear();
    vi.advanceTimersByTime(500);
    expect(handed).toHaveLength(2);
    vi.useRealTimers();
  });
});

describe('what a long run keeps', () => {
  const checkpoint = (step: number) => ({
    step,
    config: TEN_STEPS,
    tensors: [{ name: 'w', shape: [25], data: new Float32Array(25) }],
  });

  it('the first and the latest checkpoint, and an even spread between', () => {
    const kept = keepCheckpoints(
      [1, 2, 3, 4, 5].map((i) => checkpoint(100 * i)),
      300,
    );
    expect(kept.map(({ step }) => step)).toEqual([100, 300, 500]);
    expect(keepCheckpoints([checkpoint(1), checkpoint(2)], 1)).toHaveLength(2);
  });

  it('one evaluation for each step, the later one, and the maps of the latest', () => {
    const grid = { rows: 1, columns: 25, stridePx: 1, offsetPx: 0, scores: new Float32Array(25) };
    const withMaps = (step: number) => ({ ...evaluationAt(step), maps: [grid] });
    const kept = keepEvaluations([withMaps(0), withMaps(5), withMaps(10), withMaps(5)], 200);
    expect(kept.map(({ step, maps }) => [step, maps.length])).toEqual([
      [0, 0],
      [5, 1],
      [10, 1],
    ]);
  });
});

describe('the state machine', () => {
  it('names a transition that may not be', () => {
    expect(() => assertTransition('idle', 'training')).toThrow(/idle to training/);
    expect(() => assertTransition('training', 'pausing')).not.toThrow();
    expect(() => assertAction('pause', 'ready')).toThrow(/not possible/);
  });
});
