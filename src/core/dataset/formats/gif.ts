/** GIF: size of the canvas, and whether the first frame is whole. */
import { ByteReader, Malformed, Truncated } from './bytes.ts';
import type { ImageHeader } from './header.ts';

const colourTableBytes = (flags: number): number => (flags & 0x80 ? 3 * 2 ** ((flags & 7) + 1) : 0);

/** Offset behind a chain of sub-blocks. */
function skipBlocks(reader: ByteReader, from: number): number {
  let offset = from;
  for (let size = reader.u8(offset); size !== 0; size = reader.u8(offset)) offset += 1 + size;
  return offset + 1;
}

/** @throws Truncated, Malformed */
export function readGif(bytes: Uint8Array): ImageHeader {
  const reader = new ByteReader(bytes, true);
  const widthPx = reader.u16(6);
  const heightPx = reader.u16(8);
  let frames = 0;
  let offset = 13 + colourTableBytes(reader.u8(10));
  try {
    for (let kind = reader.u8(offset); kind !== 0x3b; kind = reader.u8(offset)) {
      if (kind === 0x21) offset = skipBlocks(reader, offset + 2);
      else if (kind === 0x2c) {
        offset = skipBlocks(reader, offset + 10 + colourTableBytes(reader.u8(offset + 9)) + 1);
        frames += 1;
      } else throw new Malformed('The GIF is broken between its parts.');
    }
  } catch (error) {
    // Only the first frame is used, so damage behind it does no harm.
    if (!(error instanceof Truncated || error instanceof Malformed) || frames === 0) throw error;
  }
  if (frames === 0) throw new Malformed('The GIF holds no pixels.');
  return { format: 'gif', widthPx, heightPx, several: frames > 1 };
}
