/**
 * Samples of a TIFF page as 8-bit RGB: tiles put in their places, palette looked up, orientation applied, transparency laid
 * over black, and the depth brought down to 8 bits.
 *
 * Depth: 16-bit files often hold 12-bit camera data. When no sample exceeds 4095 the full scale is taken to be 4095, else
 * 65535. Floating point: full scale is 1, or 255 or 65535 when larger values occur.
 */
import type { RgbImage } from '../../image/types.ts';
import { Malformed } from './bytes.ts';
import type { TiffHeader } from './tiff.ts';

/** What the library returns for the presented page. */
export interface TiffPage {
  readonly data: ArrayLike<number>;
  /** 16-bit colours by index, for palette images. */
  readonly palette?: readonly (readonly [number, number, number])[];
}

/** The value that becomes 255. */
function fullScale(data: ArrayLike<number>, { bitsPerSample, float }: TiffHeader): number {
  if (!float && bitsPerSample < 16) return 2 ** bitsPerSample - 1;
  let most = 0;
  for (let i = 0; i < data.length; i++) if (data[i] > most) most = data[i];
  if (!float) return most <= 4095 ? 4095 : 65_535;
  return most <= 1 ? 1 : most <= 255 ? 255 : 65_535;
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

/** Stored pixel that is seen at (x, y): the eight orientations of the TIFF specification. */
function storedPlace(header: TiffHeader, x: number, y: number): readonly [number, number] {
  const [right, bottom] = [header.storedWidthPx - 1, header.storedHeightPx - 1];
  switch (header.orientation) {
    case 2:
      return [right - x, y];
    case 3:
      return [right - x, bottom - y];
    case 4:
      return [x, bottom - y];
    case 5:
      return [y, x];
    case 6:
      return [y, bottom - x];
    case 7:
      return [right - y, bottom - x];
    case 8:
      return [right - y, x];
    default:
      return [x, y];
  }
}

/** `[heightPx, widthPx, 3]` as seen. @throws Malformed when samples or palette entries are missing. */
export function tiffToRgb(page: TiffPage, header: TiffHeader): RgbImage {
  const { widthPx: width, heightPx: height, samplesPerPixel, photometric } = header;
  const { data, palette } = page;
  const last = sampleIndex(header, header.storedWidthPx - 1, header.storedHeightPx - 1) + samplesPerPixel;
  if (data.length < last) throw new Malformed('The TIFF has fewer pixels than its header says.');
  if (photometric === 3 && !palette) throw new Malformed('The TIFF has no colours for its palette.');
  const scale = 255 / fullScale(data, header);
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
      const [sx, sy] = storedPlace(header, x, y);
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
