/**
 * A region of interest at the working size. Pixels outside are replaced by the mean colour of ImageNet, which the normalisation turns to 0,
 * before any network sees them: so nothing outside can count, whatever the network's field of view, in training, scores and maps alike.
 */
import type { RgbImage } from '../image/types.ts';
import { readRegion, resampleInside } from './code.ts';

export interface Region {
  readonly sizePx: number;
  /** `[sizePx, sizePx]`, 1 inside. */
  readonly inside: Uint8Array;
  /** Of the image that is inside, in (0, 1). */
  readonly share: number;
}

/** Mean of ImageNet, rounded: 0.485, 0.456, 0.406 of 255. */
export const OUTSIDE_COLOUR = [124, 116, 104] as const;

let last: { readonly code: string; readonly region: Region } | null = null;

/** The region of a code at a working size; null for the whole image. The last one is remembered. */
export function regionAt(code: string | null | undefined, sizePx: number): Region | null {
  if (!code) return null;
  if (last?.code === code && last.region.sizePx === sizePx) return last.region;
  const grid = readRegion(code);
  if (!grid) return null;
  const inside = resampleInside(grid.inside, grid.side, sizePx);
  // A region smaller than a pixel of this size keeps the pixel that it lies in.
  if (!inside.includes(1)) {
    const cell = grid.inside.indexOf(1);
    const at = (index: number) => Math.min(sizePx - 1, Math.floor(((index + 0.5) * sizePx) / grid.side));
    inside[at(Math.floor(cell / grid.side)) * sizePx + at(cell % grid.side)] = 1;
  }
  const share = inside.reduce((sum, value) => sum + value, 0) / inside.length;
  last = { code, region: { sizePx, inside, share } };
  return last.region;
}

/** Whether two pictures of these sizes, in pixels, differ in scale alone: by at most a pixel of the smaller one. */
export function sameShape(
  a: { readonly widthPx: number; readonly heightPx: number },
  b: { readonly widthPx: number; readonly heightPx: number },
): boolean {
  const [small, large] = a.widthPx * a.heightPx <= b.widthPx * b.heightPx ? [a, b] : [b, a];
  const scale = small.widthPx / large.widthPx;
  return Math.abs(large.heightPx * scale - small.heightPx) <= Math.max(1, scale);
}

/** Whether a mask, at the region's size, marks something and all of it lies outside: then no score can find it. */
export function liesOutside(mask: ArrayLike<number>, { inside }: Region): boolean {
  let marks = false;
  for (let i = 0; i < mask.length; i++) {
    if (!mask[i]) continue;
    if (inside[i]) return false;
    marks = true;
  }
  return marks;
}

/** Paints what lies outside, in place. `inside` is `[height, width]` of the image. */
export function fillOutside({ data }: Pick<RgbImage, 'data'>, inside: Uint8Array): void {
  const [red, green, blue] = OUTSIDE_COLOUR;
  for (let i = 0, o = 0; i < inside.length; i++, o += 3) {
    if (inside[i]) continue;
    data[o] = red;
    data[o + 1] = green;
    data[o + 2] = blue;
  }
}

/** The image with what lies outside painted; itself without a region. The image given is not changed. */
export function limitImage(image: RgbImage, region: Region | null): RgbImage {
  if (!region) return image;
  const limited = { ...image, data: Uint8Array.from(image.data) };
  fillOutside(limited, region.inside);
  return limited;
}

/** A map's values outside become the lowest inside, in place: what is outside never stands out. */
export function limitMap(values: Float32Array, inside: Uint8Array): void {
  let low = Infinity;
  for (let i = 0; i < values.length; i++) if (inside[i] && values[i] < low) low = values[i];
  for (let i = 0; i < values.length; i++) if (!inside[i]) values[i] = low;
}
