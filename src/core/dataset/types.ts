/** The data set as every room sees it: decoded square images with a role, a label and, where known, a mask. */
import type { BinaryMask, RgbImage } from '../image/types.ts';
import type { DeepKind } from './formats/depth.ts';

/** `calibration`: a normal image that a person gives for the threshold alone; it neither trains nor counts in the ROC. */
export type Role = 'train' | 'test' | 'calibration';
export type Label = 'normal' | 'anomalous';

/** Type of test images that nobody sorted. */
export const UNSORTED = 'unsorted';

/** What a person should know about an image that was taken: only the first page (TIFF) or frame (GIF, WebP) is used. */
export type Remark = 'first-page' | 'first-frame';

/** What a file says of its picture without being looked at. */
export interface ImageFile {
  readonly widthPx: number;
  readonly heightPx: number;
  /** In an archive: of the entry, unpacked. */
  readonly bytes: number;
  /** Of a file deeper than 8 bits: the value that became 255, the same for all files of its set. */
  readonly depth?: { readonly kind: DeepKind; readonly scale: number };
}

export interface DatasetItem {
  /** Stable for the life of the page; also the key that the engine uses. */
  readonly id: string;
  /** File name without folders. */
  readonly name: string;
  /** Path as dropped, with `/`; unique within a data set. */
  readonly path: string;
  readonly role: Role;
  readonly label: Label;
  /** Folder name of the defect (`good` for normal images). */
  readonly defectType: string;
  /** At the working size: `imageSizePx` squared. */
  readonly image: RgbImage;
  /** At the working size, or null where no mask came with the image. */
  readonly mask: BinaryMask | null;
  /** Of the file that it came from; absent for samples, camera pictures and images of earlier projects. */
  readonly file?: ImageFile;
  /** Absent when there is nothing to say. */
  readonly remark?: Remark;
  /** What it belongs to, as a person or a file said (core/calibration/given-groups): '' stands alone; absent: as names say. */
  readonly group?: string;
}

/** Why a file was left out. */
export type SkipReason =
  | 'not-an-image'
  | 'system-file'
  | 'unsupported-format'
  | 'damaged'
  | 'too-small'
  | 'too-large'
  | 'duplicate-of-training'
  | 'duplicate'
  | 'mask-without-image'
  | 'mask-size-differs'
  | 'other-class'
  | 'outside-layout'
  | 'unlabelled'
  | 'left-out-by-hand'
  | 'looks-like-mask'
  | 'nested-archive'
  | 'archive-refused'
  | 'unsafe-name'
  | 'cancelled';

export interface SkippedFile {
  readonly path: string;
  readonly reason: SkipReason;
  /** Plain English detail for the report, for example a decoder's message or the size found. */
  readonly detail: string;
}
