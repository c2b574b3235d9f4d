/** Checks of the folders before anything is started. */
import { accessSync, constants, mkdirSync, readdirSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { UsageError } from './options.ts';

const ARCHIVE = /\.(zip|tar|tgz|txz|tar\.(gz|xz))$/i;

/** Absolute path of an archive, or of a folder that holds at least one file, in any depth. @throws UsageError */
export function checkDataFolder(folder: string): string {
  const path = resolve(folder);
  let isFolder: boolean;
  try {
    isFolder = statSync(path).isDirectory();
  } catch {
    throw new UsageError(`--data: there is no folder and no archive "${folder}".`);
  }
  if (!isFolder) {
    if (ARCHIVE.test(path)) return path;
    throw new UsageError(`--data: "${folder}" is a file, neither a folder of images nor an archive of one.`);
  }
  let entries;
  try {
    entries = readdirSync(path, { recursive: true, withFileTypes: true });
  } catch (error) {
    throw new UsageError(`--data: "${folder}" cannot be read (${(error as Error).message}).`);
  }
  if (!entries.some((entry) => entry.isFile())) throw new UsageError(`--data: "${folder}" holds no files.`);
  return path;
}

/** Absolute path of the folder for results, made when missing. @throws UsageError */
export function checkOutFolder(folder: string): string {
  const path = resolve(folder);
  try {
    mkdirSync(path, { recursive: true });
    accessSync(path, constants.W_OK);
  } catch (error) {
    throw new UsageError(`--out: "${folder}" cannot be written (${(error as Error).message}).`);
  }
  return path;
}
