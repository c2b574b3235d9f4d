/**
 * The browser's folder picker that hands out a folder to be walked in small steps, instead of one list of all its files: with
 * thousands of files, making that list keeps Chromium's page thread for over a second.
 */
import { PlaygroundError } from '../../core/errors.ts';

interface DirectoryWindow {
  showDirectoryPicker?(options?: { readonly mode?: 'read' }): Promise<FileSystemDirectoryHandle>;
}

/** Asynchronous iteration is missing in TypeScript's DOM types of this handle. */
type Walkable = FileSystemDirectoryHandle & { values(): AsyncIterable<FileSystemHandle> };

export const hasDirectoryPicker = (): boolean =>
  typeof (window as DirectoryWindow).showDirectoryPicker === 'function';

/** Files are opened a few at a time. */
const OPEN_AT_ONCE = 16;

async function walk(
  folder: FileSystemDirectoryHandle,
  path: string,
  found: { readonly path: string; readonly handle: FileSystemFileHandle }[],
): Promise<void> {
  for await (const entry of (folder as Walkable).values()) {
    const at = `${path}/${entry.name}`;
    if (entry.kind === 'directory') await walk(entry as FileSystemDirectoryHandle, at, found);
    else found.push({ path: at, handle: entry as FileSystemFileHandle });
  }
}

/** The file of a handle with its path inside the folder, as `pathOf` reads it. */
async function open(handle: FileSystemFileHandle, path: string): Promise<File> {
  return Object.defineProperty(await handle.getFile(), 'relativePath', { value: path });
}

/**
 * All files below a folder handle, in the order the file system gives them.
 * @throws PlaygroundError `drop-unreadable` when the folder cannot be read.
 */
export async function filesBelow(folder: FileSystemDirectoryHandle): Promise<File[]> {
  try {
    const found: { path: string; handle: FileSystemFileHandle }[] = [];
    await walk(folder, folder.name, found);
    const files: File[] = [];
    for (let i = 0; i < found.length; i += OPEN_AT_ONCE) {
      const few = found.slice(i, i + OPEN_AT_ONCE);
      files.push(...(await Promise.all(few.map(({ handle, path }) => open(handle, path)))));
    }
    return files;
  } catch (cause) {
    throw new PlaygroundError(
      'drop-unreadable',
      'The folder could not be read. Nothing was changed. Drop the folder on the page instead.',
      {},
      { cause },
    );
  }
}

/**
 * Asks for a folder; null when a person closes the picker. To be called only where `hasDirectoryPicker()`.
 * @throws what the browser says when it shows no picker (for example inside a frame).
 */
export async function pickDirectory(): Promise<FileSystemDirectoryHandle | null> {
  try {
    return (await (window as DirectoryWindow).showDirectoryPicker?.({ mode: 'read' })) ?? null;
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') return null;
    throw error;
  }
}
