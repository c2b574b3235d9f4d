/**
 * Figures over the steps of a run are one line only where all were measured alike: with the same settings of density and evaluation, on the same images. An
 * evaluation of other settings or images begins a line of its own; the former one is set aside and comes back when a later evaluation belongs to it.
 */
import type { Evaluation } from '../worker/protocol.ts';
import { keepEvaluations } from './results-memory.ts';
import type { PlaygroundState } from './state.ts';

type Lines = Pick<PlaygroundState, 'evaluations' | 'formerEvaluations'>;

/** Lines that are remembered beside the one in force. */
const MOST_FORMER = 200;

const sameIds = (a: readonly string[], b: readonly string[]): boolean =>
  a === b || (a.length === b.length && a.every((id, i) => id === b[i]));

/** What both can be compared by: the settings, where both say theirs, and the images that were learnt from and judged. */
function measuredAlike(a: Evaluation, b: Evaluation): boolean {
  const settings = a.scoredWith === undefined || b.scoredWith === undefined || a.scoredWith === b.scoredWith;
  return (
    settings &&
    sameIds(a.trainIds, b.trainIds) &&
    sameIds(a.calibrationIds, b.calibrationIds) &&
    sameIds(a.testIds, b.testIds)
  );
}

/** The line of `added`, with it, and what is set aside. */
export function joinEvaluation({ evaluations, formerEvaluations }: Lines, added: Evaluation): Lines {
  const current = evaluations.at(-1);
  if (!current || (measuredAlike(current, added) && formerEvaluations.length === 0))
    return { evaluations: keepEvaluations([...evaluations, added]), formerEvaluations };
  const all = [...formerEvaluations, ...evaluations];
  const former = all.filter((one) => !measuredAlike(one, added));
  return {
    evaluations: keepEvaluations([...all.filter((one) => measuredAlike(one, added)), added]),
    formerEvaluations: former.slice(-MOST_FORMER),
  };
}

/** As of a step: what came later is of a branch that was left. */
export const untilStep = ({ evaluations, formerEvaluations }: Lines, step: number): Lines => ({
  evaluations: evaluations.filter((one) => one.step <= step),
  formerEvaluations: formerEvaluations.filter((one) => one.step <= step),
});
