import { deflateSync, zipSync } from 'fflate';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ascii, concatBytes, u16le, u32le } from './fixtures/encode-png.ts';
import { crc32 } from './formats/crc32.ts';
import { checkCrc, inflateExactly } from './inflate.ts';
import { dataOffset, entryProblem, findDirectory, readDirectory, readEnd64, type ZipEntry } from './zip.ts';

function list(zip: Uint8Array): ZipEntry[] {
  const found = findDirectory(zip, zip.length);
  const directory =
    'end64At' in found ? readEnd64(zip.slice(found.end64At, found.end64At + 56), zip.length) : found;
  return readDirectory(zip.slice(directory.at, directory.at + directory.bytes), directory);
}

function unpack(zip: Uint8Array, entry: ZipEntry): Uint8Array {
  const from = dataOffset(zip.slice(entry.headerAt, entry.headerAt + 30), entry);
  const packed = zip.slice(from, from + entry.compressedBytes);
  return entry.method === 8
    ? inflateExactly(packed, entry.bytes, entry.crc32)
    : checkCrc(packed, entry.crc32);
}

const files = {
  'a/1.txt': ascii('hello '.repeat(100)),
  '日本/😀.png': ascii('x'),
  '../up.png': ascii('y'),
  'empty.bin': new Uint8Array(),
};
const zip = zipSync({ ...files, 'folder/': new Uint8Array() });

describe('zip directory', () => {
  it('lists files with their names as stored, and gives their bytes', () => {
    const entries = list(zip);
    expect(entries.map((entry) => entry.name)).toEqual(Object.keys(files));
    for (const entry of entries) {
      expect(unpack(zip, entry)).toEqual(files[entry.name as keyof typeof files]);
      expect(entryProblem(entry)).toBeNull();
    }
  });

  it('is found before a comment', () => {
    const commented = zip.slice();
    commented.set(u16le(9), zip.length - 2);
    expect(list(concatBytes(commented, ascii('a comment')))).toHaveLength(4);
  });

  it('is found in ZIP64 archives', () => {
    const found = findDirectory(zip, zip.length);
    if ('end64At' in found) throw new Error('plain archive expected');
    const u64 = (n: number): number[] => [...u32le(n), 0, 0, 0, 0];
    const body = zip.slice(0, zip.length - 22);
    const end64 = concatBytes(
      u32le(0x06064b50),
      u64(44),
      u16le(45),
      u16le(45),
      u32le(0),
      u32le(0),
      u64(5),
      u64(5),
      u64(found.bytes),
      u64(found.at),
    );
    const locator = concatBytes(u32le(0x07064b50), u32le(0), u64(body.length), u32le(1));
    const end = concatBytes(
      u32le(0x06054b50),
      [0, 0, 0, 0, 255, 255, 255, 255],
      u32le(0xffffffff),
      u32le(0xffffffff),
      [0, 0],
    );
    expect(list(concatBytes(body, end64, locator, end))).toHaveLength(4);
  });

  it('says that cut archives are damaged, at every length', () => {
    for (let length = 0; length < zip.length; length += 3) {
      expect(() => list(zip.slice(0, length))).toThrow(/cannot be read/);
    }
  });

  it('never throws anything but its own errors', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat(zip.length - 1), fc.nat(255)), { minLength: 1, maxLength: 5 }),
        (changes) => {
          const copy = zip.slice();
          for (const [at, value] of changes) copy[at] = value;
          try {
            for (const entry of list(copy)) if (!entryProblem(entry)) unpack(copy, entry);
          } catch (error) {
            expect((error as Error).name).toMatch(/^(PlaygroundError|Malformed)$/);
          }
        },
      ),
      { seed: 7, numRuns: 500 },
    );
  });
});

/** A directory record with the given sizes. */
function record(
  name: string,
  packed: number,
  bytes: number,
  headerAt: number,
  flags = 0,
  method = 8,
): Uint8Array {
  return concatBytes(
    u32le(0x02014b50),
    [20, 0, 20, 0],
    u16le(flags),
    u16le(method),
    u32le(0),
    u32le(0),
    u32le(packed),
    u32le(bytes),
    u16le(name.length),
    u16le(0),
    u16le(0),
    [0, 0, 0, 0, 0, 0, 0, 0],
    u32le(headerAt),
    ascii(name),
  );
}

const readRecords = (...records: Uint8Array[]): ZipEntry[] => {
  const bytes = concatBytes(...records);
  return readDirectory(bytes, { at: 0, bytes: bytes.length, entries: records.length });
};

describe('zip bombs', () => {
  it('with overlapping files are refused', () => {
    expect(() => readRecords(record('a', 1000, 2000, 0), record('b', 1000, 2000, 500))).toThrow(/overlap/);
  });

  it('that grow a thousandfold are refused', () => {
    const records = Array.from({ length: 20 }, (_, i) => record(`f${i}`, 100_000, 400_000_000, i * 200_000));
    expect(() => readRecords(...records)).toThrow(/zip bomb/);
  });

  it('with more files than anyone has are refused', () => {
    const end = concatBytes(
      u32le(0x06054b50),
      [0, 0, 0, 0],
      u16le(65_534),
      u16le(65_534),
      u32le(0),
      u32le(0),
      [0, 0],
    );
    expect(findDirectory(end, 22)).toMatchObject({ entries: 65_534 });
    const many = readEnd64.bind(
      null,
      concatBytes(u32le(0x06064b50), new Uint8Array(28), u32le(1e6), new Uint8Array(20)),
    );
    expect(() => many(1e9)).toThrow(/1000000 files/);
  });

  it('that hide behind a small promise are stopped', () => {
    const packed = deflateSync(new Uint8Array(5_000_000));
    expect(() => inflateExactly(packed, 1000, 0)).toThrow(/more than the archive says/);
    expect(() => inflateExactly(packed, 6_000_000, 0)).toThrow(/less/);
    expect(() => inflateExactly(packed, 5_000_000, 0)).toThrow(/checksum/);
    expect(inflateExactly(packed, 5_000_000, crc32(new Uint8Array(5_000_000)))).toHaveLength(5_000_000);
  });

  it('entries that cannot be read are named', () => {
    const [secret, odd, huge] = readRecords(
      record('a', 10, 10, 0, 1),
      record('b', 10, 10, 100, 0, 14),
      record('c', 9_000_000, 600 * 2 ** 20, 200),
    );
    expect(entryProblem(secret)).toMatch(/encrypted/);
    expect(entryProblem(odd)).toMatch(/method 14/);
    expect(entryProblem(huge)).toMatch(/600 MiB/);
  });
});
