/** What is planned for each file before anything is decoded. */
import type { Annotation } from './annotations/types.ts';
import type { Entry, Group, Question, Reading } from './reading/types.ts';
import type { Part } from './reading/words.ts';
import type { Label, Role, SkippedFile } from './types.ts';

export type { Entry } from './reading/types.ts';

export interface PlannedImage extends Entry {
  /** As long as it is not known what its masks hold: masks are taken to mark something. */
  readonly role: Role;
  readonly label: Label;
  readonly defectType: string;
  /** Indices of its masks; empty when it has none. */
  readonly maskIndices: readonly number[];
  /** What its group says; null where role and label stand (later drops). */
  readonly reading: Reading | null;
  readonly part: Part | null;
  readonly type: string;
  readonly annotation: Annotation | null;
}

/** Masks for an image that was loaded earlier. */
export interface PlannedMask {
  readonly itemId: string;
  readonly maskIndices: readonly number[];
}

/**
 * classes: train and test folders (MVTec AD). folders: folders of normal and anomalous images without them.
 * flat: images only. masks: only masks for images loaded earlier. empty: nothing that could be an image.
 */
export type LayoutKind = 'classes' | 'folders' | 'flat' | 'masks' | 'empty';

export interface Layout {
  readonly kind: LayoutKind;
  /** The class that was taken; '' when there is no choice. */
  readonly className: string;
  /** All classes found, in natural order. */
  readonly classNames: readonly string[];
  /** In natural order of their paths. */
  readonly images: readonly PlannedImage[];
  readonly masksForExisting: readonly PlannedMask[];
  /** Normal images that were set aside as test images, because there were none. */
  readonly heldOut: number;
  readonly skipped: readonly SkippedFile[];
  readonly groups: readonly Group[];
  /** What names leave open; nothing is decoded before it is answered. */
  readonly questions: readonly Question[];
  /** Files whose content would help: a few of each group, and of the masks. */
  readonly samples: readonly number[];
}
