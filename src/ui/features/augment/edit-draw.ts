/**
 * Moving, resizing and turning by hand what was drawn at random. Pure functions on draws: whatever is asked, the boxes stay whole, inside
 * the view and consistent (a pasted box has the size of the cut one; a rotated scar's extent is recomputed).
 */
import { fitScar } from '../../../core/augment/draw.ts';
import type { Size, ViewDraw } from '../../../core/augment/types.ts';
import type { Rect } from '../../../core/image/types.ts';

export type BoxName = 'cut' | 'paste';

const clamp = (value: number, min: number, max: number) => Math.min(max, Math.max(min, Math.round(value)));

/** `rect` in whole pixels, inside the view; its size is kept where it fits. */
export function clampRect(rect: Rect, view: Size): Rect {
  const width = clamp(rect.width, 1, view.width);
  const height = clamp(rect.height, 1, view.height);
  return {
    x: clamp(rect.x, 0, view.width - width),
    y: clamp(rect.y, 0, view.height - height),
    width,
    height,
  };
}

/** The boxes of a draw that can be moved; for scars `paste` is the extent of the rotated box. */
export function boxesOf(draw: ViewDraw): Partial<Record<BoxName, Rect>> {
  switch (draw.kind) {
    case 'cutpaste': {
      const { width, height } = draw.source;
      return { cut: draw.source, paste: { ...draw.destination, width, height } };
    }
    case 'scar':
      return { cut: draw.source, paste: { ...draw.destination, ...draw.rotated } };
    case 'scar-colour':
      return { paste: { ...draw.destination, ...draw.rotated } };
    case 'cutout-grey':
    case 'cutout-mean':
    case 'cutout-colour':
    case 'shape':
      return { paste: draw.box };
    case 'normal':
    case 'rotation-90':
    case 'rotation-180':
    case 'rotation-270':
    case 'confetti':
      return {};
    default:
      return draw satisfies never;
  }
}

type AnyScar = Extract<ViewDraw, { kind: 'scar' | 'scar-colour' }>;

/** A scar with another box, angle or place of its extent's centre. */
function reshapeScar(
  draw: AnyScar,
  box: Size,
  rotationDeg: number,
  centre: { x: number; y: number },
  view: Size,
): AnyScar {
  const fitted = fitScar(box, rotationDeg, view);
  const { rotated } = fitted;
  const extent = clampRect(
    { x: centre.x - rotated.width / 2, y: centre.y - rotated.height / 2, ...rotated },
    view,
  );
  const shape = { rotationDeg, rotated, destination: { x: extent.x, y: extent.y } };
  if (draw.kind === 'scar-colour') return { ...draw, ...shape, box: fitted.box };
  return { ...draw, ...shape, source: clampRect({ ...draw.source, ...fitted.box }, view) };
}

function scarBox(draw: AnyScar): Size {
  return draw.kind === 'scar' ? draw.source : draw.box;
}

const centreOf = (rect: Rect) => ({ x: rect.x + rect.width / 2, y: rect.y + rect.height / 2 });

/** The draw with one of its boxes at `wanted`, as far as the view allows; the same draw where it has no such box. */
export function setBox(draw: ViewDraw, name: BoxName, wanted: Rect, view: Size): ViewDraw {
  const present = boxesOf(draw)[name];
  if (!present) return draw;
  const rect = clampRect(wanted, view);
  const resized = rect.width !== present.width || rect.height !== present.height;
  switch (draw.kind) {
    case 'cutpaste': {
      const { width, height } = rect;
      const other =
        name === 'cut' ? { ...draw.destination, width, height } : { ...draw.source, width, height };
      const moved = clampRect(other, view);
      return name === 'cut'
        ? { ...draw, source: rect, destination: { x: moved.x, y: moved.y } }
        : { ...draw, source: moved, destination: { x: rect.x, y: rect.y } };
    }
    case 'scar':
    case 'scar-colour': {
      if (name === 'cut' && draw.kind === 'scar') {
        const extent = { ...draw.destination, ...draw.rotated };
        const reshaped = resized ? reshapeScar(draw, rect, draw.rotationDeg, centreOf(extent), view) : draw;
        if (reshaped.kind !== 'scar') return draw;
        return { ...reshaped, source: clampRect({ ...reshaped.source, x: rect.x, y: rect.y }, view) };
      }
      if (!resized) return { ...draw, destination: { x: rect.x, y: rect.y } };
      const box = scarBox(draw);
      const size = {
        width: Math.max(1, box.width + rect.width - present.width),
        height: Math.max(1, box.height + rect.height - present.height),
      };
      return reshapeScar(draw, size, draw.rotationDeg, centreOf(rect), view);
    }
    case 'cutout-grey':
    case 'cutout-mean':
    case 'cutout-colour':
    case 'shape':
      return { ...draw, box: rect };
    default:
      return draw;
  }
}

/** A scar turned to `rotationDeg` about the centre of where it lies; other draws are returned as they are. */
export function setRotation(draw: ViewDraw, rotationDeg: number, view: Size): ViewDraw {
  if (draw.kind !== 'scar' && draw.kind !== 'scar-colour') return draw;
  const extent = { ...draw.destination, ...draw.rotated };
  return reshapeScar(draw, scarBox(draw), rotationDeg, centreOf(extent), view);
}

/** `edited` places and sizes with everything else of `base` (jitter, colours); null where the kinds differ. */
export function withGeometryOf(base: ViewDraw, edited: ViewDraw): ViewDraw | null {
  if (base.kind !== edited.kind) return null;
  if ('jitter' in base && 'jitter' in edited) return { ...edited, jitter: base.jitter };
  return edited;
}
