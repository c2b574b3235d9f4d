/**
 * Divergence that never becomes NaN: a run whose loss ends far above that of guessing has learned nothing and unlearned what chance gives for
 * free. The loss of guessing K classes evenly is ln K (the cross entropy of the pretext task, paper Eq. 1).
 */
import { quantile } from '../metrics/quantile.ts';

/** The end of a run that is looked at, and the fewest steps of it. */
const LAST_SHARE = 0.1;
const FEWEST_STEPS = 20;
/** Times the loss of guessing: a run that learns slowly stays near it, with the noise of small batches. */
const FACTOR = 2;

export interface Divergence {
  /** Median over the last tenth of the steps (at least 20, or all). */
  readonly loss: number;
  /** ln K. */
  readonly chance: number;
}

/** @param losses one a step, in order. Null where the run did not diverge, or has no steps. */
export function divergenceOf(losses: readonly number[], classes: number): Divergence | null {
  const count = Math.max(FEWEST_STEPS, Math.ceil(LAST_SHARE * losses.length));
  const last = losses.slice(-count);
  if (last.length === 0) return null;
  const loss = last.every(Number.isFinite) ? quantile(last, 0.5) : Infinity;
  const chance = Math.log(classes);
  return loss > FACTOR * chance ? { loss, chance } : null;
}
