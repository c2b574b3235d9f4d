/**
 * The files in a tar archive (POSIX ustar and pax, GNU long names), found header by header so that their bytes stay where they are. Archives are
 * hostile until shown otherwise: checksums are checked, sizes and counts are limited.
 */
import { PlaygroundError } from '../errors.ts';

export interface TarEntry {
  /** As stored: not checked, not normalised. */
  readonly name: string;
  readonly at: number;
  readonly bytes: number;
}

const BLOCK = 512;
const MOST_ENTRIES = 100_000;
/** Long names and pax records. */
const MOST_EXTRA_BYTES = 1024 * 1024;

const damaged = (reason: string): PlaygroundError =>
  new PlaygroundError('archive-damaged', `The archive cannot be read: ${reason}`, { reason });

function text(block: Uint8Array, from: number, length: number): string {
  const field = block.subarray(from, from + length);
  const end = field.indexOf(0);
  return new TextDecoder().decode(end < 0 ? field : field.subarray(0, end));
}

/** Octal, or base 256 where the first bit is set (files of 8 GiB and more). */
function number(block: Uint8Array, from: number, length: number): number {
  if (block[from] & 0x80) {
    let value = block[from] & 0x7f;
    for (let i = from + 1; i < from + length; i++) value = value * 256 + block[i];
    return value;
  }
  return Number.parseInt(text(block, from, length).trim() || '0', 8);
}

/** The sum of all bytes, those of the checksum itself as spaces. */
function hasChecksum(block: Uint8Array): boolean {
  let sum = 0;
  for (let i = 0; i < BLOCK; i++) sum += i >= 148 && i < 156 ? 32 : block[i];
  return sum === number(block, 148, 8);
}

/** `length key=value\n` records of a pax header. */
function paxRecords(bytes: Uint8Array): Map<string, string> {
  const records = new Map<string, string>();
  for (let at = 0; at < bytes.length;) {
    const space = bytes.indexOf(32, at);
    const length = space < 0 ? Number.NaN : Number(new TextDecoder().decode(bytes.subarray(at, space)));
    if (!(length > space - at) || at + length > bytes.length) break;
    const record = new TextDecoder().decode(bytes.subarray(space + 1, at + length - 1));
    const equals = record.indexOf('=');
    if (equals > 0) records.set(record.slice(0, equals), record.slice(equals + 1));
    at += length;
  }
  return records;
}

/**
 * All files of the archive, in stored order.
 * @param read bytes `from` (inclusive) to `to` (exclusive) of the archive
 * @throws PlaygroundError `archive-damaged`, `archive-refused`
 */
export async function readTar(
  read: (from: number, to: number) => Promise<Uint8Array>,
  archiveBytes: number,
): Promise<TarEntry[]> {
  const entries: TarEntry[] = [];
  let longName: string | null = null;
  let pax = new Map<string, string>();
  for (let at = 0; at + BLOCK <= archiveBytes;) {
    const block = await read(at, at + BLOCK);
    if (block.every((byte) => byte === 0)) break;
    if (!hasChecksum(block)) throw damaged('its directory is broken.');
    const type = String.fromCharCode(block[156] || 48);
    const bytes = pax.has('size') ? Number(pax.get('size')) : number(block, 124, 12);
    const data = at + BLOCK;
    if (!Number.isSafeInteger(bytes) || bytes < 0) throw damaged('its directory is broken.');
    if (type === 'L' || type === 'x') {
      if (bytes > MOST_EXTRA_BYTES) throw damaged('its directory is broken.');
      const extra = await read(data, data + bytes);
      if (type === 'L') longName = text(extra, 0, extra.length);
      else pax = paxRecords(extra);
    } else {
      if (type === '0' || type === '7') {
        if (data + bytes > archiveBytes) throw damaged('its directory lies beyond its end.');
        const prefix = text(block, 257, 5) === 'ustar' ? text(block, 345, 155) : '';
        const short = text(block, 0, 100);
        const name = pax.get('path') ?? longName ?? (prefix === '' ? short : `${prefix}/${short}`);
        entries.push({ name, at: data, bytes });
        if (entries.length > MOST_ENTRIES) {
          const reason = `it lists ${entries.length} files; ${MOST_ENTRIES} is the limit.`;
          throw new PlaygroundError('archive-refused', `The archive was not unpacked: ${reason}`, { reason });
        }
      }
      longName = null;
      pax = new Map();
    }
    at = data + Math.ceil(bytes / BLOCK) * BLOCK;
  }
  if (entries.length === 0)
    throw damaged('its directory at the end is missing, so the file is cut or no archive.');
  return entries;
}
