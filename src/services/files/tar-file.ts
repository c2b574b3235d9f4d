/**
 * Tar archives as files: each entry is a piece of the archive's blob, so that nothing is copied. A gzipped one is inflated first, into a blob that
 * the browser may keep on disk; it stops where an archive grows beyond reason.
 */
import { PlaygroundError } from '../../core/errors.ts';
import { readTar } from '../../core/dataset/tar.ts';
import { ZIP_LIMITS } from '../../core/dataset/zip.ts';

/** Unpacked in all; what a browser can hold beside its page. */
const MOST_BYTES = 16 * 2 ** 30;
/** Before the ratio of packed to unpacked counts. */
const FREE_BYTES = 2 ** 30;

function refuseGrowth(packedBytes: number): TransformStream<Uint8Array, Uint8Array> {
  let bytes = 0;
  return new TransformStream({
    transform(chunk, controller) {
      bytes += chunk.length;
      if (bytes > MOST_BYTES || (bytes > FREE_BYTES && bytes > packedBytes * ZIP_LIMITS.totalRatio)) {
        const reason = `it would grow to ${(bytes / 2 ** 30).toFixed(0)} GiB, as a zip bomb does.`;
        controller.error(
          new PlaygroundError('archive-refused', `The archive was not unpacked: ${reason}`, { reason }),
        );
        return;
      }
      controller.enqueue(chunk);
    },
  });
}

async function inflate(file: Blob): Promise<Blob> {
  try {
    const stream = file
      .stream()
      .pipeThrough(new DecompressionStream('gzip') as TransformStream<Uint8Array, Uint8Array>)
      .pipeThrough(refuseGrowth(file.size));
    return await new Response(stream).blob();
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

/**
 * The files in a tar archive.
 * @throws PlaygroundError `archive-damaged`, `archive-refused`
 */
export async function listTar(
  file: Blob,
  gzipped: boolean,
): Promise<{ readonly name: string; readonly file: Blob }[]> {
  const tar = gzipped ? await inflate(file) : file;
  const read = async (from: number, to: number): Promise<Uint8Array> =>
    new Uint8Array(await tar.slice(from, to).arrayBuffer());
  const entries = await readTar(read, tar.size);
  return entries.map(({ name, at, bytes }) => ({ name, file: tar.slice(at, at + bytes) }));
}
