/**
 * The directory of a zip archive (APPNOTE 6.3), read from its end so that entries can be taken one by one without holding
 * the archive. Archives are hostile until shown otherwise: sizes are limited, entries may not overlap (the trick of
 * zip bombs without nesting), and what is refused is refused with a reason.
 */
import { decodeNames, type StoredName } from './archive-names.ts';
import { ByteReader } from './formats/bytes.ts';
import { crc32 } from './formats/crc32.ts';
import { PlaygroundError } from '../errors.ts';

export interface ZipEntry {
  /** As stored: not checked, not normalised. */
  readonly name: string;
  /** Offset of the local header in the archive. */
  readonly headerAt: number;
  readonly compressedBytes: number;
  readonly bytes: number;
  readonly crc32: number;
  /** 0 stored, 8 deflated; others are not read. */
  readonly method: number;
  readonly encrypted: boolean;
}

/** Where the directory lies. */
export interface ZipDirectory {
  readonly at: number;
  readonly bytes: number;
  readonly entries: number;
}

export const ZIP_LIMITS = {
  entries: 100_000,
  directoryBytes: 64 * 2 ** 20,
  /** One unpacked entry: as large as a file that is read at all. */
  entryBytes: 512 * 2 ** 20,
  /** Unpacked in all. */
  totalBytes: 64 * 2 ** 30,
  /** Unpacked against packed; photographs hardly shrink, drawings by a hundred or so. */
  totalRatio: 1000,
} as const;

/** Bytes at the end of the archive that hold the end record, its longest comment and the ZIP64 locator. */
export const ZIP_TAIL_BYTES = 22 + 65_535 + 20;

const END = 0x06054b50;
const END64 = 0x06064b50;
const LOCATOR64 = 0x07064b50;
const ENTRY = 0x02014b50;
const LOCAL = 0x04034b50;
export const LOCAL_HEADER_BYTES = 30;

function damaged(detail: string): PlaygroundError {
  return new PlaygroundError('archive-damaged', `The archive cannot be read: ${detail}`, { reason: detail });
}

function refused(detail: string): PlaygroundError {
  return new PlaygroundError('archive-refused', `The archive was not unpacked: ${detail}`, {
    reason: detail,
  });
}

/**
 * Finds the directory from the last bytes of the archive.
 * @param tail the last `ZIP_TAIL_BYTES` (or all) of an archive of `archiveBytes`.
 * @returns the directory, or where the ZIP64 end record lies (56 bytes to be passed to `readEnd64`).
 * @throws PlaygroundError `archive-damaged`, `archive-refused`
 */
export function findDirectory(
  tail: Uint8Array,
  archiveBytes: number,
): ZipDirectory | { readonly end64At: number } {
  const reader = new ByteReader(tail, true);
  for (let at = tail.length - 22; at >= 0; at--) {
    if (reader.u32(at) !== END || at + 22 + reader.u16(at + 20) > tail.length) continue;
    const entries = reader.u16(at + 10);
    const bytes = reader.u32(at + 12);
    const offset = reader.u32(at + 16);
    if (entries !== 0xffff && bytes !== 0xffffffff && offset !== 0xffffffff) {
      return checkDirectory({ at: offset, bytes, entries }, archiveBytes);
    }
    if (at >= 20 && reader.u32(at - 20) === LOCATOR64) return { end64At: reader.u64(at - 12) };
    return checkDirectory({ at: offset, bytes, entries }, archiveBytes);
  }
  throw damaged('its directory at the end is missing, so the file is cut or no archive.');
}

/** @throws PlaygroundError `archive-damaged`, `archive-refused` */
export function readEnd64(record: Uint8Array, archiveBytes: number): ZipDirectory {
  const reader = new ByteReader(record, true);
  if (record.length < 56 || reader.u32(0) !== END64) throw damaged('its ZIP64 directory is missing.');
  const directory = { entries: reader.u64(32), bytes: reader.u64(40), at: reader.u64(48) };
  return checkDirectory(directory, archiveBytes);
}

function checkDirectory(directory: ZipDirectory, archiveBytes: number): ZipDirectory {
  if (directory.at + directory.bytes > archiveBytes) throw damaged('its directory lies beyond its end.');
  if (directory.entries > ZIP_LIMITS.entries || directory.bytes > ZIP_LIMITS.directoryBytes) {
    throw refused(`it lists ${directory.entries} files; ${ZIP_LIMITS.entries} is the limit.`);
  }
  return directory;
}

const UTF8_FLAG = 0x800;
const UNICODE_PATH = 0x7075;

/** The name as stored; the Unicode extra field counts where it belongs to this very name (its CRC-32 says so). */
function storedName(
  reader: ByteReader,
  flags: number,
  name: Uint8Array,
  from: number,
  to: number,
): StoredName {
  for (let at = from; at + 4 <= to;) {
    const [id, size] = [reader.u16(at), reader.u16(at + 2)];
    const end = Math.min(to, at + 4 + size);
    if (id === UNICODE_PATH && size > 5 && reader.u8(at + 4) === 1 && reader.u32(at + 5) === crc32(name)) {
      return { bytes: reader.bytes.subarray(at + 9, end), utf8: true };
    }
    at += 4 + size;
  }
  return { bytes: name, utf8: (flags & UTF8_FLAG) !== 0 };
}

/** Fields that did not fit in 32 bits, from the extra field 0x0001, in their fixed order. */
function readExtra64(reader: ByteReader, from: number, to: number, narrow: readonly number[]): number[] {
  for (let at = from; at + 4 <= to;) {
    const [id, size] = [reader.u16(at), reader.u16(at + 2)];
    if (id === 1) {
      let next = at + 4;
      return narrow.map((value) => {
        if (value !== 0xffffffff || next + 8 > to) return value;
        next += 8;
        return reader.u64(next - 8);
      });
    }
    at += 4 + size;
  }
  return [...narrow];
}

interface EntryRecord {
  readonly entry: Omit<ZipEntry, 'name'>;
  readonly name: StoredName;
  readonly next: number;
}

function readEntry(reader: ByteReader, at: number): EntryRecord {
  if (reader.u32(at) !== ENTRY) throw damaged('its directory is broken.');
  const [nameBytes, extraBytes, commentBytes] = [28, 30, 32].map((field) => reader.u16(at + field));
  const nameAt = at + 46;
  const extraAt = nameAt + nameBytes;
  const next = extraAt + extraBytes + commentBytes;
  if (next > reader.length) throw damaged('its directory is cut.');
  const narrow = [reader.u32(at + 24), reader.u32(at + 20), reader.u32(at + 42)];
  const [bytes, compressedBytes, headerAt] = readExtra64(reader, extraAt, extraAt + extraBytes, narrow);
  const flags = reader.u16(at + 8);
  const name = storedName(
    reader,
    flags,
    reader.bytes.subarray(nameAt, extraAt),
    extraAt,
    extraAt + extraBytes,
  );
  const entry = {
    headerAt,
    compressedBytes,
    bytes,
    crc32: reader.u32(at + 16),
    method: reader.u16(at + 10),
    encrypted: (flags & 1) === 1,
  };
  return { entry, name, next };
}

/** Zip bombs: entries that share bytes, or that unpack to far more than pictures do. */
function refuseBombs(entries: readonly Omit<ZipEntry, 'name'>[]): void {
  const inOrder = [...entries].sort((a, b) => a.headerAt - b.headerAt);
  let end = 0;
  let packed = 0;
  let unpacked = 0;
  for (const entry of inOrder) {
    if (entry.headerAt < end) throw refused('its files overlap, as in a zip bomb.');
    end = entry.headerAt + LOCAL_HEADER_BYTES + entry.compressedBytes;
    packed += entry.compressedBytes;
    unpacked += entry.bytes;
  }
  if (unpacked > ZIP_LIMITS.totalBytes || (unpacked > 2 ** 30 && unpacked > packed * ZIP_LIMITS.totalRatio)) {
    throw refused(`it would grow to ${(unpacked / 2 ** 30).toFixed(0)} GiB, as a zip bomb does.`);
  }
}

/**
 * The files in a directory (folders are left out), in stored order.
 * @throws PlaygroundError `archive-damaged` when it is cut, `archive-refused` for zip bombs.
 */
export function readDirectory(bytes: Uint8Array, { entries: count }: ZipDirectory): ZipEntry[] {
  const reader = new ByteReader(bytes, true);
  const entries: EntryRecord[] = [];
  try {
    for (let i = 0, at = 0; i < count; i++) {
      const record = readEntry(reader, at);
      entries.push(record);
      at = record.next;
    }
  } catch (error) {
    throw error instanceof PlaygroundError ? error : damaged('its directory is cut.');
  }
  refuseBombs(entries.map(({ entry }) => entry));
  const names = decodeNames(entries.map(({ name }) => name));
  return entries
    .map(({ entry }, i) => ({ ...entry, name: names[i] }))
    .filter(({ name }) => !/[/\\]$/.test(name));
}

/** Why an entry cannot be taken, or null. */
export function entryProblem(entry: ZipEntry): string | null {
  if (entry.encrypted) return 'It is encrypted; unpack the archive first.';
  if (entry.method !== 0 && entry.method !== 8) {
    return `It is packed by method ${entry.method}, which cannot be read; unpack the archive first.`;
  }
  if (entry.bytes > ZIP_LIMITS.entryBytes) {
    return `It unpacks to ${(entry.bytes / 2 ** 20).toFixed(0)} MiB; ${ZIP_LIMITS.entryBytes / 2 ** 20} is the limit.`;
  }
  return null;
}

/** Offset of an entry's data, from its local header (`LOCAL_HEADER_BYTES` at `headerAt`). @throws `archive-damaged` */
export function dataOffset(localHeader: Uint8Array, entry: ZipEntry): number {
  const reader = new ByteReader(localHeader, true);
  if (localHeader.length < LOCAL_HEADER_BYTES || reader.u32(0) !== LOCAL) {
    throw damaged('a file is not where its directory says.');
  }
  return entry.headerAt + LOCAL_HEADER_BYTES + reader.u16(26) + reader.u16(28);
}
