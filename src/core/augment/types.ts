/**
 * What an augmentation draws, as plain data. Drawing (random) and applying (pixels) are separate, so that the lab shows the very
 * parameters whose pixels the network gets. All rectangles are in pixels of the view: the whole image, or the crop c(x)
 * of the patch model (Eq. 3).
 */
import type { JitterDraw } from '../image/colour-jitter.ts';
import type { Rect, RgbImage } from '../image/types.ts';

export const VIEW_KINDS = [
  'normal',
  'cutpaste',
  'scar',
  'rotation-90',
  'rotation-180',
  'rotation-270',
  'cutout-grey',
  'cutout-mean',
  'cutout-colour',
  'scar-colour',
  'confetti',
  'shape',
] as const;
export type ViewKind = (typeof VIEW_KINDS)[number];

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

export interface NormalDraw {
  readonly kind: 'normal';
}

export interface RotationDraw {
  readonly kind: 'rotation-90' | 'rotation-180' | 'rotation-270';
}

/** Section 3.1: cut `source`, jitter it, paste it with its corner at `destination`. */
export interface CutPasteDraw {
  readonly kind: 'cutpaste';
  readonly source: Rect;
  readonly destination: Point;
  readonly jitter: JitterDraw;
}

/** Section 3.2: a thin box, jittered, rotated; `rotated` is its extent after rotation, `destination` the extent's corner. */
export interface ScarDraw {
  readonly kind: 'scar';
  readonly source: Rect;
  /** Anticlockwise as seen. */
  readonly rotationDeg: number;
  readonly rotated: Size;
  readonly destination: Point;
  readonly jitter: JitterDraw;
}

/** Baseline: a box filled with one colour; `colour` is null where it is the mean of the view. */
export interface CutoutDraw {
  readonly kind: 'cutout-grey' | 'cutout-mean' | 'cutout-colour';
  readonly box: Rect;
  readonly colour: Colour | null;
}

/** Baseline: the scar's shape in one random colour. */
export interface ScarColourDraw {
  readonly kind: 'scar-colour';
  readonly box: Size;
  readonly rotationDeg: number;
  readonly rotated: Size;
  readonly destination: Point;
  readonly colour: Colour;
}

/** Baseline: small boxes of random colours. */
export interface ConfettiDraw {
  readonly kind: 'confetti';
  readonly pieces: readonly { readonly box: Rect; readonly colour: Colour }[];
}

/** A texture as of natural material, drawn from lattice noise; colours run from `dark` to `light`. */
export interface TextureDraw {
  readonly pattern: 'wood' | 'marble' | 'stone';
  readonly seed: number;
  readonly grainPx: number;
  readonly dark: Colour;
  readonly light: Colour;
}

export type ShapeFill = { readonly colour: Colour } | { readonly texture: TextureDraw };

export interface ShapeOutline {
  readonly shape: 'digit' | 'square' | 'ellipse' | 'heart';
  /** Which digit; 0 for the other shapes. */
  readonly digit: number;
}

/** Baseline (Table 6): a drawn shape that fills its box. */
export interface ShapeDraw extends ShapeOutline {
  readonly kind: 'shape';
  readonly box: Rect;
  readonly fill: ShapeFill;
}

export type ViewDraw =
  | NormalDraw
  | RotationDraw
  | CutPasteDraw
  | ScarDraw
  | CutoutDraw
  | ScarColourDraw
  | ConfettiDraw
  | ShapeDraw;

/** Augmentation of the source before its views are made: shift in px (content moves right and down), then jitter. */
export interface GlobalDraw {
  readonly shift: Point;
  readonly jitter: JitterDraw;
}

/** The steps of one view; null where the kind has no such step. */
export interface ViewTrace {
  /** The patch as cut. */
  readonly cut: RgbImage | null;
  /** After colour jitter (for one-colour baselines: the box filled). */
  readonly jittered: RgbImage | null;
  /** After rotation, on its expanded canvas. */
  readonly rotated: RgbImage | null;
  /** `[height, width]` of `rotated`: 255 where it is pasted, 0 where not. */
  readonly alpha: Uint8Array | null;
  readonly result: RgbImage;
}

/** One sample of a batch: which image, which crop of it, and what was drawn. */
export interface BatchDraw {
  readonly imageIndex: number;
  /** c(x) in pixels of the image; the whole image for the image model. */
  readonly crop: Rect;
  /** The same object for all views of a source. */
  readonly global: GlobalDraw;
  readonly label: number;
  readonly view: ViewDraw;
}
