/** The files of a person's own model as bytes: chosen one by one, as a folder, or packed in one zip archive. */
import { PlaygroundError } from '../../core/errors.ts';
import { PoolError, WorkerPool } from '../worker-pool.ts';
import type { ModelFile } from './model-file.ts';

/** More than any network that a browser runs in this page. */
const MOST_BYTES = 512 * 2 ** 20;

/** @throws PlaygroundError `backbone-unreadable`, `archive-damaged`, `archive-refused`. */
export async function readBackbone(files: readonly File[]): Promise<ModelFile[]> {
  const bytes = files.reduce((sum, { size }) => sum + size, 0);
  if (bytes > MOST_BYTES) {
    const reason = `${Math.round(bytes / 2 ** 20)} MB are more than the ${MOST_BYTES / 2 ** 20} MB that are read`;
    throw new PlaygroundError('backbone-unreadable', `The model was not read: ${reason}`, { reason });
  }
  if (files.length === 1 && files[0].name.toLowerCase().endsWith('.zip')) return unpack(files[0]);
  return Promise.all(
    files.map(async (file) => ({
      name: file.webkitRelativePath || file.name,
      bytes: new Uint8Array(await file.arrayBuffer()),
    })),
  );
}

async function unpack(file: Blob): Promise<ModelFile[]> {
  const pool = new WorkerPool<Blob, ModelFile[]>(
    () =>
      new Worker(new URL('./unpack-backbone.worker.ts', import.meta.url), {
        type: 'module',
        name: 'backbone',
      }),
    1,
  );
  try {
    return await pool.run(file);
  } catch (error) {
    if (!(error instanceof PoolError)) throw error;
    const reason = error.message;
    const code = ['archive-damaged', 'archive-refused'].includes(error.code)
      ? error.code
      : 'backbone-unreadable';
    throw new PlaygroundError(code, reason, { reason });
  } finally {
    pool.close();
  }
}
