/**
 * Where the bytes of an image come from: a file, or an entry of a zip file. Handles are kept, never bytes, so that images
 * can be read again at another size.
 */
import { Malformed } from '../../core/dataset/formats/bytes.ts';
import { checkCrc, inflateExactly, inflateHead } from '../../core/dataset/inflate.ts';
import {
  dataOffset,
  entryProblem,
  findDirectory,
  LOCAL_HEADER_BYTES,
  readDirectory,
  readEnd64,
  ZIP_TAIL_BYTES,
  type ZipEntry,
} from '../../core/dataset/zip.ts';

export interface FileSource {
  readonly file: Blob;
  /** The entry of `file`, which then is a zip archive; null when the file is the image. */
  readonly entry: ZipEntry | null;
}

const slice = async (file: Blob, from: number, to: number): Promise<Uint8Array> =>
  new Uint8Array(await file.slice(from, to).arrayBuffer());

/** Size without packing. */
export const sourceBytes = ({ file, entry }: FileSource): number => entry?.bytes ?? file.size;

/**
 * All bytes of a source; at most one image of them lies in memory at a time.
 * @throws Malformed when the archive is damaged there; the browser's error when a file cannot be read any more.
 */
export async function readSource({ file, entry }: FileSource): Promise<Uint8Array> {
  if (entry === null) return slice(file, 0, file.size);
  const header = await slice(file, entry.headerAt, entry.headerAt + LOCAL_HEADER_BYTES);
  const from = dataOffset(header, entry);
  const packed = await slice(file, from, from + entry.compressedBytes);
  if (packed.length < entry.compressedBytes) throw new Malformed('The archive ends early.');
  return entry.method === 0
    ? checkCrc(packed, entry.crc32)
    : inflateExactly(packed, entry.bytes, entry.crc32);
}

/**
 * The first bytes of a source (or all, where there are fewer), without unpacking the rest.
 * @throws Malformed when the archive is damaged there
 */
export async function readHead({ file, entry }: FileSource, bytes: number): Promise<Uint8Array> {
  if (entry === null) return slice(file, 0, Math.min(bytes, file.size));
  const header = await slice(file, entry.headerAt, entry.headerAt + LOCAL_HEADER_BYTES);
  const from = dataOffset(header, entry);
  const packed = await slice(file, from, from + Math.min(entry.compressedBytes, bytes));
  return entry.method === 0 ? packed : inflateHead(packed, bytes);
}

/**
 * The files in an archive, from its directory alone.
 * @throws PlaygroundError `archive-damaged`, `archive-refused`
 */
export async function listArchive(file: Blob): Promise<ZipEntry[]> {
  const tail = await slice(file, Math.max(0, file.size - ZIP_TAIL_BYTES), file.size);
  const found = findDirectory(tail, file.size);
  const directory =
    'end64At' in found ? readEnd64(await slice(file, found.end64At, found.end64At + 56), file.size) : found;
  return readDirectory(await slice(file, directory.at, directory.at + directory.bytes), directory);
}

/**
 * The wanted files of an archive, unpacked one after the other. A refused archive as in `listArchive`.
 * @throws Malformed when one of them is damaged or of a kind that is not read.
 */
export async function readEntries(
  file: Blob,
  wanted: (name: string) => boolean = () => true,
): Promise<{ name: string; bytes: Uint8Array }[]> {
  const files: { name: string; bytes: Uint8Array }[] = [];
  for (const entry of await listArchive(file)) {
    if (!wanted(entry.name)) continue;
    const problem = entryProblem(entry);
    if (problem) throw new Malformed(problem);
    files.push({ name: entry.name, bytes: await readSource({ file, entry }) });
  }
  return files;
}
