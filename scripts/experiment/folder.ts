/** Checks of the folders before anything is started. */
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmdirSync, statSync } from 'node:fs';
import { dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';
import { UsageError } from './options.ts';

/** Archives that the page cannot open. */
const PACKED = /\.(xz|txz|bz2|tbz2?|7z|rar|zst|lz|lzma|gz)$/i;
const ARCHIVE = /\.(zip|tar|tgz|tar\.gz|txz|tar\.xz)$/i;

/** Absolute path of an archive, or of a folder that holds at least one file, in any depth. @throws UsageError */
export function checkDataFolder(folder: string, option: '--data' | '--calibrate' = '--data'): string {
  const path = resolve(folder);
  let isFolder: boolean;
  try {
    isFolder = statSync(path).isDirectory();
  } catch {
    throw new UsageError(`${option}: there is no folder and no archive "${folder}".`);
  }
  if (!isFolder) {
    if (ARCHIVE.test(path)) return path;
    if (PACKED.test(path))
      throw new UsageError(
        `${option}: "${folder}" is an archive of a kind that cannot be opened here. Unpack it (tar -xf FILE on macOS and Linux, 7-Zip on Windows) and give the folder.`,
      );
    throw new UsageError(
      `${option}: "${folder}" is a file, neither a folder of images nor an archive of one.`,
    );
  }
  let entries;
  try {
    entries = readdirSync(path, { recursive: true, withFileTypes: true });
  } catch (error) {
    throw new UsageError(`${option}: "${folder}" cannot be read (${(error as Error).message}).`);
  }
  if (!entries.some((entry) => entry.isFile()))
    throw new UsageError(`${option}: "${folder}" holds no files.`);
  return path;
}

/** One folder after the other: `recursive` never returns below a place that takes no folders, such as /proc. */
function makeFolder(path: string): void {
  if (existsSync(path)) return;
  if (dirname(path) !== path) makeFolder(dirname(path));
  mkdirSync(path);
}

/**
 * Absolute path of the folder for results, made when missing. A file is written there for a moment: permissions alone do not say
 * whether that can be done. Inside of the images' folder the pictures of this run would be read as images by the next one.
 * @param data absolute path of the images' folder, if there is one
 * @throws UsageError
 */
export function checkOutFolder(folder: string, data: string | null = null): string {
  const path = resolve(folder);
  const inside = data === null ? '..' : relative(data, path);
  const outside = inside === '..' || inside.startsWith(`..${sep}`) || isAbsolute(inside);
  if (!outside)
    throw new UsageError(
      `--out: "${folder}" lies inside of --data, and the next run would take its pictures for images. Choose a folder outside.`,
    );
  try {
    makeFolder(path);
    const probe = mkdtempSync(join(path, '.try-'));
    rmdirSync(probe);
  } catch (error) {
    throw new UsageError(`--out: "${folder}" cannot be written (${(error as Error).message}).`);
  }
  return path;
}
