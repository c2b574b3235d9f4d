/** What a folder, an archive or a handful of files is taken for, before anything is decoded. */
import type { Label, Role, SkippedFile } from './types.ts';

/** A file that passed the check of its name. `index` points into what was handed over. */
export interface Entry {
  readonly index: number;
  readonly path: string;
}

export interface PlannedImage extends Entry {
  readonly role: Role;
  readonly label: Label;
  readonly defectType: string;
  /** Indices of its masks; empty when it has none. */
  readonly maskIndices: readonly number[];
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
}

/** Part of a layout that the recognisers return: everything but names checked and masks paired. */
export interface Sorting {
  readonly kind: LayoutKind;
  readonly className: string;
  readonly classNames: readonly string[];
  readonly images: readonly Omit<PlannedImage, 'maskIndices'>[];
  readonly masks: readonly Entry[];
  readonly heldOut: number;
  readonly skipped: readonly SkippedFile[];
}
