/** Unpacks the archive of a person's own model off the page's thread. */
import { Malformed } from '../../core/dataset/formats/bytes.ts';
import { PlaygroundError } from '../../core/errors.ts';
import { readEntries } from '../files/file-source.ts';
import { serve } from '../worker-serve.ts';
import type { ModelFile } from './model-file.ts';

/** Names of a LayersModel's files; everything else in the archive stays packed. */
const WANTED = /\.(json|bin)$|shard\d/i;

serve<Blob, ModelFile[]>(
  async (file) => {
    try {
      return await readEntries(file, (name) => WANTED.test(name));
    } catch (error) {
      if (!(error instanceof Malformed)) throw error;
      const reason = error.message;
      throw new PlaygroundError('backbone-unreadable', `The archive cannot be read: ${reason}`, { reason });
    }
  },
  (files) => files.map(({ bytes }) => bytes.buffer),
);
