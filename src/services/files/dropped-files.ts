/**
 * Files from a drop, a picker or the clipboard, with their paths. file-selector walks dropped folders: `readEntries` gives
 * at most a hundred at a time, and every browser names paths otherwise.
 */
import { fromEvent } from 'file-selector';
import { PlaygroundError } from '../../core/errors.ts';

/** The path of a file as it was dropped or chosen; its name when it came alone. */
export function pathOf(file: File): string {
  const { relativePath } = file as { relativePath?: unknown };
  if (typeof relativePath === 'string' && relativePath !== '') return relativePath.replace(/^\.\//, '');
  return file.webkitRelativePath || file.name;
}

/** Whether a drag or a paste brings files (and not text). */
export function bringsFiles(transfer: DataTransfer | null): boolean {
  return transfer !== null && Array.from(transfer.types).includes('Files');
}

/**
 * All files of a drop, change or paste event, folders walked.
 * @throws PlaygroundError `drop-unreadable` when a dropped folder cannot be read.
 */
export async function filesOf(event: Event): Promise<File[]> {
  // A file input knows the paths itself; a folder of thousands would keep file-selector busy for too long at a time.
  if (event.target instanceof HTMLInputElement && event.target.files) return Array.from(event.target.files);
  try {
    const found = await fromEvent(event);
    return found.filter((item): item is Extract<typeof item, File> => item instanceof File);
  } catch (cause) {
    throw new PlaygroundError(
      'drop-unreadable',
      'The folder could not be read. Nothing was changed. Try "Choose a folder" instead.',
      {},
      { cause },
    );
  }
}
