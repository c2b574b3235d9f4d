/**
 * What makes two runs of a grid the same run: the configuration with its seed (not the name of its preset) and the images. By this hash
 * in its result.json a finished run is recognised when a grid is started again.
 */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { keyWithoutSeed } from '../../src/core/runs/config-leaves.ts';
import type { Config } from '../../src/core/config/schema.ts';

/** Of the images: the sample's name, or every path and byte of the folder. `folder` is absolute. */
export function dataHash(source: { readonly data: string | null; readonly sample: string | null }): string {
  const hash = createHash('sha256');
  if (source.data === null) return hash.update(`sample ${source.sample}`).digest('hex');
  const folder = source.data;
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .map((path) => ({ path, name: relative(folder, path).split(sep).join('/') }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
  for (const { path, name } of files) {
    const bytes = readFileSync(path);
    hash.update(`${name}\n${bytes.length}\n`).update(bytes);
  }
  return hash.digest('hex');
}

export function runHash(config: Config, data: string): string {
  return createHash('sha256')
    .update(`${keyWithoutSeed(config)}\nseed ${config.seed}\n${data}`)
    .digest('hex');
}
