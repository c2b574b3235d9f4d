/** BMP: size, and whether all rows are there. */
import { ByteReader, Malformed, Truncated } from './bytes.ts';
import type { ImageHeader } from './header.ts';

const BI_RGB = 0;
const BI_BITFIELDS = 3;

/** @throws Truncated, Malformed */
export function readBmp(bytes: Uint8Array): ImageHeader {
  const reader = new ByteReader(bytes, true);
  const old = reader.u32(14) === 12;
  const widthPx = old ? reader.u16(18) : reader.i32(18);
  // A negative height means that the rows go downwards.
  const heightPx = old ? reader.u16(20) : Math.abs(reader.i32(22));
  const bits = reader.u16(old ? 24 : 28);
  const compression = old ? BI_RGB : reader.u32(30);
  if (widthPx <= 0 || heightPx === 0 || ![1, 2, 4, 8, 16, 24, 32].includes(bits)) {
    throw new Malformed('The header of the BMP contradicts itself.');
  }
  const rowBytes = Math.ceil((widthPx * bits) / 32) * 4;
  if (compression === BI_RGB || compression === BI_BITFIELDS) {
    if (reader.u32(10) + rowBytes * heightPx > bytes.length) throw new Truncated('The file ends early.');
  }
  return { format: 'bmp', widthPx, heightPx, several: false };
}
