/**
 * Applying: pixels from drawn parameters. `traceView` makes the view and keeps its steps for the lab; `applyView` is the same function
 * without the steps, so the lab and the network can never differ. Order for one sample: crop c(x), shift, global jitter,
 * then the view (method: CutPaste comes last, on the crop).
 */
import { applyJitter } from '../image/colour-jitter.ts';
import { cropShifted } from '../image/rgb.ts';
import type { Rect, RgbImage } from '../image/types.ts';
import type { OtherView } from './types.ts';
import { kindOf, type ViewDraw } from './registry.ts';
import type { GlobalDraw, ViewTrace } from './types.ts';

/** Crop (default: the whole image), reflect-padded shift, jitter: what all views of a source share. */
export function applyGlobal(
  image: RgbImage,
  draw: GlobalDraw,
  crop: Rect = { x: 0, y: 0, width: image.width, height: image.height },
): RgbImage {
  return applyJitter(cropShifted(image, crop, draw.shift.x, draw.shift.y), draw.jitter);
}

/**
 * The draw with everything decided that depends on pixels.
 * @param other the second image of kinds that read one
 */
export function settleView(image: RgbImage, draw: ViewDraw, other?: OtherView): ViewDraw {
  const kind = kindOf(draw.kind);
  if (kind.other && !other) throw new Error(`A view of the kind "${draw.kind}" needs another image.`);
  return kind.settle?.(draw, image, other) ?? draw;
}

/**
 * One view of `image` with its steps. `image` is not changed.
 * @param target bytes for the result (`width * height * 3`), for example a slice of a batch; new ones when absent.
 */
export function traceView(
  image: RgbImage,
  draw: ViewDraw,
  target?: Uint8Array,
  other?: OtherView,
): ViewTrace {
  return kindOf(draw.kind).apply(image, settleView(image, draw, other), target, other);
}

/** The pixels of one view; see `traceView`. */
export function applyView(image: RgbImage, draw: ViewDraw, target?: Uint8Array, other?: OtherView): RgbImage {
  return traceView(image, draw, target, other).result;
}
