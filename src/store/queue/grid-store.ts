/** Grids in the browser's storage, one entry each in the store `queue`; and the lock by which only one tab works through them. */
import { parseGrid } from '../../core/runs/grid/grid.ts';
import { database, type Database } from '../../services/storage/database.ts';
import type { QueuedGrid } from './queue-state.ts';

const key = (id: string): string => `grid/${id}`;

export class GridStore {
  readonly #open: () => Promise<Database>;

  constructor(open: () => Promise<Database> = database) {
    this.#open = open;
  }

  async save(grid: QueuedGrid): Promise<void> {
    await (await this.#open()).keyed<QueuedGrid>('queue').put(key(grid.id), grid);
  }

  async remove(id: string): Promise<void> {
    await (await this.#open()).keyed('queue').delete(key(id));
  }

  /** Newest first; what another version of the page wrote and this one does not understand is left out. */
  async load(): Promise<QueuedGrid[]> {
    const all = await (await this.#open()).keyed<QueuedGrid>('queue').values('grid/');
    return all
      .flatMap((one) => {
        try {
          return one.version === 1 ? [{ ...one, grid: parseGrid(one.grid) }] : [];
        } catch {
          return [];
        }
      })
      .sort((a, b) => b.createdAt - a.createdAt);
  }
}

const LOCK = 'cutpaste-queue';

/** The function that gives the queue back, or null while another tab has it. */
export function holdQueue(): Promise<(() => void) | null> {
  if (typeof navigator === 'undefined' || !navigator.locks) return Promise.resolve(() => undefined);
  return new Promise((resolve, reject) => {
    navigator.locks
      .request(LOCK, { ifAvailable: true }, (lock) => {
        if (!lock) return resolve(null);
        return new Promise<void>((release) => resolve(release));
      })
      .catch(reject);
  });
}
