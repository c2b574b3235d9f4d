/**
 * Tar archives as files: each entry is a piece of the archive's blob, so that nothing is copied. A packed one is unpacked first, into a blob that
 * the browser may keep on disk; it stops where an archive grows beyond reason.
 */
import { PlaygroundError } from '../../core/errors.ts';
import { readTar } from '../../core/dataset/tar.ts';
import { unpackedBytes } from '../../core/dataset/xz-index.ts';
import { ZIP_LIMITS } from '../../core/dataset/zip.ts';

/** How a tar archive is packed, by its name. */
export type Packing = 'none' | 'gzip' | 'xz';

/** Unpacked in all; what a browser can hold beside its page. */
const MOST_BYTES = 16 * 2 ** 30;
/** Before the ratio of packed to unpacked counts. */
const FREE_BYTES = 2 ** 30;

function refuse(bytes: number): PlaygroundError {
  const reason = `it would grow to ${(bytes / 2 ** 30).toFixed(0)} GiB, as a zip bomb does.`;
  return new PlaygroundError('archive-refused', `The archive was not unpacked: ${reason}`, { reason });
}

const isTooMuch = (bytes: number, packedBytes: number): boolean =>
  bytes > MOST_BYTES || (bytes > FREE_BYTES && bytes > packedBytes * ZIP_LIMITS.totalRatio);

function refuseGrowth(packedBytes: number, working: () => void): TransformStream<Uint8Array, Uint8Array> {
  let bytes = 0;
  return new TransformStream({
    transform(chunk, controller) {
      bytes += chunk.length;
      working();
      if (isTooMuch(bytes, packedBytes)) controller.error(refuse(bytes));
      else controller.enqueue(chunk);
    },
  });
}

/** The decoder for .xz comes with the first such archive. */
async function xzStream(file: Blob): Promise<ReadableStream<Uint8Array>> {
  const bytes = await unpackedBytes(reader(file), file.size);
  if (isTooMuch(bytes, file.size)) throw refuse(bytes);
  const { XzReadableStream } = await import('xz-decompress');
  return new XzReadableStream(file.stream());
}

const gzipStream = (file: Blob): ReadableStream<Uint8Array> =>
  file.stream().pipeThrough(new DecompressionStream('gzip') as TransformStream<Uint8Array, Uint8Array>);

async function inflate(file: Blob, packing: Exclude<Packing, 'none'>, working: () => void): Promise<Blob> {
  try {
    const unpacked = packing === 'xz' ? await xzStream(file) : gzipStream(file);
    return await new Response(unpacked.pipeThrough(refuseGrowth(file.size, working))).blob();
  } catch (error) {
    if (error instanceof PlaygroundError) throw error;
    const reason = 'its packed data is damaged.';
    throw new PlaygroundError(
      'archive-damaged',
      `The archive cannot be read: ${reason}`,
      { reason },
      { cause: error },
    );
  }
}

const reader =
  (file: Blob) =>
  async (from: number, to: number): Promise<Uint8Array> =>
    new Uint8Array(await file.slice(from, to).arrayBuffer());

/**
 * The files in a tar archive.
 * @param working called with each piece that is unpacked: an archive of gigabytes takes minutes
 * @throws PlaygroundError `archive-damaged`, `archive-refused`
 */
export async function listTar(
  file: Blob,
  packing: Packing,
  working: () => void = () => undefined,
): Promise<{ readonly name: string; readonly file: Blob }[]> {
  const tar = packing === 'none' ? file : await inflate(file, packing, working);
  const entries = await readTar(reader(tar), tar.size);
  return entries.map(({ name, at, bytes }) => ({ name, file: tar.slice(at, at + bytes) }));
}
