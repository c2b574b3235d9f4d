/**
 * Applying: pixels from drawn parameters. `traceView` makes the view and keeps its steps for the lab; `applyView` is the same function
 * without the steps, so the lab and the network can never differ. Order for one sample: crop c(x), shift, global jitter,
 * then the view (method: CutPaste comes last, on the crop).
 */
import { applyJitter } from '../image/colour-jitter.ts';
import { cropShifted } from '../image/rgb.ts';
import { fillOutside } from '../region/region.ts';
import type { Rect, RgbImage } from '../image/types.ts';
import type { OtherView } from './types.ts';
import { kindOf, type ViewDraw } from './registry.ts';
import type { GlobalDraw, ViewTrace } from './types.ts';

/**
 * Crop (default: the whole image), reflect-padded shift, jitter: what all views of a source share.
 * @param inside of a region of interest: painted over before the jitter, whose contrast is about the mean of all pixels, and after it
 */
export function applyGlobal(
  image: RgbImage,
  draw: GlobalDraw,
  crop: Rect = { x: 0, y: 0, width: image.width, height: image.height },
  inside: Uint8Array | null = null,
): RgbImage {
  const view = cropShifted(image, crop, draw.shift.x, draw.shift.y);
  if (inside) fillOutside(view, inside);
  const jittered = applyJitter(view, draw.jitter);
  if (inside) fillOutside(jittered, inside);
  return jittered;
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
 * @param inside `[height, width]` of a region of interest: what lies outside of it stays as it is; null for all
 */
export function traceView(
  image: RgbImage,
  draw: ViewDraw,
  target?: Uint8Array,
  other?: OtherView,
  inside: Uint8Array | null = null,
): ViewTrace {
  const trace = kindOf(draw.kind).apply(image, settleView(image, draw, other), target, other);
  if (!inside) return trace;
  fillOutside(trace.result, inside);
  return { ...trace, mask: () => trace.mask()?.map((value, i) => (inside[i] ? value : 0)) ?? null };
}

/** The pixels of one view; see `traceView`. */
export function applyView(
  image: RgbImage,
  draw: ViewDraw,
  target?: Uint8Array,
  other?: OtherView,
  inside: Uint8Array | null = null,
): RgbImage {
  return traceView(image, draw, target, other, inside).result;
}
