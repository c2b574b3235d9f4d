/**
 * A probe: a normal image with one synthetic defect of one kind, to ask a density what it finds. Unlike a view of training it lies somewhere in a whole
 * image and has the sizes of the kind's law in a square of 64 px to the whole image (log-uniform, at 256 px), because real defects come in many sizes.
 */
import type { AugmentSettings } from '../config/augment-settings.ts';
import { NO_JITTER } from '../image/colour-jitter.ts';
import { copyImage, createImage, cropImage, pasteInto } from '../image/rgb.ts';
import type { RgbImage } from '../image/types.ts';
import type { Random } from '../random/random.ts';
import type { Region } from '../region/region.ts';
import { applyView } from './apply.ts';
import { pixelScaleOf } from './draw.ts';
import { cropInside, drawCrop, drawInside, wholeInside } from './inside.ts';
import { drawOther, viewOther } from './other.ts';
import { drawPlace } from './patch-law.ts';
import { kindOf, type ViewKind } from './registry.ts';

const SMALLEST_PX = 64;
const STILL = { shift: { x: 0, y: 0 }, jitter: NO_JITTER };

/** The side of the square in which a probe is drawn. */
function drawSide(sizePx: number, random: Random): number {
  const least = Math.min(sizePx, Math.max(2, Math.round(SMALLEST_PX * pixelScaleOf(sizePx))));
  return Math.round(least * (sizePx / least) ** random.float());
}

/**
 * A new image; `images` (square, of one size) are not changed.
 * @param images among which kinds of two images find the other one
 * @param region of interest: the defect lies in it, and nothing changes outside
 */
export function makeProbe(
  images: readonly RgbImage[],
  index: number,
  kind: ViewKind,
  settings: AugmentSettings,
  random: Random,
  region: Region | null = null,
): RgbImage {
  const image = images[index];
  const sizePx = image.width;
  const side = drawSide(sizePx, random);
  const square = { width: side, height: side };
  const crop = region
    ? drawCrop(random, wholeInside(region), side)
    : { ...drawPlace(random, { width: sizePx, height: sizePx }, square), ...square };
  const view = cropImage(image, crop);
  const context = { settings, view: square, random, pixelScale: pixelScaleOf(sizePx) };
  const { other: place } = kindOf(kind);
  const other = place && drawOther(place, { imageIndex: index, crop }, images.length, sizePx, random);
  const inside = region ? cropInside(region, crop, STILL.shift) : null;
  const secondInside = region && other ? cropInside(region, other.crop, STILL.shift) : undefined;
  const draw = inside ? drawInside(kind, context, inside, secondInside) : kindOf(kind).draw(context);
  const second = other && viewOther(images[other.imageIndex], other, STILL);
  const changed = applyView(view, draw, undefined, second, inside?.pixels ?? null);
  const result = copyImage(image);
  pasteInto(result, inside ? keepOutside(changed, view, inside.pixels) : changed, crop.x, crop.y);
  return result;
}

/** `applyView` paints over what lies outside: there a probe is the image that it was made from. */
function keepOutside(changed: RgbImage, view: RgbImage, inside: Uint8Array): RgbImage {
  const kept = createImage(view.width, view.height, view.data.slice());
  pasteInto(kept, changed, 0, 0, inside);
  return kept;
}
