/**
 * `npx tsx bench/choice.ts --data SOURCE,SOURCE --tasks NAME,NAME --seeds 0 --steps 300 --out FILE`: the trials of "Which augmentation for my
 * images?" (src/engine/choice) with the labels of the test images beside them, a line of JSON for each set and seed, and of all lines the table: Spearman and regret. Node, WASM. What FILE has is not tried again.
 */
import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { parseArgs } from 'node:util';
import type { Task } from '../src/core/augment/tasks.ts';
import { rankTasks } from '../src/core/choice/ranking.ts';
import type { ProbeScores, TaskTrial, Trials } from '../src/core/choice/trial.ts';
import { truthOf } from '../src/core/choice/truth.ts';
import { TRIAL_STEPS, TRIED_TASKS } from '../src/core/choice/trial-config.ts';
import { PRESETS } from '../src/core/config/presets.ts';
import { startBackend } from '../src/engine/backend/start.ts';
import { tryTasks } from '../src/engine/choice/try-tasks.ts';
import { SILENT_JOB } from '../src/engine/inference/job.ts';
import { memoryLimits } from '../src/engine/session/memory-plan.ts';
import { SIZE } from './normal-images.ts';
import { printTable } from './over-sets.ts';
import { readLabelled } from './recipes/labelled-images.ts';

const { values } = parseArgs({
  options: {
    data: { type: 'string', default: 'hex-nuts' },
    tasks: { type: 'string', default: TRIED_TASKS.join(',') },
    seeds: { type: 'string', default: '0' },
    steps: { type: 'string', default: String(TRIAL_STEPS) },
    threads: { type: 'string', default: '1' },
    out: { type: 'string', default: 'runs/choice.jsonl' },
  },
});
const steps = Number(values.steps);
const keyOf = (set: string, seed: number) => `${set} ${seed} ${steps} ${values.tasks}`;
const known = new Set(
  existsSync(values.out)
    ? readFileSync(values.out, 'utf8')
        .split('\n')
        .filter(Boolean)
        .map((line) => (JSON.parse(line) as { key: string }).key)
    : [],
);
await startBackend('wasm', { wasmThreads: Number(values.threads) }, () => undefined);
for (const seed of values.seeds.split(',').map(Number))
  for (const source of values.data.split(',')) {
    const key = keyOf(basename(source), seed);
    if (known.has(key)) continue;
    const { name, images } = await readLabelled(source, seed);
    const of = (role: string) => images.filter((image) => image.role === role);
    const trials = await tryTasks({
      ...{ config: { ...PRESETS.quick, seed }, steps, tasks: values.tasks.split(',') as Task[] },
      ...{ train: of('train'), calibration: of('calibration'), test: of('test'), imageSizePx: SIZE },
      limits: memoryLimits('wasm', {}),
      turn: (work) => work(),
      job: SILENT_JOB,
    });
    const labels = of('test').map(({ label }) => (label === 'anomalous' ? 1 : 0));
    const plain = (_: string, value: unknown) => (value instanceof Float64Array ? [...value] : value);
    appendFileSync(values.out, `${JSON.stringify({ key, set: name, labels, ...trials }, plain)}\n`);
    console.error(
      name,
      seed,
      ...trials.trials.map(({ task, elapsedMs }) => `${task} ${Math.round(elapsedMs / 1000)} s`),
    );
  }
const rows = readFileSync(values.out, 'utf8')
  .split('\n')
  .filter(Boolean)
  .map((line) => {
    const kept = JSON.parse(line) as Omit<Trials, 'trials'> & {
      readonly set: string;
      readonly labels: readonly number[];
      readonly trials: readonly (Omit<TaskTrial, 'heldOut' | 'test' | 'probes'> & {
        readonly heldOut: readonly number[];
        readonly test: readonly number[];
        readonly probes: readonly {
          readonly probe: ProbeScores['probe'];
          readonly scores: readonly number[];
        }[];
      })[];
    };
    const tried = kept.trials.map((trial) => ({
      ...trial,
      heldOut: Float64Array.from(trial.heldOut),
      test: Float64Array.from(trial.test),
      probes: trial.probes.map(({ probe, scores }) => ({ probe, scores: Float64Array.from(scores) })),
    }));
    const ranking = rankTasks(tried, kept.seed);
    const labelOf = new Map(kept.testIds.map((id, i) => [id, kept.labels[i] === 1]));
    const truth = truthOf({ ...kept, trials: tried, ranking }, (id) => labelOf.get(id));
    const three = (value: number | null | undefined) => value?.toFixed(3) ?? '-';
    const order = ranking.map(({ task, score }) => `${task} ${three(score)}`).join(', ');
    const best = truth?.tasks.map(({ task, auroc }) => `${task} ${three(auroc)}`).join(', ') ?? '-';
    const figures = [three(truth?.spearman), three(truth?.regret), three(truth?.blindRegret)];
    return [kept.set, String(kept.seed), order, best, ...figures];
  });
printTable(
  ['set', 'seed', 'ranking without labels', 'test AUROC', 'Spearman', 'regret', 'blind regret'],
  rows,
);
process.exit(0);
