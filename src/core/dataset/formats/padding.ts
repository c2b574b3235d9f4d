/**
 * Large files by their first bytes alone: what is no image is refused before it is read whole, and so is an image whose header promises far fewer
 * pixels than the file has bytes for. Twenty entries of 500 MiB in an archive of a few megabytes would take all memory otherwise.
 */
import { ByteReader, Malformed, Truncated } from './bytes.ts';
import { inspect } from './inspect.ts';
import { sniff } from './sniff.ts';
import type { SkipReason } from '../types.ts';

/** Bytes a pixel can take at most: four channels of 16 bits, twice over for what does not compress. */
const BYTES_A_PIXEL = 16;
/** Profiles, thumbnails and other things that stand beside the pixels. */
const BESIDE_BYTES = 16 * 2 ** 20;

/** Width times height from the first bytes of a format whose header stands there, or null. */
function pixelsOf(head: Uint8Array, format: string): number | null {
  try {
    const reader = new ByteReader(head, format === 'bmp');
    if (format === 'png') return reader.u32(16) * reader.u32(20);
    if (format === 'bmp') return Math.abs((reader.u32(18) | 0) * (reader.u32(22) | 0));
    if (format === 'gif') return null;
  } catch (error) {
    if (!(error instanceof Truncated || error instanceof Malformed)) throw error;
  }
  return null;
}

/** Why a file of `bytes` bytes that begins with `head` is not read whole, or null. */
export function paddingProblem(
  head: Uint8Array,
  bytes: number,
): { readonly reason: SkipReason; readonly detail: string } | null {
  const found = sniff(head);
  if (found.kind !== 'image') {
    const verdict = inspect(head);
    return verdict.ok ? null : { reason: verdict.reason, detail: verdict.detail };
  }
  const pixels = pixelsOf(head, found.format);
  if (pixels !== null && bytes > pixels * BYTES_A_PIXEL + BESIDE_BYTES) {
    return { reason: 'damaged', detail: 'The file is far larger than the image that its header describes.' };
  }
  return null;
}
