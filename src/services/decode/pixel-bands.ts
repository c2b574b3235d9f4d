/**
 * Pixels of an image file in bands of rows, from the browser's decoder or the TIFF library. Colour profiles are ignored
 * (what is stored is what the network gets, as in the usual Python programs), EXIF orientation is applied, transparency is
 * laid over black.
 */
import { Malformed } from '../../core/dataset/formats/bytes.ts';
import { deepPngDepth, deepPngToRgb } from '../../core/dataset/formats/deep-png.ts';
import type { Depth, DepthScales } from '../../core/dataset/formats/depth.ts';
import type { ImageHeader } from '../../core/dataset/formats/header.ts';
import { MEDIA_TYPES } from '../../core/dataset/formats/sniff.ts';
import { depthOf, tiffToRgb } from '../../core/dataset/formats/tiff-pixels.ts';
import { presentTiff, readTiff } from '../../core/dataset/formats/tiff.ts';
import type { Band } from '../../core/dataset/resample.ts';
import type { Rect, RgbImage } from '../../core/image/types.ts';
import { framePixels } from './frame-pixels.ts';

export interface Pixels {
  /** As seen, with the orientation applied. */
  readonly widthPx: number;
  readonly heightPx: number;
  /** Depth beyond 8 bits, or null. */
  readonly depth: Depth | null;
  /** The region in bands from the top down. `keepAlpha`: opacity is given as the fourth channel instead of being laid over black. */
  bands(region: Rect, keepAlpha?: boolean): Iterable<Band>;
  close(): void;
}

/** Pixels a band has at most: 4 MB of RGBA. */
const BAND_PIXELS = 2 ** 20;

const bandRows = (widthPx: number): number => Math.max(1, Math.floor(BAND_PIXELS / widthPx));

const canvases: { opaque: OffscreenCanvas | null; clear: OffscreenCanvas | null } = {
  opaque: null,
  clear: null,
};

/** A canvas of this size that is read back often; one of each kind is kept, since most images are of one size. */
function readableContext(width: number, height: number, alpha: boolean): OffscreenCanvasRenderingContext2D {
  const kind = alpha ? 'clear' : 'opaque';
  let canvas = canvases[kind];
  if (canvas?.width !== width || canvas.height !== height) canvas = new OffscreenCanvas(width, height);
  canvases[kind] = canvas;
  const context = canvas.getContext('2d', { alpha, willReadFrequently: true });
  if (!context) throw new Error('The browser gave no canvas.');
  return context;
}

function* bitmapBands(
  bitmap: ImageBitmap,
  { x, y, width, height }: Rect,
  keepAlpha: boolean,
): Iterable<Band> {
  const rows = Math.min(height, bandRows(width));
  const context = readableContext(width, rows, keepAlpha);
  for (let firstRow = 0; firstRow < height; firstRow += rows) {
    const rowCount = Math.min(rows, height - firstRow);
    context.fillStyle = '#000';
    if (keepAlpha) context.clearRect(0, 0, width, rows);
    else context.fillRect(0, 0, width, rows);
    context.drawImage(bitmap, x, y + firstRow, width, rowCount, 0, 0, width, rowCount);
    const { data } = context.getImageData(0, 0, width, rowCount);
    yield { data, firstRow, rowCount, channels: 4 };
  }
}

/** Rows of the whole width are given as they lie, others are copied. */
function* frameBands(data: Uint8Array, imageWidth: number, { x, y, width, height }: Rect): Iterable<Band> {
  const rows = Math.min(height, bandRows(width));
  for (let firstRow = 0; firstRow < height; firstRow += rows) {
    const rowCount = Math.min(rows, height - firstRow);
    const start = (y + firstRow) * imageWidth * 4;
    if (width === imageWidth) {
      yield { data: data.subarray(start, start + rowCount * width * 4), firstRow, rowCount, channels: 4 };
      continue;
    }
    const band = new Uint8Array(rowCount * width * 4);
    for (let r = 0; r < rowCount; r++) {
      const from = start + (r * imageWidth + x) * 4;
      band.set(data.subarray(from, from + width * 4), r * width * 4);
    }
    yield { data: band, firstRow, rowCount, channels: 4 };
  }
}

function* imageBands(image: RgbImage, { x, y, width, height }: Rect): Iterable<Band> {
  const rows = Math.min(height, bandRows(width));
  const data = new Uint8Array(rows * width * 3);
  for (let firstRow = 0; firstRow < height; firstRow += rows) {
    const rowCount = Math.min(rows, height - firstRow);
    for (let r = 0; r < rowCount; r++) {
      const from = ((y + firstRow + r) * image.width + x) * 3;
      data.set(image.data.subarray(from, from + width * 3), r * width * 3);
    }
    yield { data, firstRow, rowCount, channels: 3 };
  }
}

const ofImage = (image: RgbImage, depth: Depth | null): Pixels => ({
  widthPx: image.width,
  heightPx: image.height,
  depth,
  bands: (region) => imageBands(image, region),
  close: () => undefined,
});

async function openDeepPng(bytes: Uint8Array, scales: DepthScales): Promise<Pixels> {
  const { decode } = await import('fast-png');
  try {
    const { width, height, channels, data } = decode(bytes);
    const pixels = { width, height, channels, data };
    return ofImage(deepPngToRgb(pixels, scales), deepPngDepth(pixels));
  } catch {
    throw new Malformed('The PNG could not be decoded; it may be cut.');
  }
}

async function openTiff(bytes: Uint8Array, scales: DepthScales): Promise<Pixels> {
  const header = readTiff(bytes);
  const presented = presentTiff(bytes, header);
  const { decode } = await import('tiff');
  try {
    const [{ data, palette }] = decode(presented, { pages: [0] });
    const page = { data, palette };
    return ofImage(tiffToRgb(page, header, scales), depthOf(page, header));
  } catch (error) {
    if (error instanceof Malformed) throw error;
    throw new Malformed('The TIFF could not be decoded; it may be cut.');
  }
}

/**
 * Decodes an inspected file.
 * @param scales full scale of the set for files deeper than 8 bits, where it is known.
 * @param file the file that `bytes` are, where there is one: the browser then makes no copy of them.
 * @throws Malformed when the decoder refuses it.
 */
export async function openPixels(
  bytes: Uint8Array,
  { format, bits, several }: ImageHeader,
  file: Blob | null = null,
  scales: DepthScales = {},
): Promise<Pixels> {
  if (format === 'tiff') return openTiff(bytes, scales);
  if (bits === 16 && !several) return openDeepPng(bytes, scales);
  let bitmap: ImageBitmap;
  try {
    const source = file ?? new Blob([bytes as BlobPart], { type: MEDIA_TYPES[format] });
    bitmap = await createImageBitmap(source, {
      imageOrientation: 'from-image',
      colorSpaceConversion: 'none',
    });
  } catch {
    throw new Malformed("The browser's decoder refused it; it may be damaged.");
  }
  const { width, height } = bitmap;
  const frame = await framePixels(bitmap);
  return {
    widthPx: width,
    heightPx: height,
    depth: null,
    bands: (region, keepAlpha = false) =>
      frame ? frameBands(frame.data, width, region) : bitmapBands(bitmap, region, keepAlpha),
    close: () => {
      frame?.close();
      bitmap.close();
    },
  };
}
