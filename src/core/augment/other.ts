/**
 * The second image that some kinds of view read: another normal image, in the source's own crop or in one of its own, under the source's global
 * augmentation. Which one is drawn from the configuration's seed, step, label and place in the batch alone.
 */
import { applyJitter } from '../image/colour-jitter.ts';
import { cropImage, cropShifted } from '../image/rgb.ts';
import type { Rect, RgbImage } from '../image/types.ts';
import type { Random } from '../random/random.ts';
import { fillOutside } from '../region/region.ts';
import { drawPlace } from './patch-law.ts';
import type { GlobalDraw, OtherPlace, OtherView } from './types.ts';

export interface OtherDraw {
  readonly imageIndex: number;
  /** In pixels of that image. */
  readonly crop: Rect;
  /** What of it lies in the region of interest, as in `BatchDraw`. */
  readonly inside?: Uint8Array;
}

/** Another image of a set of square images; the same one where there is no other. */
export function drawOther(
  place: OtherPlace,
  source: { readonly imageIndex: number; readonly crop: Rect },
  imageCount: number,
  imageSizePx: number,
  random: Random,
): OtherDraw {
  const { imageIndex, crop } = source;
  const drawn = imageCount > 1 ? random.int(0, imageCount - 2) : imageIndex;
  const index = imageCount > 1 && drawn >= imageIndex ? drawn + 1 : drawn;
  if (place === 'aligned') return { imageIndex: index, crop };
  const whole = { width: imageSizePx, height: imageSizePx };
  return { imageIndex: index, crop: { ...crop, ...drawPlace(random, whole, crop) } };
}

export function viewOther(
  image: RgbImage,
  { crop, inside }: Pick<OtherDraw, 'crop' | 'inside'>,
  { shift, jitter }: GlobalDraw,
): OtherView {
  const view = cropShifted(image, crop, shift.x, shift.y);
  if (inside) fillOutside(view, inside);
  return { image: view, jitter };
}

/** Pixels of the other image in a box of the view; jittered as the source is (contrast about the box's own mean). */
export const cropOther = ({ image, jitter }: OtherView, rect: Rect): RgbImage =>
  applyJitter(cropImage(image, rect), jitter);
