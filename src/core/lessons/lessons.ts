/**
 * The textbook's pages: what each asks a person to do, as checks of the app's state. A page is done when all its goals were met,
 * at whatever time; pressing "next" alone does nothing for it.
 */
import { MISTAKES, type LessonView } from './facts.ts';
import { ASKED_STEPS } from './setups.ts';

export interface Goal {
  /** Key of its text in the catalogue `lessons`, unique within the page. */
  readonly id: string;
  met(view: LessonView): boolean;
}

export interface Lesson {
  readonly page: number;
  /** Key of its texts. */
  readonly id: string;
  readonly goals: readonly Goal[];
}

/** Page 2: a paste that changes its place by this much is plain to see; one below `HIDDEN` is hard to find. Grey levels. */
export const PLAIN = 30;
export const HIDDEN = 8;
/** Page 4: slow motion is this many steps a second or fewer. */
const SLOW_PACE = 4;
const SLOW_STEPS = 3;
/** Page 5: far along the long axis yet near, and far for the Gaussian. Straight distances in units of the long axis. */
const FAR_STRAIGHT = 1.3;
export const NEAR_MAHALANOBIS = 2;
export const FAR_MAHALANOBIS = 3;
const FEWEST_OWN_IMAGES = 5;

const asked = (task: string, { facts }: LessonView): boolean =>
  (facts.asked[task]?.step ?? 0) >= Math.min(5, ASKED_STEPS);

const PAGES: readonly Omit<Lesson, 'page'>[] = [
  {
    id: 'oneClass',
    goals: [
      { id: 'show', met: ({ facts }) => facts.seenDefects.length > 0 },
      { id: 'missed', met: ({ facts }) => facts.missedItemId !== null },
    ],
  },
  {
    id: 'byHand',
    goals: [
      { id: 'plain', met: ({ facts }) => facts.pasteContrast !== null && facts.pasteContrast >= PLAIN },
      { id: 'hidden', met: ({ facts }) => facts.pasteContrast !== null && facts.pasteContrast <= HIDDEN },
    ],
  },
  {
    id: 'question',
    goals: [
      { id: 'two', met: (view) => asked('cutpaste', view) },
      { id: 'three', met: (view) => asked('3way', view) },
    ],
  },
  {
    id: 'training',
    goals: [
      { id: 'step', met: ({ phase, step }) => phase === 'paused' && step > 0 && step <= 5 },
      {
        id: 'slow',
        met: ({ phase, step, pace }) =>
          phase === 'training' && pace !== null && pace <= SLOW_PACE && step >= SLOW_STEPS,
      },
      { id: 'finish', met: ({ phase }) => phase === 'finished' },
    ],
  },
  {
    id: 'gaussian',
    goals: [
      {
        id: 'along',
        met: ({ facts: { probe } }) =>
          probe !== null && probe.straight >= FAR_STRAIGHT && probe.mahalanobis <= NEAR_MAHALANOBIS,
      },
      {
        id: 'far',
        met: ({ facts: { probe } }) => probe !== null && probe.mahalanobis >= FAR_MAHALANOBIS,
      },
    ],
  },
  {
    id: 'threshold',
    goals: [
      { id: 'noMiss', met: ({ errorsByHand }) => errorsByHand !== null && errorsByHand.fn === 0 },
      { id: 'noAlarm', met: ({ errorsByHand }) => errorsByHand !== null && errorsByHand.fp === 0 },
    ],
  },
  {
    id: 'where',
    goals: [
      { id: 'window', met: ({ facts }) => facts.window !== null && facts.window.highest },
      { id: 'sigma', met: ({ sigmaPx }) => sigmaPx <= 4 || sigmaPx >= 20 },
      { id: 'gradcam', met: ({ gradcam }) => gradcam },
    ],
  },
  {
    id: 'breakIt',
    goals: MISTAKES.map((mistake) => ({
      id: mistake,
      met: ({ facts: { measured } }) => measured.right !== undefined && measured[mistake] !== undefined,
    })),
  },
  {
    id: 'yours',
    goals: [
      { id: 'open', met: ({ ownData, trainImages }) => ownData && trainImages >= FEWEST_OWN_IMAGES },
      { id: 'train', met: ({ ownData, evaluatedTrained }) => ownData && evaluatedTrained },
    ],
  },
  {
    id: 'beyond',
    goals: [
      // Without the backbone there is nothing to measure, and the page says so.
      { id: 'maps', met: ({ pretrained, pretrainedMaps }) => pretrained === 'missing' || pretrainedMaps },
      { id: 'later', met: ({ laterTask }) => laterTask },
    ],
  },
  {
    id: 'ship',
    goals: [
      { id: 'ship', met: ({ facts }) => facts.shipped !== null },
      { id: 'halves', met: ({ facts }) => facts.halves !== null },
    ],
  },
  {
    id: 'changed',
    goals: [
      { id: 'light', met: ({ facts }) => facts.changed.brightness !== undefined },
      {
        id: 'other',
        met: ({ facts }) => Object.keys(facts.changed).some((name) => name !== 'brightness'),
      },
    ],
  },
];

export const LESSONS: readonly Lesson[] = PAGES.map((lesson, i) => ({ page: i + 1, ...lesson }));

/** Key under which a met goal is remembered, for example `byHand.plain`. */
export const goalKey = (lesson: Lesson, goal: Goal): string => `${lesson.id}.${goal.id}`;

/** The page, 1 to 12, nearest to a number from outside (a link, storage); null when it is none. */
export function lessonOf(page: unknown): Lesson | null {
  return typeof page === 'number' ? (LESSONS[page - 1] ?? null) : null;
}

/** Keys of the goals of `lesson` that are met now. */
export function metGoals(lesson: Lesson, view: LessonView): string[] {
  return lesson.goals.filter((goal) => goal.met(view)).map((goal) => goalKey(lesson, goal));
}

/**
 * Keys of goals that were met by doing: what is so already when a page is opened (a finished run, a baseline that was measured by itself) counts
 * only after it was otherwise.
 */
export class DoneByDoing {
  #found = new Set<string>();

  /** A page was set up: `met` holds without anything done. */
  arrive(met: readonly string[]): void {
    this.#found = new Set(met);
  }

  /** Of what is met now, what was done since. */
  done(met: readonly string[]): string[] {
    for (const key of this.#found) if (!met.includes(key)) this.#found.delete(key);
    return met.filter((key) => !this.#found.has(key));
  }
}

/** Pages whose goals have all been met. */
export function donePages(met: ReadonlySet<string>): number[] {
  return LESSONS.filter((lesson) => lesson.goals.every((goal) => met.has(goalKey(lesson, goal)))).map(
    ({ page }) => page,
  );
}
