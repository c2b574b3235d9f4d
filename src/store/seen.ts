/**
 * What a person sees of a run that goes on: the evaluations and, between them, the looks, as one line of steps. Panel, ROC, histogram and pinned
 * maps stand at its end, or at the step that was chosen with the slider. A look is compared with a look: both are of the same images and windows.
 */
import type { Evaluation, Look } from '../worker/protocol.ts';
import type { PlaygroundState } from './state.ts';

type Scored = Pick<PlaygroundState, 'evaluations'> & Partial<Pick<PlaygroundState, 'looks' | 'seenStep'>>;

const NO_LOOKS: readonly Look[] = [];

export const isLook = (evaluation: Evaluation): evaluation is Look => 'besides' in evaluation;

let line: {
  readonly evaluations: readonly Evaluation[];
  readonly looks: readonly Look[];
  readonly seen: readonly Evaluation[];
} | null = null;

/** Everything by step; where there are both, the evaluation. */
export function seenLine({ evaluations, looks = NO_LOOKS }: Scored): readonly Evaluation[] {
  if (looks.length === 0) return evaluations;
  if (line?.evaluations !== evaluations || line.looks !== looks) {
    const full = new Set(evaluations.map(({ step }) => step));
    const seen = [...evaluations, ...looks.filter(({ step }) => !full.has(step))];
    line = { evaluations, looks, seen: seen.sort((a, b) => a.step - b.step) };
  }
  return line.seen;
}

/** Where a person looks: the chosen step, else the latest. Null before anything is scored. */
export function selectSeen(state: Scored): Evaluation | null {
  const all = seenLine(state);
  const { seenStep = null } = state;
  const chosen = seenStep === null ? undefined : all.find(({ step }) => step === seenStep);
  return chosen ?? all.at(-1) ?? null;
}

/** The state as if what is seen were its latest evaluation, for selectors of an evaluation. */
export function asSeen<T extends Scored>(state: T): T {
  const seen = selectSeen(state);
  if (!seen || seen === state.evaluations.at(-1)) return state;
  const family: readonly Evaluation[] = isLook(seen) ? (state.looks ?? NO_LOOKS) : state.evaluations;
  const untrained = family.find(({ step }) => step === 0);
  return { ...state, evaluations: untrained && untrained !== seen ? [untrained, seen] : [seen] };
}

const whole = new WeakMap<Look, Evaluation>();

/** For maps and single scores: the images that are watched besides are among the others. Not for curves and counts. */
export function withBesides(evaluation: Evaluation): Evaluation {
  if (!isLook(evaluation) || evaluation.besides.ids.length === 0) return evaluation;
  let joined = whole.get(evaluation);
  if (!joined) {
    const { besides, testIds, testScores, maps } = evaluation;
    joined = {
      ...evaluation,
      testIds: [...testIds, ...besides.ids],
      testScores: Float64Array.from([...testScores, ...besides.scores]),
      maps: [...maps, ...besides.maps],
    };
    whole.set(evaluation, joined);
  }
  return joined;
}
