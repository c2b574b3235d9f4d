/**
 * TIFF 6.0 with one 32-bit floating-point channel, for maps that leave the page with all their bits: little-endian, one uncompressed
 * strip. Readable by tifffile, ImageJ, GDAL and OpenCV.
 */

const SHORT = 3;
const LONG = 4;
const HEADER_BYTES = 8;

/** `data` `[height, width]` as the bytes of a .tiff file. Throws RangeError when sizes disagree. */
export function encodeTiff(data: Float32Array, width: number, height: number): Uint8Array<ArrayBuffer> {
  if (data.length !== width * height)
    throw new RangeError(`${width} x ${height} pixels do not hold ${data.length} values.`);
  const byteCount = data.length * 4;
  const entries: readonly (readonly [tag: number, type: number, value: number])[] = [
    [256, LONG, width],
    [257, LONG, height],
    [258, SHORT, 32], // bits per sample
    [259, SHORT, 1], // not compressed
    [262, SHORT, 1], // black is zero
    [273, LONG, HEADER_BYTES], // where the strip lies
    [277, SHORT, 1], // samples per pixel
    [278, LONG, height], // rows per strip
    [279, LONG, byteCount],
    [339, SHORT, 3], // sample format: IEEE floating point
  ];
  const directoryAt = HEADER_BYTES + byteCount;
  const bytes = new Uint8Array(directoryAt + 2 + 12 * entries.length + 4);
  const view = new DataView(bytes.buffer);
  view.setUint16(0, 0x4949, true);
  view.setUint16(2, 42, true);
  view.setUint32(4, directoryAt, true);
  for (let i = 0; i < data.length; i++) view.setFloat32(HEADER_BYTES + 4 * i, data[i], true);
  view.setUint16(directoryAt, entries.length, true);
  entries.forEach(([tag, type, value], i) => {
    const at = directoryAt + 2 + 12 * i;
    view.setUint16(at, tag, true);
    view.setUint16(at + 2, type, true);
    view.setUint32(at + 4, 1, true);
    if (type === SHORT) view.setUint16(at + 8, value, true);
    else view.setUint32(at + 8, value, true);
  });
  return bytes;
}
