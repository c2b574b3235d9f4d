/** PNG files from bytes: colour type 2 (RGB), 8 bits, one filter. Enough for overlays and thumbnails of a report. */
import { crc32, deflateSync } from 'node:zlib';
import type { RgbImage } from '../../src/core/image/types.ts';

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  const check = Buffer.alloc(4);
  check.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, check]);
}

export function encodePng({ width, height, data }: RgbImage): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 2, 0, 0, 0], 8);
  // Filter 1 (difference to the left neighbour) suits photographs; each row starts with its number.
  const rows = Buffer.alloc(height * (3 * width + 1));
  for (let y = 0; y < height; y++) {
    const to = y * (3 * width + 1);
    const from = 3 * y * width;
    rows[to] = 1;
    for (let i = 0; i < 3 * width; i++) {
      rows[to + 1 + i] = data[from + i] - (i >= 3 ? data[from + i - 3] : 0);
    }
  }
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(rows)),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}
