/** Runs that take no browser: a small finished run whose scores follow from its configuration, written by the writer of the real ones. */
import { setTimeout as pause } from 'node:timers/promises';
import type { Config } from '../../../src/core/config/schema.ts';
import { summarise } from '../../experiment/result.ts';
import type { Snapshot } from '../../experiment/snapshot.ts';
import { pixelsOf, SNAPSHOT, TIMINGS } from '../../experiment/testing.ts';
import { writeResults } from '../../experiment/write-results.ts';
import type { Runner, RunTask } from '../browser-runner.ts';

/** Scores that differ from run to run and are the same for the same run. */
export function fakeSnapshot(config: Config): Snapshot {
  const own = (config.seed * 7 + config.augment.task.length * 3) % 5;
  const evaluations = SNAPSHOT.evaluations.map((evaluation) => ({
    ...evaluation,
    testScores: evaluation.testScores.map((score, i) => score + ((own * (i + 1)) % 3)),
  }));
  return { ...SNAPSHOT, config, evaluations };
}

export async function writeFakeRun(out: string, config: Config, hash: string): Promise<void> {
  const snapshot = fakeSnapshot(config);
  const result = { ...summarise(snapshot, TIMINGS, '1.2.3'), hash };
  await writeResults(out, snapshot, result, pixelsOf, { pictures: true });
}

/** @param ms how long a run takes */
export class FakeRunner implements Runner {
  readonly holds = null;

  constructor(
    private readonly ms: number,
    private readonly begun: () => void = () => undefined,
  ) {}

  async run({ run, out, onStep }: RunTask, signal: AbortSignal): Promise<void> {
    const { steps } = run.config.training;
    // A run that cannot be done, for the tests of its reason.
    if (run.config.training.steps === 13) throw new Error('The network came to\u001b[31mNaN.');
    this.begun();
    onStep({ phase: 'training', step: Math.round(steps / 2), steps, auroc: 0.5 });
    await pause(this.ms, undefined, { signal });
    await writeFakeRun(out, run.config, run.hash);
  }

  close(): Promise<void> {
    return Promise.resolve();
  }
}
