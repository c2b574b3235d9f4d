/**
 * The law of the scar (paper, section 3.2). Pixel ranges are at 256 px and scale with the size of the IMAGE: a crop of 64 px out
 * of a 256 px image keeps its pixels, so it gets the full 2-16 x 10-25 px, only made smaller where the rotated box would not fit.
 * (The PyTorch reference keeps the scale too, but halves the width in its 64 px crops; the paper says nothing of halving.)
 */
import type { AugmentSettings } from '../config/augment-settings.ts';
import type { Rect } from '../image/types.ts';
import type { DrawContext } from './kinds/kind.ts';
import { between, clampRect, drawPlace, readBox, wholePixels } from './patch-law.ts';
import { rotatedSize } from './rotate.ts';
import type { PatchReadout, Point, Size } from './types.ts';

export interface ScarShape {
  /** Upright, before rotation. */
  readonly box: Size;
  /** Anticlockwise as seen. */
  readonly rotationDeg: number;
  /** The box's extent after rotation. */
  readonly rotated: Size;
}

/** A scar where it lies: `destination` is the corner of its extent. */
export interface PlacedScar extends ScarShape {
  readonly destination: Point;
}

/** The box in whole pixels, made smaller in proportion until it fits, upright and rotated. */
function fitScar(size: Size, rotationDeg: number, view: Size): { box: Size; rotated: Size } {
  let box = wholePixels(size, view);
  let rotated = rotatedSize(box, rotationDeg);
  while (rotated.width > view.width || rotated.height > view.height) {
    const factor = Math.min(view.width / rotated.width, view.height / rotated.height);
    box = {
      width: Math.max(1, Math.floor(box.width * factor)),
      height: Math.max(1, Math.floor(box.height * factor)),
    };
    rotated = rotatedSize(box, rotationDeg);
  }
  return { box, rotated };
}

export function drawScarShape({ settings, view, random, pixelScale }: DrawContext): ScarShape {
  const { scar } = settings;
  const width = between(random, scar.widthMinPx, scar.widthMaxPx) * pixelScale;
  const height = between(random, scar.lengthMinPx, scar.lengthMaxPx) * pixelScale;
  const rotationDeg = random.uniform(-1, 1) * scar.rotationMaxDeg + 0;
  return { rotationDeg, ...fitScar({ width, height }, rotationDeg, view) };
}

export const drawScarPlace = ({ view, random }: DrawContext, { rotated }: ScarShape): Point =>
  drawPlace(random, view, rotated);

export const extentOf = ({ destination, rotated }: PlacedScar): Rect => ({ ...destination, ...rotated });

const centreOf = (rect: Rect): Point => ({ x: rect.x + rect.width / 2, y: rect.y + rect.height / 2 });

/** With another box or angle, about the centre of `extent`, inside the view. */
export function reshapeScar(box: Size, rotationDeg: number, extent: Rect, view: Size): PlacedScar {
  const fitted = fitScar(box, rotationDeg, view);
  const { rotated } = fitted;
  const centre = centreOf(extent);
  const { x, y } = clampRect(
    { x: centre.x - rotated.width / 2, y: centre.y - rotated.height / 2, ...rotated },
    view,
  );
  return { ...fitted, rotationDeg, destination: { x, y } };
}

/** With its extent at `rect`: moved, or, where the size differs, its box longer and wider by as much. */
export function setExtent(scar: PlacedScar, rect: Rect, view: Size): PlacedScar {
  const { box, rotated, rotationDeg } = scar;
  if (rect.width === rotated.width && rect.height === rotated.height)
    return { ...scar, destination: { x: rect.x, y: rect.y } };
  const size = {
    width: Math.max(1, box.width + rect.width - rotated.width),
    height: Math.max(1, box.height + rect.height - rotated.height),
  };
  return reshapeScar(size, rotationDeg, rect, view);
}

function withinScarLaw(size: Size, rotationDeg: number, scale: number, c: AugmentSettings['scar']): boolean {
  const within = (value: number, a: number, b: number) =>
    value + 0.5 >= Math.min(a, b) * scale && value - 0.5 <= Math.max(a, b) * scale;
  return (
    within(size.width, c.widthMinPx, c.widthMaxPx) &&
    within(size.height, c.lengthMinPx, c.lengthMaxPx) &&
    Math.abs(rotationDeg) <= c.rotationMaxDeg
  );
}

export function readScar(
  { box, rotationDeg }: Pick<ScarShape, 'box' | 'rotationDeg'>,
  { view, pixelScale, settings }: Omit<DrawContext, 'random'>,
): PatchReadout {
  return readBox(box, view, rotationDeg, withinScarLaw(box, rotationDeg, pixelScale, settings.scar));
}
