/** PNG: size, and every chunk's length and checksum up to IEND, so that a cut or altered file is known as such. */
import { ByteReader, Malformed } from './bytes.ts';
import { crc32 } from './crc32.ts';
import type { ImageHeader } from './header.ts';

/** @throws Truncated, Malformed */
export function readPng(bytes: Uint8Array): ImageHeader {
  const reader = new ByteReader(bytes, false);
  if (reader.text(12, 4) !== 'IHDR') throw new Malformed('The PNG has no header.');
  const widthPx = reader.u32(16);
  const heightPx = reader.u32(20);
  let several = false;
  let data = false;
  for (let offset = 8; ;) {
    const size = reader.u32(offset);
    const type = reader.text(offset + 4, 4);
    const stored = reader.u32(offset + 8 + size);
    // Only chunks that make up the picture count; damage in a comment harms nothing.
    const critical = type[0] === type[0].toUpperCase();
    if (critical && crc32(bytes, offset + 4, offset + 8 + size) !== stored) {
      throw new Malformed(`The checksum of a part of the PNG (${type}) is wrong.`);
    }
    if (type === 'acTL') several = reader.u32(offset + 8) > 1;
    if (type === 'IDAT') data = true;
    if (type === 'IEND') break;
    offset += 12 + size;
  }
  if (!data) throw new Malformed('The PNG holds no pixels.');
  return { format: 'png', widthPx, heightPx, several, ...(reader.u8(24) === 16 && { bits: 16 }) };
}
