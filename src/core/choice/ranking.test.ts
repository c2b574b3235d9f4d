/** Rankings of made-up trials in which the truth is known. */
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { kindOf } from '../augment/registry.ts';
import { TASKS, taskViews, type Task } from '../augment/tasks.ts';
import { createRandom } from '../random/random.ts';
import { DEFECT_FAMILIES, PROBES, probesFor, type Probe } from './families.ts';
import { rankTasks } from './ranking.ts';
import { choiceReport } from './report.ts';
import { choiceReportSchema, choiceTable } from './report-file.ts';
import { separability } from './separability.ts';
import type { TaskTrial } from './trial.ts';
import { truthOf } from './truth.ts';

const IMAGES = 20;

/** Scores of a task whose probes lie `lift(probe)` above the normal images. */
function trial(task: Task, lift: (probe: Probe) => number, testLift = 0): TaskTrial {
  const noise = (key: string, count: number, mean = 0) => {
    const random = createRandom(0, task, key);
    return Float64Array.from({ length: count }, () => mean + random.normal());
  };
  const test = noise('test', 40);
  for (let i = 20; i < 40; i++) test[i] += testLift;
  return {
    task,
    heldOut: noise('held out', IMAGES),
    probes: PROBES.map((probe) => ({ probe, scores: noise(probe, 2 * IMAGES, lift(probe)) })),
    proxyAccuracy: 0.8,
    chance: 0.5,
    test,
    elapsedMs: 1,
  };
}

describe('families of defects', () => {
  it('have each kind once, and their probe among them', () => {
    const kinds = DEFECT_FAMILIES.flatMap((family) => family.kinds);
    expect(new Set(kinds).size).toBe(kinds.length);
    for (const { probe, kinds: own } of DEFECT_FAMILIES) expect(own).toContain(probe);
  });

  it('take every kind of defect that a task trains on', () => {
    const known = new Set<string>(DEFECT_FAMILIES.flatMap((family) => family.kinds));
    const whole = ['normal', 'rotation-90', 'rotation-180', 'rotation-270'];
    for (const task of TASKS)
      for (const { kinds } of taskViews(task))
        for (const kind of kinds)
          if (!whole.includes(kindOf(kind).kind)) expect(known.has(kind), `${task}: ${kind}`).toBe(true);
  });

  it('leave out what a task trains on', () => {
    expect(probesFor('scar')).toEqual(PROBES.filter((probe) => probe !== 'scar'));
    expect(probesFor('3way')).toEqual(PROBES.filter((probe) => !['cutpaste', 'scar'].includes(probe)));
    expect(probesFor('feathered')).not.toContain('cutpaste');
    expect(probesFor('rotation')).toEqual(PROBES);
  });
});

describe('the ranking', () => {
  it('is by probes of other kinds alone', () => {
    const trials = [
      // Finds its own defects only: that counts for nothing.
      trial('cutpaste', (probe) => (probe === 'cutpaste' ? 9 : 0.2)),
      trial('scar', () => 1.8),
      trial('perlin', () => 0.7),
    ];
    const ranking = rankTasks(trials, 0);
    expect(ranking.map(({ task }) => task)).toEqual(['scar', 'perlin', 'cutpaste']);
    expect(ranking[0].first).toBeGreaterThan(0.9);
    expect(ranking.reduce((sum, { first }) => sum + first, 0)).toBeCloseTo(1, 9);
    for (const { score, interval } of ranking) {
      expect(interval!.low).toBeLessThan(score!);
      expect(interval!.high).toBeGreaterThan(score!);
    }
    const [own] = ranking[2].probes;
    expect(own).toMatchObject({ probe: 'cutpaste', own: true });
    expect(own.auroc).toBe(1);
    expect(rankTasks(trials, 0)).toEqual(ranking);
  });

  it('does not punish a task for having been spared the easy probes', () => {
    const easy = (probe: Probe) => (probe === 'cutpaste' || probe === 'scar' ? 4 : 0.8);
    const ranking = rankTasks([trial('3way', easy), trial('rotation', easy)], 0);
    const byTask = new Map(ranking.map((one) => [one.task, one.score!]));
    expect(Math.abs(byTask.get('3way')! - byTask.get('rotation')!)).toBeLessThan(0.1);
  });

  it('has no score for a task that trains on all families, and refuses what is no number', () => {
    const all = trial('mixture', () => 1);
    const counted = probesFor('mixture').length;
    const [mixture] = rankTasks([all], 0);
    expect(mixture.score === null).toBe(counted === 0);
    const broken = { ...trial('scar', () => 1), heldOut: Float64Array.of(NaN) };
    expect(() => rankTasks([broken], 0)).toThrow(expect.objectContaining({ code: 'scores-not-finite' }));
  });
});

it('separability is Cohen`s d', () => {
  // Means 1 and 4, variances 1 and 1.
  expect(separability([0, 1, 2], [3, 4, 5])).toBeCloseTo(3, 12);
  expect(separability([1, 1], [1, 1])).toBeNull();
});

describe('the truth', () => {
  const trials = [
    trial('cutpaste', () => 0.2, 0.3),
    trial('scar', () => 1.5, 2),
    trial('perlin', () => 0.7, 1),
  ];
  const testIds = Array.from({ length: 40 }, (_, i) => `t${i}`);
  const isAnomalous = (id: string) => Number(id.slice(1)) >= 20;
  const ranking = rankTasks(trials, 0);
  const all = {
    ranking,
    testIds,
    heldOutIds: trials[0].heldOut.length ? ['h'] : [],
    steps: 5,
    seed: 0,
    trials,
  };

  it('says how a ranking that is right, and one that is wrong, stand to it', () => {
    expect(truthOf(all, isAnomalous)).toMatchObject({ spearman: 1, regret: 0 });
    const wrong = truthOf({ ...all, ranking: [...ranking].reverse() }, isAnomalous)!;
    expect(wrong.regret).toBeGreaterThan(0.2);
    expect(truthOf(all, () => false)).toBeNull();
  });

  it('does not change the ranking, whatever the labels are', () => {
    const report = (labels: (id: string) => boolean) =>
      choiceReport(all, { dataset: 'set', backend: 'wasm' }, labels, (id) => id);
    const [right, wrong] = [report(isAnomalous), report((id) => !isAnomalous(id))];
    expect(right.ranking).toEqual(wrong.ranking);
    expect(right.truth).not.toEqual(wrong.truth);
    expect(v.parse(choiceReportSchema, JSON.parse(JSON.stringify(right)))).toEqual(right);
    const table = choiceTable(right).split('\n');
    expect(table.find((line) => line.startsWith('| scar'))).toContain(right.truth!.tasks[0].auroc.toFixed(3));
    expect(choiceTable({ ...right, truth: null })).not.toContain('Spearman');
  });
});
