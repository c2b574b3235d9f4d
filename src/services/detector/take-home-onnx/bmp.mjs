/**
 * BMP files, which inspection cameras write, as 8-bit RGB in Node: palettes of 1, 4 or 8 bits, and 24 or 32 bits a pixel, uncompressed, from the
 * bottom up or from the top down. As in browsers the fourth byte of 32 bits is not read.
 */

/** Whether bytes begin as a BMP does. */
export const isBmp = (bytes) => bytes[0] === 0x42 && bytes[1] === 0x4d && bytes.length > 26;

/**
 * @param {Uint8Array} bytes
 * @param {number} mostPixels
 * @throws {Error} for kinds that are not read, and for files that are cut off
 */
export function readBmp(bytes, mostPixels) {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const headBytes = view.getUint32(14, true);
  const old = headBytes === 12;
  if (bytes.length < 14 + headBytes || (!old && headBytes < 40)) throw new Error('The BMP is cut off.');
  const width = old ? view.getUint16(18, true) : view.getInt32(18, true);
  const tall = old ? view.getUint16(20, true) : view.getInt32(22, true);
  const bits = view.getUint16(old ? 24 : 28, true);
  const height = Math.abs(tall);
  if (!old && view.getUint32(30, true) !== 0)
    throw new Error('A compressed BMP is not read: save it as PNG.');
  if (![1, 4, 8, 24, 32].includes(bits))
    throw new Error(`A BMP of ${bits} bits is not read: save it as PNG.`);
  if (width <= 0 || height === 0) throw new Error('The BMP has no size.');
  if (width * height > mostPixels) throw new Error('The BMP exceeds the pixel limit.');
  const start = view.getUint32(10, true);
  const rowBytes = Math.ceil((width * bits) / 32) * 4;
  if (start + rowBytes * height > bytes.length) throw new Error('The BMP is cut off.');
  const palette = { at: 14 + headBytes, step: old ? 3 : 4 };
  const data = new Uint8Array(width * height * 3);
  for (let y = 0, o = 0; y < height; y++) {
    const row = start + (tall < 0 ? y : height - 1 - y) * rowBytes;
    for (let x = 0; x < width; x++, o += 3) {
      let at = row + (x * bits) / 8;
      if (bits <= 8) {
        const shift = 8 - bits - ((x * bits) % 8);
        const index = (bytes[Math.floor(at)] >> shift) & (2 ** bits - 1);
        at = palette.at + index * palette.step;
        // Beyond its palette a BMP is black.
        if (at + 3 > start) continue;
      }
      data[o] = bytes[at + 2];
      data[o + 1] = bytes[at + 1];
      data[o + 2] = bytes[at];
    }
  }
  return { width, height, data };
}
