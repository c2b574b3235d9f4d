/**
 * NumPy's NPY format, version 1.0, for maps and embeddings that leave the page with all their bits.
 * Reference: numpy.lib.format (magic "\x93NUMPY", header padded to a multiple of 64 bytes).
 */

/** Little-endian float32 array `shape`, C order, as the bytes of an .npy file. Throws RangeError when sizes disagree. */
export function encodeNpy(data: Float32Array, shape: readonly number[]): Uint8Array<ArrayBuffer> {
  const expected = shape.reduce((product, side) => product * side, 1);
  if (expected !== data.length)
    throw new RangeError(`Shape ${shape.join(' x ')} does not hold ${data.length} values.`);
  const tuple = shape.length === 1 ? `${shape[0]},` : shape.join(', ');
  const dictionary = `{'descr': '<f4', 'fortran_order': False, 'shape': (${tuple}), }`;
  const unpadded = 10 + dictionary.length + 1;
  const headerLength = Math.ceil(unpadded / 64) * 64;
  const header = dictionary.padEnd(headerLength - 11, ' ') + '\n';
  const bytes = new Uint8Array(headerLength + data.length * 4);
  bytes.set([0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59, 1, 0]);
  const view = new DataView(bytes.buffer);
  view.setUint16(8, header.length, true);
  for (let i = 0; i < header.length; i++) bytes[10 + i] = header.charCodeAt(i);
  for (let i = 0; i < data.length; i++) view.setFloat32(headerLength + 4 * i, data[i], true);
  return bytes;
}
