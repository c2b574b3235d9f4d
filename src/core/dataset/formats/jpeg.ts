/** JPEG: size from the frame header, and whether the scans go on to the end marker. */
import { ByteReader, Malformed, Truncated } from './bytes.ts';
import type { ImageHeader } from './header.ts';

const SOS = 0xda;
const EOI = 0xd9;

const isFrame = (marker: number): boolean =>
  marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;
/** Markers without a length: restarts, TEM, SOI. */
const isBare = (marker: number): boolean => (marker >= 0xd0 && marker <= 0xd8) || marker === 0x01;

/** Offset of the next marker after entropy-coded data; stuffed zeros and restarts belong to the data. */
function endOfScan(bytes: Uint8Array, from: number): number {
  for (let i = bytes.indexOf(0xff, from); i >= 0; i = bytes.indexOf(0xff, i + 1)) {
    const next = bytes[i + 1];
    if (next === undefined) break;
    if (next !== 0 && next !== 0xff && !(next >= 0xd0 && next <= 0xd7)) return i;
  }
  throw new Truncated('The file ends early.');
}

const APP1 = 0xe1;
const ORIENTATION = 0x0112;

/** Orientation 2..8 from an EXIF block of `size` bytes at `at`, or null; damage in it harms nothing. */
function orientationIn(bytes: Uint8Array, at: number, size: number): number | null {
  try {
    const block = bytes.subarray(at, at + size);
    if (new ByteReader(block, false).text(0, 4) !== 'Exif') return null;
    const tiff = block.subarray(6);
    const reader = new ByteReader(tiff, tiff[0] === 0x49);
    const directory = reader.u32(4);
    for (let i = 0, count = reader.u16(directory); i < count; i++) {
      const entry = directory + 2 + 12 * i;
      if (reader.u16(entry) !== ORIENTATION) continue;
      const value = reader.u16(entry + 8);
      return value >= 2 && value <= 8 ? value : null;
    }
  } catch (error) {
    if (!(error instanceof Truncated)) throw error;
  }
  return null;
}

/** @throws Truncated, Malformed */
export function readJpeg(bytes: Uint8Array): ImageHeader {
  const reader = new ByteReader(bytes, false);
  let widthPx = 0;
  let heightPx = 0;
  let scans = 0;
  let orientation: number | null = null;
  for (let offset = 2; ;) {
    if (reader.u8(offset) !== 0xff) throw new Malformed('The JPEG is broken between its parts.');
    const marker = reader.u8(offset + 1);
    if (marker === 0xff) offset += 1;
    else if (marker === EOI) break;
    else if (isBare(marker)) offset += 2;
    else {
      const size = reader.u16(offset + 2);
      if (size < 2) throw new Malformed('The JPEG is broken between its parts.');
      if (isFrame(marker)) {
        heightPx = reader.u16(offset + 5);
        widthPx = reader.u16(offset + 7);
      }
      if (marker === APP1) orientation ??= orientationIn(bytes, offset + 4, size - 2);
      offset += 2 + size;
      if (marker === SOS) {
        scans += 1;
        offset = endOfScan(bytes, offset);
      }
    }
  }
  if (scans === 0 || widthPx === 0 || heightPx === 0) throw new Malformed('The JPEG holds no pixels.');
  return { format: 'jpeg', widthPx, heightPx, several: false, ...(orientation !== null && { orientation }) };
}
