/** Which settings belong to a run and cannot change while it lives, and which take effect at the next evaluation. */
import type { Config } from '../core/config/schema.ts';

const equal = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

/** True when both configurations train the same network in the same way; density and evaluation may differ. */
export function sameRun(a: Config, b: Config): boolean {
  return (
    a.seed === b.seed &&
    equal(a.data, b.data) &&
    equal(a.augment, b.augment) &&
    equal(a.model, b.model) &&
    equal(a.training, b.training) &&
    equal(a.kernels, b.kernels) &&
    a.mistakes.pasteBeforeResize === b.mistakes.pasteBeforeResize
  );
}

/** True when both score alike. */
export function sameScoring(a: Config, b: Config): boolean {
  return (
    equal(a.density, b.density) &&
    equal(a.evaluation, b.evaluation) &&
    a.mistakes.densityOnAugmented === b.mistakes.densityOnAugmented
  );
}
