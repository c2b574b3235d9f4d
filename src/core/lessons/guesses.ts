/**
 * What a page asks a reader to expect before its run, and what it then came to. A guess that was made beforehand is held against the outcome once
 * that is known, and both stay as they were.
 */
import { MISTAKES, PASTE_KINDS, WINDOW_PLACES, type Guess, type LessonView } from './facts.ts';

export interface Question {
  /** Keys of its texts under `guesses.<page id>`. */
  readonly options: readonly string[];
  /** Which of the options came true; null while nothing is known. */
  outcome(view: LessonView): string | null;
}

/** AUROCs that differ by less are the same to a reader. */
const SAME = 0.02;

const THIRDS = ['few', 'some', 'most'] as const;
const third = (share: number): (typeof THIRDS)[number] => THIRDS[share < 1 / 3 ? 0 : share <= 2 / 3 ? 1 : 2];

const ACCURACIES = ['low', 'middle', 'high'] as const;
const accuracyOf = (share: number): (typeof ACCURACIES)[number] =>
  ACCURACIES[share < 0.5 ? 0 : share <= 0.8 ? 1 : 2];

export const QUESTIONS: Readonly<Record<string, Question>> = {
  oneClass: {
    options: ['none', 'few', 'most'],
    outcome: ({ facts: { unshown } }) =>
      unshown && (unshown.found === 0 ? 'none' : unshown.found < unshown.count / 2 ? 'few' : 'most'),
  },
  byHand: {
    options: PASTE_KINDS,
    outcome: ({ facts: { pastesTried: tried } }) =>
      tried.plain === 0 || tried.hidden === 0
        ? null
        : PASTE_KINDS.reduce((most, kind) => (tried[kind] > tried[most] ? kind : most)),
  },
  question: {
    options: ['rise', 'same', 'fall'],
    outcome: ({ facts, phase }) => {
      const { before = null, after = null } = Object.values(facts.asked).at(-1)?.auroc ?? {};
      if (phase !== 'finished' || before === null || after === null) return null;
      return after > before + SAME ? 'rise' : after < before - SAME ? 'fall' : 'same';
    },
  },
  training: {
    options: ACCURACIES,
    outcome: ({ phase, accuracy }) =>
      phase !== 'finished' || accuracy === null ? null : accuracyOf(accuracy),
  },
  gaussian: {
    options: THIRDS,
    outcome: ({ facts: { probe } }) =>
      probe && probe.defectsOutside !== null ? third(probe.defectsOutside) : null,
  },
  threshold: {
    options: ['none', 'few', 'many'],
    outcome: ({ errorsByHand }) => {
      if (!errorsByHand || errorsByHand.fn > 0) return null;
      const { fp, tn } = errorsByHand;
      return fp === 0 ? 'none' : fp <= (fp + tn) / 4 ? 'few' : 'many';
    },
  },
  where: {
    options: WINDOW_PLACES,
    outcome: ({ facts: { window } }) => (window?.highest ? window.place : null),
  },
  breakIt: {
    options: MISTAKES,
    outcome: ({ facts: { measured } }) => {
      const runs = MISTAKES.map((name) => ({ name, auroc: measured[name]?.auroc }));
      if (!measured.right || runs.some(({ auroc }) => auroc === undefined)) return null;
      return runs.reduce((worst, one) => ((one.auroc ?? 1) < (worst.auroc ?? 1) ? one : worst)).name;
    },
  },
  yours: {
    options: ACCURACIES,
    outcome: ({ ownData, evaluatedTrained, accuracy }) =>
      ownData && evaluatedTrained && accuracy !== null ? accuracyOf(accuracy) : null,
  },
  beyond: {
    options: ['pretrained', 'run', 'same'],
    outcome: ({ besides }) => {
      if (!besides) return null;
      const lead = besides.pretrained - besides.run;
      return lead > SAME ? 'pretrained' : lead < -SAME ? 'run' : 'same';
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
