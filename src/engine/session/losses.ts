/** Losses of recent steps, read from the device. A run whose loss is no number has diverged, and nothing of it is kept. */
import { PlaygroundError } from '../../core/errors.ts';
import { requireFiniteWeights } from '../models/finite-weights.ts';
import type { Outcome } from '../ops/softmax-cross-entropy.ts';
import type { PendingStep } from '../training/pending-logits.ts';
import type { Progress } from '../training/progress.ts';
import type { Run } from '../training/run.ts';

/** What waits on the device, in order of the steps. @throws PlaygroundError `training-diverged` */
export async function readLosses(run: Run): Promise<{ step: PendingStep; outcome: Outcome }[]> {
  const read = await run.pending.read();
  for (const { step, outcome } of read)
    if (!Number.isFinite(outcome.loss))
      throw new PlaygroundError(
        'training-diverged',
        `The loss of step ${step.step} is not a number: training has diverged. The last checkpoint was kept; lower the learning rate.`,
        { step: step.step },
      );
  return read;
}

/** Sends them when the page has waited long enough, or `always`; then the weights are looked at too. */
export async function sendLosses(run: Run, progress: Progress | null, always: boolean): Promise<void> {
  if (!progress) return;
  for (const { step, outcome } of await readLosses(run)) progress.addOutcome(step, outcome);
  const now = performance.now();
  if (always || progress.due(now)) progress.flush(now);
  if (always) await requireFiniteWeights(run.model.store, run.step);
}
