/**
 * Words that all kinds of view share, as plain data. Drawing (random) and applying (pixels) are separate, so that the lab shows the very
 * parameters whose pixels the network gets. All rectangles are in pixels of the view: the whole image, or the crop c(x)
 * of the patch model (Eq. 3).
 */
import type { JitterDraw } from '../image/colour-jitter.ts';
import type { Rect, RgbImage } from '../image/types.ts';

/** 8-bit red, green, blue. */
export type Colour = readonly [number, number, number];

export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** Augmentation of the source before its views are made: shift in px (content moves right and down), then jitter. */
export interface GlobalDraw {
  readonly shift: Point;
  readonly jitter: JitterDraw;
}

/** A small picture of how a view comes about: what was cut, covered or filled, what it was made into. */
export interface ViewStep {
  readonly name: 'covered' | 'cut' | 'resized' | 'jittered' | 'filled' | 'rotated' | 'blended' | 'mask';
  readonly image: RgbImage;
  /** `[height, width]` of `image`: 255 where it is pasted, 0 where not. */
  readonly alpha?: Uint8Array;
}

/** A view with its steps; these are made when they are asked for, so that training does not pay for them. */
export interface ViewTrace {
  readonly result: RgbImage;
  readonly steps: () => readonly ViewStep[];
  /** `[height, width]` of the view: 0 where it is as the source was, up to 255 where it is not; null where all of it is. */
  readonly mask: () => Uint8Array | null;
}

/** Where a draw lies: boxes that a person can move, and pieces that are only shown. `paste` of a scar is its extent after rotation. */
export interface Boxes {
  readonly cut?: Rect;
  readonly paste?: Rect;
  readonly pieces?: readonly Rect[];
}
export type BoxName = 'cut' | 'paste';

/** Numbers of a patch. */
export interface PatchReadout {
  readonly widthPx: number;
  readonly heightPx: number;
  /** Share of the view's area, in [0, 1]. */
  readonly areaShare: number;
  /** Width over height. */
  readonly aspect: number;
  readonly rotationDeg: number | null;
  /** False when training could not have drawn this patch (it was changed by hand). */
  readonly withinLaw: boolean;
}

/** Where the second image of a view is cut: at the same place, or anywhere in it. */
export type OtherPlace = 'aligned' | 'anywhere';

/** The second image. Its colours are jittered where they are used only: jitter of a whole image costs as much as the rest of a view. */
export interface OtherView {
  /** Cropped and shifted, of the view's size. */
  readonly image: RgbImage;
  readonly jitter: JitterDraw;
}
