/** What the header of an image says, read before anything is decoded. */
import type { ImageFormat } from './sniff.ts';

export interface ImageHeader {
  readonly format: ImageFormat;
  /** As stored; EXIF orientation may swap the sides. */
  readonly widthPx: number;
  readonly heightPx: number;
  /** More than one page or frame; only the first is used. */
  readonly several: boolean;
  /** EXIF orientation 2..8 where a JPEG is to be turned or mirrored to be seen. */
  readonly orientation?: number;
  /** 16 where samples are deeper than 8 bits (PNG). */
  readonly bits?: number;
}

/** Sides below this are too small to learn from. */
const SMALLEST_SIDE_PX = 16;
/** Longest side and most pixels that are decoded: what a canvas can hold, and 256 MB of RGBA. */
const LONGEST_SIDE_PX = 16_384;
const MOST_PIXELS = 64_000_000;

export type SizeProblem = { readonly reason: 'too-small' | 'too-large'; readonly detail: string };

/** Why an image of this size is left out, or null. */
export function sizeProblem(widthPx: number, heightPx: number): SizeProblem | null {
  const size = `${widthPx} × ${heightPx} px`;
  if (widthPx > LONGEST_SIDE_PX || heightPx > LONGEST_SIDE_PX) {
    return { reason: 'too-large', detail: `${size}; a side may have ${LONGEST_SIDE_PX} px.` };
  }
  if (widthPx * heightPx > MOST_PIXELS) {
    return {
      reason: 'too-large',
      detail: `${size}; an image may have ${MOST_PIXELS / 1e6} megapixels.`,
    };
  }
  if (widthPx < SMALLEST_SIDE_PX || heightPx < SMALLEST_SIDE_PX) {
    return { reason: 'too-small', detail: `${size}; at least ${SMALLEST_SIDE_PX} px are needed.` };
  }
  return null;
}
