/**
 * The images of a grid. They are those that are open, or come back from a kept session (with the run in progress, where it holds that) or
 * from the built-in sample; always the same ones, by their fingerprint.
 */
import { PlaygroundError } from '../../core/errors.ts';
import { describeDataset } from '../runs/snapshot.ts';
import type { PlaygroundState } from '../state.ts';
import { dataOf } from '../session/engine-link.ts';
import { until, type ReadableStore } from '../until.ts';
import type { QueuedGrid } from './queue-state.ts';

export interface StateHost extends ReadableStore {
  readonly set: (change: Partial<PlaygroundState>) => void;
}

export const imagesLoaded = (host: StateHost): Promise<void> =>
  until(host, ({ importProgress }) => importProgress === null);

const isOpen = async ({ get }: StateHost, { dataset }: QueuedGrid): Promise<boolean> =>
  get().items.length > 0 && (await describeDataset(dataOf(get()))).fingerprint === dataset.fingerprint;

/** Sessions of earlier visits that may hold the images, the one with the run in progress first among equals. */
async function fromSession(host: StateHost, queued: QueuedGrid): Promise<boolean> {
  const { dataset } = queued;
  for (const session of host.get().offeredSessions) {
    if (session.withoutImages || session.name !== dataset.name || session.images !== dataset.images) continue;
    await host.get().restoreSession(session.id);
    if (await isOpen(host, queued)) return true;
  }
  return false;
}

async function fromSample(host: StateHost, queued: QueuedGrid): Promise<boolean> {
  const { sample } = queued.dataset;
  if (!sample) return false;
  host.get().setConfig(queued.grid.base);
  await imagesLoaded(host);
  await host.get().loadSample(sample.name, sample.seed);
  return isOpen(host, queued);
}

/**
 * Makes the images of the grid the open ones. A run that a kept session held is on the page afterwards.
 * @throws PlaygroundError `grid-images-missing` or `grid-other-images`; the grid's finished runs are kept.
 */
export async function openImages(host: StateHost, queued: QueuedGrid): Promise<void> {
  await imagesLoaded(host);
  if (await isOpen(host, queued)) return;
  const { get } = host;
  if (get().items.length > 0) {
    // Perhaps only their size differs.
    if (!['idle', 'ready'].includes(get().phase)) await get().reset();
    get().setConfig(queued.grid.base);
    await imagesLoaded(host);
    if (await isOpen(host, queued)) return;
    throw new PlaygroundError('grid-other-images', 'The open images are not those of the grid.', {
      name: queued.dataset.name,
    });
  }
  if (await fromSession(host, queued)) return;
  if (await fromSample(host, queued)) return;
  throw new PlaygroundError('grid-images-missing', 'The images of the grid are not here.', {
    name: queued.dataset.name,
  });
}
