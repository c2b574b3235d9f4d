/**
 * What names a set of images: a hash over every path and byte of the folder, or over the sample's name. Files are hashed one by one as
 * well, so that they can be fetched and checked singly (scripts/queue).
 */
import { createHash } from 'node:crypto';
import { readdir, readFile, stat } from 'node:fs/promises';
import { basename, join, relative, resolve, sep } from 'node:path';
import type { DataSource } from './options.ts';

export interface DataFile {
  /** Below the folder, with `/` between. */
  readonly path: string;
  readonly bytes: number;
  /** SHA-256 of the content, 64 hexadecimal digits. */
  readonly sha256: string;
}

export interface DataDescription {
  /** The fingerprint, 64 hexadecimal digits. */
  readonly hash: string;
  /** In order of their paths; empty for a sample. */
  readonly files: readonly DataFile[];
}

/** Of the folder `source.data` (absolute), or of a built-in sample. @throws the file system's errors */
export async function describeData(source: DataSource): Promise<DataDescription> {
  const whole = createHash('sha256');
  if (source.data === null) {
    return { hash: whole.update(`sample ${source.sample}`).digest('hex'), files: [] };
  }
  const folder = source.data;
  if (!(await stat(folder)).isDirectory()) {
    const content = await readFile(folder);
    const sha256 = createHash('sha256').update(content).digest('hex');
    return { hash: sha256, files: [{ path: basename(folder), bytes: content.length, sha256 }] };
  }
  // Results that lie among the images are none.
  const out = source.out === undefined ? null : `${resolve(source.out)}${sep}`;
  const found = (await readdir(folder, { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => out === null || !path.startsWith(out))
    .map((path) => ({ path, name: relative(folder, path).split(sep).join('/') }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
  const files: DataFile[] = [];
  for (const { path, name } of found) {
    const content = await readFile(path);
    whole.update(`${name}\n${content.length}\n`).update(content);
    const sha256 = createHash('sha256').update(content).digest('hex');
    files.push({ path: name, bytes: content.length, sha256 });
  }
  return { hash: whole.digest('hex'), files };
}

/** The fingerprint of the images as they are read: the same folder read otherwise is another set. */
export async function dataHash(source: DataSource): Promise<string> {
  const { hash } = await describeData(source);
  const { corrections = [], className } = source.order ?? {};
  if (corrections.length === 0 && className === undefined) return hash;
  return createHash('sha256')
    .update(`${hash}\n${JSON.stringify(source.order)}`)
    .digest('hex');
}
