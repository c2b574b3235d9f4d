/**
 * Samples of a TIFF page as 8-bit RGB: tiles put in their places, palette looked up, orientation applied, transparency laid
 * over black, and the depth brought down to 8 bits.
 *
 * Depth beyond 8 bits takes the scale of its whole set (`depth.ts`).
 */
import type { RgbImage } from '../../image/types.ts';
import { storedAt } from '../mask-plane.ts';
import { Malformed } from './bytes.ts';
import { largestOf, scaleOf, type Depth, type DepthScales } from './depth.ts';
import type { TiffHeader } from './tiff.ts';

/** What the library returns for the presented page. */
export interface TiffPage {
  readonly data: ArrayLike<number>;
  /** 16-bit colours by index, for palette images. */
  readonly palette?: readonly (readonly [number, number, number])[];
}

/** Depth of a page beyond 8 bits, or null. */
export function depthOf(
  { data }: TiffPage,
  { bitsPerSample, float, photometric, largestByTag }: TiffHeader,
): Depth | null {
  if (photometric === 3 || (!float && bitsPerSample < 16)) return null;
  const most = largestOf(data);
  const told = largestByTag !== null && largestByTag >= most && largestByTag < 65_535;
  return { kind: float ? 'float' : 'integer', most: told ? largestByTag : most };
}

/** The value that becomes 255. */
function fullScale(page: TiffPage, header: TiffHeader, scales: DepthScales): number {
  const depth = depthOf(page, header);
  if (depth === null) return 2 ** header.bitsPerSample - 1;
  return Math.max(scales[depth.kind] ?? 0, scaleOf(depth));
}

/** Index of the first sample of a stored pixel, in the order of tiles or rows. */
function sampleIndex(header: TiffHeader, x: number, y: number): number {
  const { tileWidthPx, tileHeightPx, samplesPerPixel } = header;
  if (tileWidthPx === null || tileHeightPx === null) {
    return (y * header.storedWidthPx + x) * samplesPerPixel;
  }
  const across = Math.ceil(header.storedWidthPx / tileWidthPx);
  const tile = Math.floor(y / tileHeightPx) * across + Math.floor(x / tileWidthPx);
  const row = tile * tileHeightPx + (y % tileHeightPx);
  return (row * tileWidthPx + (x % tileWidthPx)) * samplesPerPixel;
}

/**
 * `[heightPx, widthPx, 3]` as seen.
 * @param scales full scale of the set, where it is known; the file's own counts where it is larger.
 * @throws Malformed when samples or palette entries are missing.
 */
export function tiffToRgb(page: TiffPage, header: TiffHeader, scales: DepthScales = {}): RgbImage {
  const { widthPx: width, heightPx: height, samplesPerPixel, photometric } = header;
  const { data, palette } = page;
  const last = sampleIndex(header, header.storedWidthPx - 1, header.storedHeightPx - 1) + samplesPerPixel;
  if (data.length < last) throw new Malformed('The TIFF has fewer pixels than its header says.');
  if (photometric === 3 && !palette) throw new Malformed('The TIFF has no colours for its palette.');
  const scale = 255 / fullScale(page, header, scales);
  const alphaAt =
    header.hasAlpha && photometric < 3 && samplesPerPixel > (photometric === 2 ? 3 : 1)
      ? photometric === 2
        ? 3
        : 1
      : -1;
  const step = photometric === 2 && samplesPerPixel >= 3 ? 1 : 0;
  const out = new Uint8Array(width * height * 3);
  const clamp = (value: number): number => (value > 0 ? Math.min(255, Math.round(value)) : 0);
  for (let y = 0, o = 0; y < height; y++) {
    for (let x = 0; x < width; x++, o += 3) {
      const [sx, sy] = storedAt(header.orientation, header.storedWidthPx, header.storedHeightPx, x, y);
      const i = sampleIndex(header, sx, sy);
      if (photometric === 3) {
        const colour = palette?.[data[i]] ?? [0, 0, 0];
        for (let c = 0; c < 3; c++) out[o + c] = colour[c] >> 8;
        continue;
      }
      const opacity = alphaAt < 0 ? 1 : Math.min(1, (data[i + alphaAt] * scale) / 255);
      for (let c = 0; c < 3; c++) out[o + c] = clamp(data[i + c * step] * scale * opacity);
    }
  }
  return { width, height, data: out };
}
