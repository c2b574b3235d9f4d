/** Dropped files as sources with paths: archives are opened (one level), everything else is taken as it is. */
import { toErrorReport } from '../../core/errors.ts';
import { displayPath } from '../../core/dataset/layout.ts';
import { stem } from '../../core/dataset/paths.ts';
import type { SkippedFile } from '../../core/dataset/types.ts';
import { listZip, openTar } from '../decode/decoder.ts';
import { pathOf } from '../files/dropped-files.ts';
import type { FileSource } from '../files/file-source.ts';
import type { Packing } from '../files/tar-file.ts';
import { Turn } from '../turn.ts';
import { PoolError } from '../worker-pool.ts';

export interface NamedSource extends FileSource {
  readonly path: string;
}

export interface Gathered {
  readonly sources: readonly NamedSource[];
  readonly skipped: readonly SkippedFile[];
}

const TAR = /\.(tar|tar\.gz|tgz|tar\.xz|txz)$/i;

function packingOf(name: string): Packing {
  if (/gz$/i.test(name)) return 'gzip';
  return /xz$/i.test(name) ? 'xz' : 'none';
}

const isZipName = (file: File): boolean =>
  /\.zip$/i.test(file.name) ||
  file.type === 'application/zip' ||
  file.type === 'application/x-zip-compressed';

/** What stands before the path of an archive's entries: its folder and its own name. */
const archivePrefix = (path: string): string => `${stem(path).replace(/\.tar$/i, '')}/`;

/**
 * Opens archives among the files. An archive that cannot be opened is left out with a reason; one inside another is
 * found later, by its first bytes.
 */
export async function gatherSources(files: readonly File[], signal: AbortSignal): Promise<Gathered> {
  const sources: NamedSource[] = [];
  const skipped: SkippedFile[] = [];
  const turn = new Turn();
  for (const file of files) {
    await turn.end();
    const path = pathOf(file);
    const isTar = TAR.test(file.name);
    if (!isTar && !isZipName(file)) {
      sources.push({ path, file, entry: null });
      continue;
    }
    try {
      const prefix = archivePrefix(path);
      if (isTar) {
        for (const entry of await openTar(file, packingOf(file.name), signal)) {
          sources.push({ path: `${prefix}${entry.name}`, file: entry.file, entry: null });
        }
        continue;
      }
      for (const entry of await listZip(file, signal)) {
        sources.push({ path: `${prefix}${entry.name}`, file, entry });
      }
    } catch (error) {
      if (signal.aborted) throw error;
      const { message } = toErrorReport(error);
      const refused = error instanceof PoolError && error.code === 'archive-refused';
      skipped.push({
        path: displayPath(path),
        reason: refused ? 'archive-refused' : 'damaged',
        detail: message,
      });
    }
  }
  return { sources, skipped };
}
