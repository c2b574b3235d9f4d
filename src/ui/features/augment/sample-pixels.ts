/**
 * Pixels of single samples of a batch, made when they come into view: the same steps as `makeBatch` (a test compares the bytes). The
 * pixels that the views of a source share are made once.
 */
import { applyView } from '../../../core/augment/apply.ts';
import { otherOf, renderSource, type BatchDraw } from '../../../core/augment/batch.ts';
import type { GlobalDraw } from '../../../core/augment/types.ts';
import type { RgbImage } from '../../../core/image/types.ts';

/** Keyed by the draw that the views of a source share; the image is kept to notice other pixels. */
const shared = new WeakMap<GlobalDraw, { readonly image: RgbImage; readonly source: RgbImage }>();

/** Crop, shift and global jitter of a sample's source. */
export function sourcePixels(images: readonly RgbImage[], draw: BatchDraw): RgbImage {
  const known = shared.get(draw.global);
  const image = images[draw.imageIndex];
  if (known && known.image === image) return known.source;
  const source = renderSource(images, draw);
  shared.set(draw.global, { image, source });
  return source;
}

/** One sample as the network gets it. */
export function samplePixels(images: readonly RgbImage[], draw: BatchDraw): RgbImage {
  const source = sourcePixels(images, draw);
  return draw.view.kind === 'normal'
    ? source
    : applyView(source, draw.view, undefined, otherOf(images, draw), draw.inside);
}
