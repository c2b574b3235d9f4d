/**
 * Moving, resizing and turning by hand what was drawn at random. Pure functions on draws: whatever is asked, the boxes stay whole, inside
 * the view and consistent (a pasted box has the size of the cut one; a rotated scar's extent is recomputed).
 */
import type { Rect } from '../image/types.ts';
import { clampRect } from './patch-law.ts';
import { kindOf, type ViewDraw } from './registry.ts';
import type { Boxes, BoxName, Size } from './types.ts';

/** The boxes of a draw. */
export const boxesOf = (draw: ViewDraw): Boxes => kindOf(draw.kind).boxes(draw);

/** The draw with one of its boxes at `wanted`, as far as the view allows; the same draw where it has no such box. */
export function setBox(draw: ViewDraw, name: BoxName, wanted: Rect, view: Size): ViewDraw {
  if (!boxesOf(draw)[name]) return draw;
  return kindOf(draw.kind).setBox(draw, name, clampRect(wanted, view), view);
}

/** The upright box and the angle of a patch that can be turned; null where none can. */
export const turnOf = (draw: ViewDraw): { readonly box: Size; readonly rotationDeg: number } | null =>
  kindOf(draw.kind).turning?.read(draw) ?? null;

/** Turned to `rotationDeg` about the centre of where it lies; a draw that cannot be turned is returned as it is. */
export function setRotation(draw: ViewDraw, rotationDeg: number, view: Size): ViewDraw {
  return kindOf(draw.kind).turning?.set(draw, rotationDeg, view) ?? draw;
}

/** `edited` places and sizes with the jitter of `base`; null where the kinds differ. */
export function withGeometryOf(base: ViewDraw, edited: ViewDraw): ViewDraw | null {
  if (base.kind !== edited.kind) return null;
  if ('jitter' in base && 'jitter' in edited) return { ...edited, jitter: base.jitter };
  return edited;
}
