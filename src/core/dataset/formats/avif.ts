/** AVIF: the largest size among the item properties (`ispe`), and whether all boxes are whole. */
import { ByteReader, Malformed, Truncated } from './bytes.ts';
import type { ImageHeader } from './header.ts';

interface Box {
  readonly type: string;
  readonly start: number;
  readonly end: number;
}

function boxes(reader: ByteReader, from: number, to: number): Box[] {
  const found: Box[] = [];
  for (let offset = from; offset < to;) {
    let size = reader.u32(offset);
    let header = 8;
    const type = reader.text(offset + 4, 4);
    if (size === 1) {
      size = reader.u64(offset + 8);
      header = 16;
    } else if (size === 0) size = to - offset;
    if (size < header) throw new Malformed('The AVIF is broken between its parts.');
    if (offset + size > to) throw new Truncated('The file ends early.');
    found.push({ type, start: offset + header, end: offset + size });
    offset += size;
  }
  return found;
}

/** @throws Truncated, Malformed */
export function readAvif(bytes: Uint8Array): ImageHeader {
  const reader = new ByteReader(bytes, false);
  const top = boxes(reader, 0, bytes.length);
  const inside = (parents: readonly Box[], type: string, skip: number): Box[] =>
    parents.filter((box) => box.type === type).flatMap((box) => boxes(reader, box.start + skip, box.end));
  const properties = inside(inside(inside(top, 'meta', 4), 'iprp', 0), 'ipco', 0);
  let widthPx = 0;
  let heightPx = 0;
  for (const box of properties) {
    if (box.type !== 'ispe') continue;
    widthPx = Math.max(widthPx, reader.u32(box.start + 4));
    heightPx = Math.max(heightPx, reader.u32(box.start + 8));
  }
  if (widthPx === 0 || heightPx === 0) throw new Malformed('The AVIF holds no pixels.');
  return { format: 'avif', widthPx, heightPx, several: top.some((box) => box.type === 'moov') };
}
