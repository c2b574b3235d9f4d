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

/** @throws Truncated, Malformed */
export function readJpeg(bytes: Uint8Array): ImageHeader {
  const reader = new ByteReader(bytes, false);
  let widthPx = 0;
  let heightPx = 0;
  let scans = 0;
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
      offset += 2 + size;
      if (marker === SOS) {
        scans += 1;
        offset = endOfScan(bytes, offset);
      }
    }
  }
  if (scans === 0 || widthPx === 0 || heightPx === 0) throw new Malformed('The JPEG holds no pixels.');
  return { format: 'jpeg', widthPx, heightPx, several: false };
}
