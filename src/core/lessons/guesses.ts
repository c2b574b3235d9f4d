/**
 * What a page asks a reader to expect before its run, and what it then came to. A guess that was made beforehand is held against the outcome once
 * that is known, and both stay as they were.
 */
import { MISTAKES, type Guess, type LessonView } from './facts.ts';

export interface Question {
  /** Keys of its texts under `guesses.<page id>`. */
  readonly options: readonly string[];
  /** Which of the options came true; null while nothing is known. */
  outcome(view: LessonView): string | null;
}

/** AUROCs that differ by less are the same to a reader. */
const SAME = 0.02;

export const QUESTIONS: Readonly<Record<string, Question>> = {
  question: {
    options: ['rise', 'same', 'fall'],
    outcome: ({ facts, phase }) => {
      const { before = null, after = null } = Object.values(facts.asked).at(-1)?.auroc ?? {};
      if (phase !== 'finished' || before === null || after === null) return null;
      return after > before + SAME ? 'rise' : after < before - SAME ? 'fall' : 'same';
    },
  },
  training: {
    options: ['low', 'middle', 'high'],
    outcome: ({ phase, accuracy }) =>
      phase !== 'finished' || accuracy === null
        ? null
        : accuracy < 0.5
          ? 'low'
          : accuracy <= 0.8
            ? 'middle'
            : 'high',
  },
  threshold: {
    options: ['none', 'few', 'many'],
    outcome: ({ errorsByHand }) => {
      if (!errorsByHand || errorsByHand.fn > 0) return null;
      const { fp, tn } = errorsByHand;
      return fp === 0 ? 'none' : fp <= (fp + tn) / 4 ? 'few' : 'many';
    },
  },
  breakIt: {
    options: MISTAKES,
    outcome: ({ facts: { measured } }) => {
      const runs = MISTAKES.map((name) => ({ name, auroc: measured[name]?.auroc }));
      if (!measured.right || runs.some(({ auroc }) => auroc === undefined)) return null;
      return runs.reduce((worst, one) => ((one.auroc ?? 1) < (worst.auroc ?? 1) ? one : worst)).name;
    },
  },
  ship: {
    options: ['promise', 'noMiss', 'noAlarm'],
    outcome: ({ facts: { shipped } }) => shipped?.best ?? null,
  },
  changed: {
    options: ['alarms', 'misses', 'both', 'nothing'],
    outcome: ({ facts: { changed } }) => {
      const light = changed.brightness;
      if (!light) return null;
      const alarms = light.alarmsWorst > light.alarmsBefore + 0.1;
      const misses = light.recallWorst < light.recallBefore - 0.1;
      return alarms && misses ? 'both' : alarms ? 'alarms' : misses ? 'misses' : 'nothing';
    },
  },
};

/** The guess of a page with what it came to, where that is known now and was not before. */
export function settled(id: string, guess: Guess | undefined, view: LessonView): Guess | null {
  if (!guess || guess.outcome !== null) return null;
  const outcome = QUESTIONS[id]?.outcome(view) ?? null;
  return outcome === null ? null : { ...guess, outcome };
}
