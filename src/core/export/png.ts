/** A PNG writer (ISO/IEC 15948): 8-bit grey or RGB without colour profile, so that every reader gives back the same bytes. */
import { zlibSync } from 'fflate';
import { crc32 } from '../dataset/formats/crc32.ts';

const SIGNATURE = [0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10];
const COLOUR_TYPE = { 1: 0, 3: 2 } as const;
const PAETH = 4;

function chunk(type: string, data: Uint8Array): Uint8Array {
  const out = new Uint8Array(data.length + 12);
  const view = new DataView(out.buffer);
  view.setUint32(0, data.length);
  for (let i = 0; i < 4; i++) out[4 + i] = type.charCodeAt(i);
  out.set(data, 8);
  view.setUint32(8 + data.length, crc32(out.subarray(4, 8 + data.length)));
  return out;
}

/** Section 9.4: of left, above and left-above the one nearest to left + above - left-above. */
function paeth(a: number, b: number, c: number): number {
  const [pa, pb, pc] = [Math.abs(b - c), Math.abs(a - c), Math.abs(a + b - 2 * c)];
  return pa <= pb && pa <= pc ? a : pb <= pc ? b : c;
}

/** @param data row-major, `channels` bytes a pixel */
export function encodePng(width: number, height: number, channels: 1 | 3, data: Uint8Array): Uint8Array {
  const rowBytes = width * channels;
  const filtered = new Uint8Array(height * (rowBytes + 1));
  for (let y = 0, o = 0; y < height; y++) {
    filtered[o++] = PAETH;
    for (let x = 0, i = y * rowBytes; x < rowBytes; x++, i++, o++) {
      const left = x >= channels ? data[i - channels] : 0;
      const above = y > 0 ? data[i - rowBytes] : 0;
      const corner = x >= channels && y > 0 ? data[i - rowBytes - channels] : 0;
      filtered[o] = data[i] - paeth(left, above, corner);
    }
  }
  const header = new Uint8Array(13);
  const view = new DataView(header.buffer);
  view.setUint32(0, width);
  view.setUint32(4, height);
  header.set([8, COLOUR_TYPE[channels], 0, 0, 0], 8);
  const chunks = [
    Uint8Array.from(SIGNATURE),
    chunk('IHDR', header),
    chunk('IDAT', zlibSync(filtered, { level: 6 })),
    chunk('IEND', new Uint8Array()),
  ];
  const out = new Uint8Array(chunks.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of chunks) {
    out.set(part, at);
    at += part.length;
  }
  return out;
}
