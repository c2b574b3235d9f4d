/** Unpacking that stops: never more bytes come out than the directory of the archive promised. */
import { Inflate } from 'fflate';
import { Malformed } from './formats/bytes.ts';
import { crc32 } from './formats/crc32.ts';

/** A thousandfold growth of this is a megabyte. */
const HEAD_PIECE_BYTES = 1024;

/** Packed bytes are handed to the decoder in pieces, so that little is unpacked before the limit is noticed. */
const PIECE_BYTES = 64 * 1024;

/**
 * Raw deflate data as exactly `bytes` bytes with the given CRC-32.
 * @throws Malformed when more or fewer bytes come out, or other ones.
 */
export function inflateExactly(packed: Uint8Array, bytes: number, expectedCrc: number): Uint8Array {
  const out = new Uint8Array(bytes);
  let length = 0;
  const inflate = new Inflate((chunk) => {
    if (length + chunk.length > bytes) throw new Malformed('It unpacks to more than the archive says.');
    out.set(chunk, length);
    length += chunk.length;
  });
  try {
    for (let at = 0; at < packed.length || at === 0; at += PIECE_BYTES) {
      inflate.push(packed.subarray(at, at + PIECE_BYTES), at + PIECE_BYTES >= packed.length);
    }
  } catch (error) {
    if (error instanceof Malformed) throw error;
    throw new Malformed('Its packed data is damaged.');
  }
  if (length !== bytes) throw new Malformed('It unpacks to less than the archive says.');
  return checkCrc(out, expectedCrc);
}

/** The first `bytes` bytes of raw deflate data, or all where there are fewer. @throws Malformed when it is damaged before that */
export function inflateHead(packed: Uint8Array, bytes: number): Uint8Array {
  const out = new Uint8Array(bytes);
  let length = 0;
  const inflate = new Inflate((chunk) => {
    const part = chunk.subarray(0, bytes - length);
    out.set(part, length);
    length += part.length;
  });
  try {
    for (let at = 0; at < packed.length && length < bytes; at += HEAD_PIECE_BYTES) {
      inflate.push(packed.subarray(at, at + HEAD_PIECE_BYTES), at + HEAD_PIECE_BYTES >= packed.length);
    }
  } catch {
    throw new Malformed('Its packed data is damaged.');
  }
  return out.subarray(0, length);
}

/** The bytes themselves. @throws Malformed when their CRC-32 is another one. */
export function checkCrc(bytes: Uint8Array, expectedCrc: number): Uint8Array {
  if (crc32(bytes) !== expectedCrc) throw new Malformed('Its checksum in the archive is wrong.');
  return bytes;
}
