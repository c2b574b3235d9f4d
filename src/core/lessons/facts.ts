/**
 * What a person has done in the figures of the textbook, and what the lessons saw of the app while they were open: plain data, kept in
 * the store beside the open page, so that a task is checked from the state alone.
 */
import type { Confusion } from '../metrics/precision-recall.ts';
import type { Choice } from './ship.ts';

/** Page 3: the confusion of a pretext task after some steps. */
export interface AskedTask {
  readonly step: number;
  readonly accuracy: number;
  /** `[K, K]` row-major, true class by row. */
  readonly confusion: readonly number[];
  /** On the test images, of the untrained network and of the last evaluation since. */
  readonly auroc: { readonly before: number | null; readonly after: number | null };
}

/** Page 8: the switches whose damage is measured; `right` is the run without a mistake. */
export const MISTAKES = [
  'jitterOff',
  'pasteBeforeResize',
  'densityOnAugmented',
  'chooseByTestAuroc',
] as const;
export type Mistake = (typeof MISTAKES)[number];

/** Page 8: what a run has come to, with all that a comparison with it needs. */
export interface MeasuredRun {
  readonly auroc: number;
  /** Of the test images, in their order. */
  readonly scores: readonly number[];
  readonly labels: readonly number[];
  /** Data and settings apart from the mistakes: only runs of the same are compared. */
  readonly of: string;
}

export const PASTE_KINDS = ['hidden', 'between', 'plain'] as const;
export type PasteKind = (typeof PASTE_KINDS)[number];

export const WINDOW_PLACES = ['on', 'edge', 'away'] as const;
export type WindowPlace = (typeof WINDOW_PLACES)[number];

export interface LessonFacts {
  /** Page 1: types of defect that the supervised classifier was shown. */
  readonly seenDefects: readonly string[];
  /** Page 1: the image looked at last, of a type that it was not shown, and that it called normal. */
  readonly missedItemId: string | null;
  /** Page 1: of the defects whose types it was not shown, how many it found; null before the first tick, and when it was shown all. */
  readonly unshown: { readonly found: number; readonly count: number } | null;
  /** Page 2: of the last patch moved by hand, the mean change of its pixels in grey levels (0 to 255). */
  readonly pasteContrast: number | null;
  /** Page 2: how many of the pastes made by hand were hidden, plain to see, and between the two. */
  readonly pastesTried: Readonly<Record<PasteKind, number>>;
  /** Page 3, by task. */
  readonly asked: Readonly<Record<string, AskedTask>>;
  /** Page 5: the dragged point. */
  readonly probe: {
    /** In standard deviations of the long axis, as is `straight`. */
    readonly x: number;
    readonly y: number;
    readonly straight: number;
    readonly mahalanobis: number;
    /** Share of the defects outside the outermost ellipse; null without defects. */
    readonly defectsOutside: number | null;
  } | null;
  /** Page 7: the window looked at. */
  readonly window: {
    readonly itemId: string;
    /** Its centre on the marked defect, only a part of it, or nothing of it; null where the defect is not marked. */
    readonly place: WindowPlace | null;
    readonly highest: boolean;
  } | null;
  /** Page 8: the run without a mistake and with each, all of the same data and settings. */
  readonly measured: Readonly<Partial<Record<Mistake | 'right', MeasuredRun>>>;
  /** Page 11: the threshold that was shipped, what an image costs at it, and the least that one costs at any; `best` of those without the cheapest. */
  readonly shipped: {
    readonly choice: Choice;
    readonly cost: number;
    readonly least: number;
    readonly best: Choice;
  } | null;
  /** Page 11: the cheapest threshold where it was chosen, and where it was not. */
  readonly halves: { readonly stated: number; readonly unseen: number } | null;
  /** Page 12, by kind of change: rates before it and where most goes wrong, and the level there. */
  readonly changed: Readonly<Record<string, ChangedRates>>;
  /** By page id: what was expected before a run, and what it came to. */
  readonly guesses: Readonly<Record<string, Guess>>;
}

export type ChangedRates = Readonly<
  Record<'level' | 'alarmsBefore' | 'alarmsWorst' | 'recallBefore' | 'recallWorst', number>
>;

export const NO_FACTS: LessonFacts = {
  seenDefects: [],
  missedItemId: null,
  unshown: null,
  pasteContrast: null,
  pastesTried: { hidden: 0, between: 0, plain: 0 },
  asked: {},
  probe: null,
  window: null,
  measured: {},
  shipped: null,
  halves: null,
  changed: {},
  guesses: {},
};

/** What was expected of a page's run before it. */
export interface Guess {
  readonly choice: string;
  /** Null until it is known. */
  readonly outcome: string | null;
}

/** What a check may look at: the facts, and the few values of the app that tasks are about. */
export interface LessonView {
  readonly facts: LessonFacts;
  /** Phase of the session, for example `training`. */
  readonly phase: string;
  readonly step: number;
  /** Mean proxy accuracy of the last steps; null before the first. */
  readonly accuracy: number | null;
  /** Steps a second at most; null is full speed. */
  readonly pace: number | null;
  /** At the threshold in force, where it was set by hand; else null. */
  readonly errorsByHand: Confusion | null;
  readonly sigmaPx: number;
  /** GradCAM maps of the present weights are there. */
  readonly gradcam: boolean;
  /** The data are a person's own, not a built-in sample. */
  readonly ownData: boolean;
  readonly trainImages: number;
  /** An evaluation after at least one step. */
  readonly evaluatedTrained: boolean;
  readonly pretrained: 'none' | 'measured' | 'missing';
  /** AUROC of the trained run and of pretrained features, on the images that are open; null while either is unknown. */
  readonly besides: { readonly run: number; readonly pretrained: number } | null;
  /** The light table shows the maps of ImageNet features. */
  readonly pretrainedMaps: boolean;
  /** The samples on the stage are those of a task that came after CutPaste. */
  readonly laterTask: boolean;
}
