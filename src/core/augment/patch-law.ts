/**
 * The law of the CutPaste patch (paper, section 3.1), which baselines and descendants share: area U(min, max) of the view, aspect r,
 * w = sqrt(A r), h = sqrt(A / r): no rejection loop. Places are uniform with the whole patch inside.
 */
import type { AugmentSettings } from '../config/augment-settings.ts';
import type { Rect } from '../image/types.ts';
import type { Random } from '../random/random.ts';
import type { DrawContext } from './kinds/kind.ts';
import type { Colour, PatchReadout, Point, Size } from './types.ts';

const clamp = (value: number, min: number, max: number) => Math.min(max, Math.max(min, value));

/** Limits may come the wrong way round. */
export const between = (random: Random, a: number, b: number) =>
  random.uniform(Math.min(a, b), Math.max(a, b));

export const drawColour = (random: Random): Colour => [
  random.int(0, 255),
  random.int(0, 255),
  random.int(0, 255),
];

/** A corner, uniform with all of `size` inside. */
export const drawPlace = (random: Random, inside: Size, size: Size): Point => ({
  x: random.int(0, inside.width - size.width),
  y: random.int(0, inside.height - size.height),
});

export function wholePixels(size: Size, view: Size): Size {
  return {
    width: clamp(Math.round(size.width), 1, view.width),
    height: clamp(Math.round(size.height), 1, view.height),
  };
}

/** Size of a CutPaste patch in px, before rounding and limits. */
export function drawPatchSize(config: AugmentSettings['cutpaste'], view: Size, random: Random): Size {
  const area = between(random, config.areaMin, config.areaMax) * view.width * view.height;
  const { aspectMin, aspectMax } = config;
  const aspect =
    config.aspectLaw === 'log-uniform'
      ? Math.exp(random.uniform(-1, 1) * Math.log(aspectMax))
      : random.float() < 0.5
        ? random.uniform(aspectMin, 1)
        : random.uniform(1, aspectMax);
  return { width: Math.sqrt(area * aspect), height: Math.sqrt(area / aspect) };
}

/** A box of a patch's size, anywhere. */
export function drawPatchBox({ settings, view, random }: DrawContext): Rect {
  const size = wholePixels(drawPatchSize(settings.cutpaste, view, random), view);
  return { ...drawPlace(random, view, size), ...size };
}

/** `rect` in whole pixels, inside the view; its size is kept where it fits. */
export function clampRect(rect: Rect, view: Size): Rect {
  const { width, height } = wholePixels(rect, view);
  return {
    x: clamp(Math.round(rect.x), 0, view.width - width),
    y: clamp(Math.round(rect.y), 0, view.height - height),
    width,
    height,
  };
}

/** Whether training could draw a patch of this size. */
function withinPatchLaw(size: Size, view: Size, c: AugmentSettings['cutpaste']): boolean {
  // Half a pixel of rounding on each side.
  const area = (w: number, h: number) => (w * h) / (view.width * view.height);
  const { width: w, height: h } = size;
  const low = c.aspectLaw === 'log-uniform' ? 1 / c.aspectMax : c.aspectMin;
  const full = w === view.width || h === view.height;
  return (
    area(w + 0.5, h + 0.5) >= Math.min(c.areaMin, c.areaMax) &&
    (full || area(w - 0.5, h - 0.5) <= Math.max(c.areaMin, c.areaMax)) &&
    (full || ((w + 0.5) / (h - 0.5) >= low && (w - 0.5) / (h + 0.5) <= c.aspectMax))
  );
}

/** Numbers of a box in its view. */
export function readBox(
  size: Size,
  view: Size,
  rotationDeg: number | null,
  withinLaw: boolean,
): PatchReadout {
  return {
    widthPx: size.width,
    heightPx: size.height,
    areaShare: (size.width * size.height) / (view.width * view.height),
    aspect: size.width / size.height,
    rotationDeg,
    withinLaw,
  };
}

export const readPatchBox = (size: Size, { view, settings }: Omit<DrawContext, 'random'>): PatchReadout =>
  readBox(size, view, null, withinPatchLaw(size, view, settings.cutpaste));
