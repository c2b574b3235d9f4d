/**
 * What an .xz file says of itself at its end (the .xz file format 1.2, sections 2.1.2 and 4): how many bytes it unpacks to. Known before anything
 * is unpacked, so that a bomb is refused at once, and a file of several streams, which would be read in part, is not taken for a whole one.
 */
import { PlaygroundError } from '../errors.ts';
import { crc32 } from './formats/crc32.ts';

const HEADER_BYTES = 12;
const FOOTER_BYTES = 12;
/** Of an index: blocks are megabytes each, so a real one has kilobytes. */
const MOST_INDEX_BYTES = 2 ** 20;
const MAGIC = [0xfd, 0x37, 0x7a, 0x58, 0x5a, 0];

const damaged = (reason: string): PlaygroundError =>
  new PlaygroundError('archive-damaged', `The archive cannot be read: ${reason}`, { reason });
const CUT = 'its directory at the end is missing, so the file is cut or no archive.';
const BROKEN = 'its directory is broken.';

const u32 = (bytes: Uint8Array, at: number): number =>
  (bytes[at] | (bytes[at + 1] << 8) | (bytes[at + 2] << 16) | (bytes[at + 3] << 24)) >>> 0;

/** Numbers of the index, seven bits a byte, the lowest first. */
function* numbers(bytes: Uint8Array, from: number): Generator<number, never> {
  let at = from;
  while (true) {
    let value = 0;
    for (let scale = 1; ; scale *= 128) {
      if (at >= bytes.length || scale > 2 ** 49) throw damaged(BROKEN);
      const byte = bytes[at++];
      value += (byte & 127) * scale;
      if (byte < 128) break;
    }
    yield value;
  }
}

/**
 * Bytes that an .xz file unpacks to.
 * @param read bytes `from` (inclusive) to `to` (exclusive) of the file
 * @throws PlaygroundError `archive-damaged`; `archive-refused` for one of several streams
 */
export async function unpackedBytes(
  read: (from: number, to: number) => Promise<Uint8Array>,
  fileBytes: number,
): Promise<number> {
  if (fileBytes < HEADER_BYTES + FOOTER_BYTES) throw damaged(CUT);
  const header = await read(0, HEADER_BYTES);
  const footer = await read(fileBytes - FOOTER_BYTES, fileBytes);
  const isFooter =
    footer[10] === 0x59 && footer[11] === 0x5a && crc32(footer.subarray(4, 10)) === u32(footer, 0);
  if (MAGIC.some((byte, i) => header[i] !== byte) || !isFooter) throw damaged(CUT);
  const indexBytes = 4 * (u32(footer, 4) + 1);
  const indexAt = fileBytes - FOOTER_BYTES - indexBytes;
  if (indexBytes > MOST_INDEX_BYTES || indexAt < HEADER_BYTES) throw damaged(BROKEN);
  const index = await read(indexAt, indexAt + indexBytes);
  if (index[0] !== 0 || crc32(index.subarray(0, indexBytes - 4)) !== u32(index, indexBytes - 4))
    throw damaged(BROKEN);
  const next = numbers(index.subarray(0, indexBytes - 4), 1);
  let [packed, unpacked] = [0, 0];
  for (let records = next.next().value; records > 0; records--) {
    packed += 4 * Math.ceil(next.next().value / 4);
    unpacked += next.next().value;
  }
  if (HEADER_BYTES + packed !== indexAt) {
    const reason = 'it has several parts, one behind the other; unpack it first.';
    throw new PlaygroundError('archive-refused', `The archive was not unpacked: ${reason}`, { reason });
  }
  return unpacked;
}
