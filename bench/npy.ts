/** Arrays of NumPy's files, as this program and the detector's scripts write them. */
import { readFileSync } from 'node:fs';

/** float32 values of a .npy file. */
export function readNpy(file: string): Float32Array {
  const bytes = readFileSync(file);
  const start = 10 + bytes.readUInt16LE(8);
  return new Float32Array(bytes.buffer.slice(bytes.byteOffset + start, bytes.byteOffset + bytes.length));
}
