/** What was measured differently is never one line, and nothing that was measured is lost. */
import { expect, it, vi } from 'vitest';
import { createDatabase } from '../services/storage/database.ts';
import { createMemoryBacking } from '../services/storage/memory-backing.ts';
import { joinEvaluation } from './evaluation-line.ts';
import { RunStore } from './runs/run-store.ts';
import { createPlayground } from './store.ts';
import { evaluationAt, FakeEngines, item, TEN_STEPS } from './testing/fake-engine.ts';
import type { Evaluation } from '../worker/protocol.ts';

const measured = (step: number, scoredWith: string, testIds = ['t0']): Evaluation => ({
  ...evaluationAt(step),
  scoredWith,
  testIds,
  testScores: new Float64Array(testIds.length),
});

const joined = (all: readonly Evaluation[]) =>
  all.reduce(joinEvaluation, { evaluations: [], formerEvaluations: [] });

const named = (all: readonly Evaluation[]) => all.map(({ step, scoredWith }) => `${step}${scoredWith}`);

it('begins a line of its own with other settings; the former comes back with the former ones', () => {
  const first = joined([measured(0, 'a'), measured(5, 'a'), measured(10, 'a')]);
  expect(named(first.evaluations)).toEqual(['0a', '5a', '10a']);
  const other = [measured(10, 'b'), measured(0, 'b')].reduce(joinEvaluation, first);
  expect(named(other.evaluations)).toEqual(['0b', '10b']);
  expect(named(other.formerEvaluations)).toEqual(['0a', '5a', '10a']);
  const again = [measured(10, 'a'), measured(0, 'a')].reduce(joinEvaluation, other);
  expect(named(again.evaluations)).toEqual(['0a', '5a', '10a']);
  expect(named(again.formerEvaluations)).toEqual(['0b', '10b']);
});

it('also with other images; what does not say its settings is of those in force', () => {
  const { evaluations, formerEvaluations } = joined([
    evaluationAt(0),
    measured(5, 'a'),
    measured(10, 'a', ['t0', 't1']),
  ]);
  expect(evaluations.map(({ step }) => step)).toEqual([10]);
  expect(formerEvaluations.map(({ step }) => step)).toEqual([0, 5]);
});

it('every figure of a record is of the configuration in the record', async () => {
  const database = createDatabase(async () => createMemoryBacking());
  const engines = new FakeEngines();
  const store = createPlayground(engines.spawn, new RunStore(() => database));
  const now = () => store.getState();
  store.setState({ config: TEN_STEPS, datasetName: 'mine' });
  store.setState({ items: [item('n0', 'train'), item('n1', 'train'), item('t0', 'test')] });
  await now().play();
  await now().runsWritten();
  const steps = () => now().runs[0].metrics.map(({ step }) => step);
  expect(steps()).toEqual([0, 5, 10]);
  now().setParameter('density.estimator', 'kde');
  await vi.waitFor(() => expect(now().runConfig?.density.estimator).toBe('kde'));
  await now().runsWritten();
  expect(now().runs[0].config.density.estimator).toBe('kde');
  expect(steps()).not.toContain(5);
  now().setParameter('density.estimator', TEN_STEPS.density.estimator);
  await vi.waitFor(() => expect(now().runConfig?.density.estimator).toBe(TEN_STEPS.density.estimator));
  await now().runsWritten();
  expect(steps()).toEqual([0, 5, 10]);
});
