/**
 * What a folder, an archive or a handful of files is taken for, before it is decoded: groups of files, each with how it was read and why, and
 * the questions that names and first looks at the content leave open.
 */
import type { SkippedFile } from '../types.ts';
import type { Part } from './words.ts';

/** A file that passed the check of its name. `index` points into what was handed over. */
export interface Entry {
  readonly index: number;
  readonly path: string;
}

/** Facts of a file's content that are cheap to get; known of a few files of each group. */
export interface FileFacts {
  /** A few flat colours, as masks have and photographs do not. */
  readonly maskLike: boolean;
  /** Colour of most of the border, `0xrrggbb`; of a mask that is its background. */
  readonly border: number;
  /** False for what cannot be opened. */
  readonly readable?: boolean;
}

/** What a person says of a group. */
export type Answer = 'normal' | 'defect' | 'mask' | 'leave-out';
export const ANSWERS: readonly Answer[] = ['normal', 'defect', 'mask', 'leave-out'];

/** `name` is a group's id, or one or more folders of its path; `test` puts the group among the test images. */
export interface Correction {
  readonly name: string;
  readonly as: Answer | 'test';
}

/**
 * How a group is read. by-mask: an image with something in its mask is a defect, the others are normal. unlabelled: nobody says what these test
 * images show, so they are left out. open: it is asked.
 */
export type Reading = Answer | 'by-mask' | 'unlabelled' | 'open';

/** Why a group is read as it is. */
export type Why =
  | 'name'
  | 'file-names'
  | 'flat'
  | 'training'
  | 'as-in-training'
  | 'beside-normal'
  | 'name-of-both'
  | 'masks'
  | 'mask-name'
  | 'mask-content'
  | 'annotations'
  | 'secret'
  | 'no-label'
  | 'unclear'
  | 'person';

export interface Group {
  /** Folder that its files lie in, with a `*` for what differs; unique. */
  readonly id: string;
  /** The telling folder's name; '' where files lie in no folder of their own. */
  readonly name: string;
  readonly part: Part | null;
  readonly reading: Reading;
  readonly why: Why;
  /** Type of its defects. */
  readonly type: string;
  readonly entries: readonly Entry[];
  /** What is proposed where it is asked. */
  readonly proposal: Answer | null;
}

/** sides: which of these are normal? masks: are these masks? labels: what do these test images show? */
export type QuestionKind = 'sides' | 'masks' | 'labels';

export interface Question {
  readonly kind: QuestionKind;
  /** Ids of the groups that are asked about. */
  readonly groups: readonly string[];
}

export interface FolderReading {
  /** The class that was taken; '' when there is no choice and no name. */
  readonly className: string;
  readonly classNames: readonly string[];
  readonly groups: readonly Group[];
  readonly questions: readonly Question[];
  readonly skipped: readonly SkippedFile[];
  /** Whether there are folders for training or testing. */
  readonly hasParts: boolean;
}

export type { Part };
