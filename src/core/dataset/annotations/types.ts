/** What annotation files say of images: shapes in pixels of the original, the names of classes, a side, a part. */
import type { Part, Side } from '../reading/words.ts';

/** Coordinates count from the left and top edges of the image, in pixels; a pixel's centre is at half a pixel. */
export type Shape =
  /** `x, y` of each corner, one after the other. */
  | { readonly kind: 'polygon'; readonly points: readonly number[] }
  | {
      readonly kind: 'box';
      readonly x: number;
      readonly y: number;
      readonly width: number;
      readonly height: number;
    }
  | {
      readonly kind: 'ellipse';
      readonly x: number;
      readonly y: number;
      readonly rx: number;
      readonly ry: number;
    }
  /**
   * Runs of pixels down the columns (or along the rows) of a rectangle at `x`, `y`, beginning with unmarked ones. A height of null: of the whole image, whose
   * size the file does not say.
   */
  | {
      readonly kind: 'runs';
      readonly counts: readonly number[];
      readonly x: number;
      readonly y: number;
      readonly width: number | null;
      readonly height: number | null;
      readonly along: 'columns' | 'rows';
    };

export interface Annotation {
  /** Path or name of the image, as the file gives it. */
  readonly image: string;
  /** Size that the shapes are drawn at, or null where they are fractions or pixels of the image itself. */
  readonly widthPx: number | null;
  readonly heightPx: number | null;
  /** Shapes as fractions of the image (YOLO). */
  readonly fractions?: boolean;
  readonly shapes: readonly Shape[];
  /** How many marks are boxes of a detector (YOLO, COCO, Pascal VOC): they say that there is a defect, not where its edge is. */
  readonly boxes?: number;
  /** Names of the classes that are marked, the first first; those that mean a normal part are left out. */
  readonly types: readonly string[];
  readonly side: Side | null;
  readonly part: Part | null;
  /** Path of a mask, as the file gives it. */
  readonly mask: string | null;
  /** What a table says where that is no side (`label=1`): images of one value are asked about as a group. */
  readonly value?: string;
}

/** What is left open by a kind of file. */
export const NOTHING = {
  widthPx: null,
  heightPx: null,
  shapes: [],
  types: [],
  side: null,
  part: null,
  mask: null,
} as const;
