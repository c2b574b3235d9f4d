/** Drawing: random parameters of a view or of the global augmentation, as plain data. No pixels here. */
import type { AugmentSettings } from '../config/augment-settings.ts';
import { drawJitter } from '../image/colour-jitter.ts';
import type { Random } from '../random/random.ts';
import { kindOf, type ViewDraw, type ViewKind } from './registry.ts';
import type { GlobalDraw } from './types.ts';

/** Side of the images for which the paper gives pixel ranges. */
const REFERENCE_SIZE_PX = 256;

/** Scale of the pixel ranges for an image of this size (the whole image, not a crop of it). */
export function pixelScaleOf(imageSizePx: number): number {
  return imageSizePx / REFERENCE_SIZE_PX;
}

/**
 * Parameters of one view of `width` x `height` px (at least 2 x 2).
 * @param pixelScale `pixelScaleOf(size of the image)`; give it when the view is a crop.
 */
export function drawView(
  kind: ViewKind,
  settings: AugmentSettings,
  width: number,
  height: number,
  random: Random,
  pixelScale = pixelScaleOf(width),
): ViewDraw {
  return kindOf(kind).draw({ settings, view: { width, height }, random, pixelScale });
}

/** Shift of whole pixels, uniform up to the fraction of each side, and a jitter; one draw per source image. */
export function drawGlobal(
  config: AugmentSettings['global'],
  width: number,
  height: number,
  random: Random,
): GlobalDraw {
  const shift = (side: number) => {
    const most = Math.floor(config.shiftFraction * side + 1e-9);
    return random.int(-most, most);
  };
  return { shift: { x: shift(width), y: shift(height) }, jitter: drawJitter(config.jitter, random) };
}
