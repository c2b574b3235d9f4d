/** WebP: size from the first chunk (lossy, lossless or extended), and whether the container is whole. */
import { ByteReader, Malformed, Truncated } from './bytes.ts';
import type { ImageHeader } from './header.ts';

/** @throws Truncated, Malformed */
export function readWebp(bytes: Uint8Array): ImageHeader {
  const reader = new ByteReader(bytes, true);
  // The RIFF size counts from byte 8; some writers leave out the last padding byte.
  if (reader.u32(4) + 8 > bytes.length + 1) throw new Truncated('The file ends early.');
  const chunk = reader.text(12, 4);
  switch (chunk) {
    case 'VP8 ':
      return {
        format: 'webp',
        widthPx: reader.u16(26) & 0x3fff,
        heightPx: reader.u16(28) & 0x3fff,
        several: false,
      };
    case 'VP8L': {
      const packed = reader.u32(21);
      return {
        format: 'webp',
        widthPx: (packed & 0x3fff) + 1,
        heightPx: ((packed >>> 14) & 0x3fff) + 1,
        several: false,
      };
    }
    case 'VP8X':
      return {
        format: 'webp',
        widthPx: reader.u24(24) + 1,
        heightPx: reader.u24(27) + 1,
        several: (reader.u8(20) & 0x02) !== 0,
      };
    default:
      throw new Malformed('The WebP holds no pixels.');
  }
}
