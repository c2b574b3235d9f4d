/** One file by its content: what an earlier try left is gone on with, and only what has the right hash gets its name. */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, open, rename, rm, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { DataFile } from '../experiment/data-identity.ts';

export type FileSource = (sha256: string, start: number) => AsyncIterable<Uint8Array>;

/** What arrived is not what was asked for, also after a second try from the start. */
export class DamagedFile extends Error {
  override readonly name = 'DamagedFile';
}

/** SHA-256 of a file as hexadecimal digits; null where there is none. */
export async function hashOf(path: string): Promise<string | null> {
  const hash = createHash('sha256');
  try {
    for await (const part of createReadStream(path)) hash.update(part as Buffer);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
  return hash.digest('hex');
}

const sizeOf = async (path: string): Promise<number> => (await stat(path).catch(() => null))?.size ?? 0;

/**
 * Fetches a file to `path`. What a broken transfer brought stays as `path.part` and is gone on with the next time.
 * @throws DamagedFile, and what the source and the file system throw
 */
export async function fetchFile(file: DataFile, path: string, source: FileSource): Promise<void> {
  const part = `${path}.part`;
  await mkdir(dirname(path), { recursive: true });
  for (const last of [false, true]) {
    let size = await sizeOf(part);
    if (size > file.bytes) {
      await rm(part);
      size = 0;
    }
    if (size < file.bytes) {
      const handle = await open(part, 'a');
      try {
        for await (const bytes of source(file.sha256, size)) {
          size += bytes.length;
          if (size > file.bytes) break;
          // Not all of it is written where the disk becomes full in the middle.
          for (let at = 0; at < bytes.length;) at += (await handle.write(bytes, at)).bytesWritten;
        }
      } finally {
        await handle.close();
      }
    } else if (file.bytes === 0) await (await open(part, 'a')).close();
    if ((await hashOf(part)) === file.sha256) return rename(part, path);
    await rm(part, { force: true });
    if (last) throw new DamagedFile(`${file.path} arrived with another content than it should have, twice.`);
  }
}
