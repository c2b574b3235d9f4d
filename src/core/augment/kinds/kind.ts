/**
 * A kind of view: everything that the page and the training loop need to know of one. The file of a kind exports its descriptor and `index.ts`
 * lists it; tasks, classes, boxes of the lab, folded settings and what a setting means for a task follow from that.
 */
import type { AugmentSettings } from '../../config/augment-settings.ts';
import type { Rect, RgbImage } from '../../image/types.ts';
import type { Random } from '../../random/random.ts';
import type { Boxes, BoxName, PatchReadout, Size, ViewTrace, OtherPlace, OtherView } from '../types.ts';

/** Whose idea a task is: the paper's own, the paper's baselines, or what came after it. */
export const FAMILIES = ['paper', 'descendant', 'baseline'] as const;
export type Family = (typeof FAMILIES)[number];

/** Sections of the lab's parameters. */
export type SettingGroup = 'cutpaste' | 'scar' | 'confetti' | 'shape' | 'mixture' | 'patch-jitter';

export interface DrawContext {
  readonly settings: AugmentSettings;
  /** At least 2 x 2 px. */
  readonly view: Size;
  readonly random: Random;
  /** Pixels of the view for one pixel of the paper's 256 px image: pixel ranges scale with it. */
  readonly pixelScale: number;
}

export interface Kind<Draw extends { readonly kind: string }, F extends Family | null = Family | null> {
  readonly kind: Draw['kind'];
  /** "Normal or this?" is a task of this family; null where the kind only stands in tasks of several kinds. */
  readonly family: F;
  /** Role of tokens.css in whose colour its class is drawn. */
  readonly colour: 'normal' | 'cutpaste' | 'scar' | 'other';
  /** Where it comes from. */
  readonly url: string;
  /** Settings that change its pixels, as beginnings of their paths, by the section in which the lab shows them. */
  readonly parameters: Partial<Record<SettingGroup, readonly string[]>>;
  /** Where it reads another image of the set; see `KindOfTwo`. */
  readonly other?: OtherPlace;
  /** Random parameters; no pixels are read. */
  draw(context: DrawContext): Draw;
  /** What depends on pixels, decided: a draw that may leave a choice to them. Settling twice changes nothing. */
  settle?(draw: Draw, image: RgbImage, other?: OtherView): Draw;
  /**
   * The view of `image`, which is not changed.
   * @param target bytes for the result (`width * height * 3`), for example a slice of a batch; new ones when absent.
   */
  apply(image: RgbImage, draw: Draw, target?: Uint8Array, other?: OtherView): ViewTrace;
  boxes(draw: Draw): Boxes;
  /** For kinds without a box that change a part of the view only: `[height, width]`, 0 where they change nothing. */
  area?(draw: Draw, view: Size): Uint8Array;
  /** The draw with one of its boxes at `rect`, which lies inside the view; the other parts stay inside and consistent. */
  setBox(draw: Draw, name: BoxName, rect: Rect, view: Size): Draw;
  /** Null where there is no patch. */
  readout(draw: Draw, context: Omit<DrawContext, 'random'>): PatchReadout | null;
  /** Further numbers of a draw, for the text `readout` of its entry in the catalogue `kinds`. */
  facts?(draw: Draw): Readonly<Record<string, number | string>>;
  /** Where the patch can be turned by hand. */
  readonly turning?: {
    /** The upright box, and its angle (anticlockwise as seen). */
    read(draw: Draw): { readonly box: Size; readonly rotationDeg: number };
    /** Turned about the centre of where it lies. */
    set(draw: Draw, rotationDeg: number, view: Size): Draw;
  };
}

/** A kind that reads a second normal image. */
export interface KindOfTwo<
  Draw extends { readonly kind: string },
  F extends Family | null = Family | null,
> extends Omit<Kind<Draw, F>, 'apply' | 'settle'> {
  readonly other: OtherPlace;
  settle?(draw: Draw, image: RgbImage, other: OtherView): Draw;
  apply(image: RgbImage, draw: Draw, target: Uint8Array | undefined, other: OtherView): ViewTrace;
}

/** For kinds without a patch. */
export const NO_PATCH = {
  boxes: (): Boxes => ({}),
  setBox: <Draw>(draw: Draw): Draw => draw,
  readout: (): null => null,
};

/** For views in which every pixel may differ, or none does. */
export const noSteps = (result: RgbImage): ViewTrace => ({ result, steps: () => [], mask: () => null });
