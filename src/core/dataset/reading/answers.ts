/**
 * What persons said of groups: by the group's id (a click on the page) or by names of folders (the command line). Answers are kept under a
 * fingerprint of the folder, so that the same one dropped again is not asked about twice.
 */
import { pixelHash } from '../pixel-hash.ts';
import type { Answer, Correction } from './types.ts';

const fold = (text: string): string => text.normalize('NFC').toLowerCase();

/** Whether a correction speaks of a group: its id (also without its stars), or folders that follow each other in its path. */
export function speaksOf(
  name: string,
  id: string,
  files: readonly { readonly parents: readonly string[] }[],
): boolean {
  const wanted = fold(name).replace(/^\/+|\/+$/g, '');
  if (wanted === '' || fold(id) === wanted) return fold(id) === wanted;
  const has = (path: string): boolean => `/${fold(path)}/`.includes(`/${wanted}/`);
  return (
    has(id) ||
    has(id.replaceAll('*', '')) ||
    (files.length > 0 && files.every(({ parents }) => has(parents.join('/'))))
  );
}

/** The last thing that was said of a group, or null. */
export function answerFor(
  corrections: readonly Correction[],
  group: { readonly id: string; readonly files: readonly { readonly parents: readonly string[] }[] },
): Answer | null {
  const found = corrections.findLast(
    ({ name, as }) => as !== 'test' && speaksOf(name, group.id, group.files),
  );
  return found && found.as !== 'test' ? found.as : null;
}

/** A short name for a folder by the ids of its groups, which further images do not change. */
export function fingerprint(ids: readonly string[]): string {
  const text = [...ids].sort().join('\n');
  return pixelHash(new TextEncoder().encode(text)).toString(36);
}
