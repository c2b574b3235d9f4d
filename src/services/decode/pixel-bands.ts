/**
 * Pixels of an image file in bands of rows, from the browser's decoder or the TIFF library. Colour profiles are ignored
 * (what is stored is what the network gets, as in the usual Python programs), EXIF orientation is applied, transparency is
 * laid over black.
 */
import { Malformed } from '../../core/dataset/formats/bytes.ts';
import type { ImageHeader } from '../../core/dataset/formats/header.ts';
import { MEDIA_TYPES } from '../../core/dataset/formats/sniff.ts';
import { tiffToRgb } from '../../core/dataset/formats/tiff-pixels.ts';
import { presentTiff, readTiff } from '../../core/dataset/formats/tiff.ts';
import type { Band } from '../../core/dataset/resample.ts';
import type { Rect, RgbImage } from '../../core/image/types.ts';

export interface Pixels {
  /** As seen, with the orientation applied. */
  readonly widthPx: number;
  readonly heightPx: number;
  /** The region in bands from the top down. */
  bands(region: Rect): Iterable<Band>;
  close(): void;
}

/** Pixels a band has at most: 4 MB of RGBA. */
const BAND_PIXELS = 2 ** 20;

const bandRows = (widthPx: number): number => Math.max(1, Math.floor(BAND_PIXELS / widthPx));

let canvas: OffscreenCanvas | null = null;

/** A canvas of at least this size that is read back often; one is kept, since most images are of one size. */
function readableContext(width: number, height: number): OffscreenCanvasRenderingContext2D {
  if (canvas?.width !== width || canvas.height !== height) canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext('2d', { alpha: false, willReadFrequently: true });
  if (!context) throw new Error('The browser gave no canvas.');
  return context;
}

function* bitmapBands(bitmap: ImageBitmap, { x, y, width, height }: Rect): Iterable<Band> {
  const rows = Math.min(height, bandRows(width));
  const context = readableContext(width, rows);
  for (let firstRow = 0; firstRow < height; firstRow += rows) {
    const rowCount = Math.min(rows, height - firstRow);
    context.fillStyle = '#000';
    context.fillRect(0, 0, width, rows);
    context.drawImage(bitmap, x, y + firstRow, width, rowCount, 0, 0, width, rowCount);
    const { data } = context.getImageData(0, 0, width, rowCount);
    yield { data, firstRow, rowCount, channels: 4 };
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

async function openTiff(bytes: Uint8Array): Promise<Pixels> {
  const header = readTiff(bytes);
  const presented = presentTiff(bytes, header);
  const { decode } = await import('tiff');
  let image: RgbImage;
  try {
    const [page] = decode(presented, { pages: [0] });
    image = tiffToRgb({ data: page.data, palette: page.palette }, header);
  } catch (error) {
    if (error instanceof Malformed) throw error;
    throw new Malformed('The TIFF could not be decoded; it may be cut.');
  }
  return {
    widthPx: image.width,
    heightPx: image.height,
    bands: (region) => imageBands(image, region),
    close: () => undefined,
  };
}

/**
 * Decodes an inspected file.
 * @param file the file that `bytes` are, where there is one: the browser then makes no copy of them.
 * @throws Malformed when the decoder refuses it.
 */
export async function openPixels(
  bytes: Uint8Array,
  { format }: ImageHeader,
  file: Blob | null = null,
): Promise<Pixels> {
  if (format === 'tiff') return openTiff(bytes);
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
  return {
    widthPx: bitmap.width,
    heightPx: bitmap.height,
    bands: (region) => bitmapBands(bitmap, region),
    close: () => bitmap.close(),
  };
}
