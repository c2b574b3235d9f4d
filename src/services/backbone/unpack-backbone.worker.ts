/** Unpacks the archive of a person's own model off the page's thread. */
import { Malformed } from '../../core/dataset/formats/bytes.ts';
import { entryProblem } from '../../core/dataset/zip.ts';
import { PlaygroundError } from '../../core/errors.ts';
import { listArchive, readSource } from '../files/file-source.ts';
import { serve } from '../worker-serve.ts';
import type { ModelFile } from './model-file.ts';

/** Names of a LayersModel's files; everything else in the archive stays packed. */
const WANTED = /\.(json|bin)$/i;

serve<Blob, ModelFile[]>(
  async (file) => {
    const files: ModelFile[] = [];
    try {
      for (const entry of await listArchive(file)) {
        if (!WANTED.test(entry.name) && !/shard\d/.test(entry.name)) continue;
        const problem = entryProblem(entry);
        if (problem) throw new Malformed(problem);
        files.push({ name: entry.name, bytes: await readSource({ file, entry }) });
      }
    } catch (error) {
      if (!(error instanceof Malformed)) throw error;
      const reason = error.message;
      throw new PlaygroundError('backbone-unreadable', `The archive cannot be read: ${reason}`, { reason });
    }
    return files;
  },
  (files) => files.map(({ bytes }) => bytes.buffer),
);
