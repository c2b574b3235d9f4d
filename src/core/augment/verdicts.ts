/**
 * What the network said of the views of a batch, view by view: the pretext task as a person can judge it. How hard a view was is the share that
 * the network gave to its true class: its cross entropy is minus the logarithm of it.
 */

/** Of one view. */
export interface Verdict {
  /** In the batch: `makeBatch` counts so. */
  readonly place: number;
  /** True class and the one with the largest share. */
  readonly label: number;
  readonly called: number;
  /** Share of the true class and of the one that it was called, in [0, 1]. */
  readonly own: number;
  readonly sure: number;
}

/** From shares `[batch, classes]` of a batch that holds the classes one after the other; the hardest first, equal ones in the batch's order. */
export function verdictsOf(shares: Float32Array, classes: number): readonly Verdict[] {
  const batch = shares.length / classes;
  const ofClass = batch / classes;
  const verdicts = Array.from({ length: batch }, (_, place): Verdict => {
    const row = shares.subarray(place * classes, (place + 1) * classes);
    const called = row.indexOf(Math.max(...row));
    const label = Math.floor(place / ofClass);
    return { place, label, called, own: row[label], sure: row[called] };
  });
  return verdicts.sort((a, b) => a.own - b.own || a.place - b.place);
}

export const isRight = ({ label, called }: Verdict): boolean => label === called;

/** How a batch went: how many were named right, and of how many the network was sure (right or not). */
export function summaryOf(
  verdicts: readonly Verdict[],
  sureFrom: number,
): { readonly right: number; readonly sure: number; readonly sureAndWrong: number } {
  const sure = verdicts.filter((verdict) => verdict.sure >= sureFrom);
  return {
    right: verdicts.filter(isRight).length,
    sure: sure.length,
    sureAndWrong: sure.filter((verdict) => !isRight(verdict)).length,
  };
}
