/** Views of a batch as the network got them, made in a worker that stays as long as it has work. */
import type { Config } from '../../core/config/schema.ts';
import type { RgbImage } from '../../core/image/types.ts';
import { WorkerPool } from '../worker-pool.ts';
import type { TracedView, ViewsReply, ViewsRequest } from './protocol.ts';

let pool: WorkerPool<ViewsRequest, ViewsReply> | null = null;

function ask(request: ViewsRequest, signal: AbortSignal): Promise<ViewsReply> {
  pool ??= new WorkerPool<ViewsRequest, ViewsReply>(
    () => new Worker(new URL('./views.worker.ts', import.meta.url), { type: 'module', name: 'views' }),
    1,
  );
  return pool.run(request, signal);
}

export interface WantedViews {
  /** The images that the run's batches are drawn from, in their order; null where one is there no more. */
  readonly images: readonly (RgbImage | null)[];
  readonly config: Config;
  readonly step: number;
  readonly places: readonly number[];
}

/**
 * In the order of `places`; null for a view of an image that is there no more.
 * @throws PoolError when the worker dies; the signal's reason when it is aborted.
 */
export async function batchViews(
  { images, config, step, places }: WantedViews,
  signal: AbortSignal,
): Promise<readonly (RgbImage | null)[]> {
  const imageSizePx = images.find((image) => image !== null)?.width;
  if (imageSizePx === undefined) return places.map(() => null);
  const drawn = await ask(
    { kind: 'draw', imageCount: images.length, imageSizePx, config, step, places },
    signal,
  );
  if (drawn.kind !== 'draw') throw new Error('Draws were asked for.');
  const read = drawn.draws.map(({ imageIndex, other }) =>
    other ? [imageIndex, other.imageIndex] : [imageIndex],
  );
  const there = read.map((indices) => indices.every((index) => images[index] !== null));
  const needed = new Set(read.filter((_, i) => there[i]).flat());
  const made = await ask(
    {
      kind: 'render',
      draws: drawn.draws.filter((_, i) => there[i]),
      images: [...needed].map((index) => [index, images[index] as RgbImage] as const),
      pasteBeforeResize: config.mistakes.pasteBeforeResize,
    },
    signal,
  );
  if (made.kind !== 'render') throw new Error('Views were asked for.');
  let next = 0;
  return there.map((is) => (is ? made.views[next++] : null));
}

/** A view of one whole image with its patch, for a picture of how it is made. */
export async function tracedView(
  wanted: {
    readonly image: RgbImage;
    readonly config: Config;
    readonly step: number;
    readonly place: number;
  },
  signal: AbortSignal,
): Promise<TracedView> {
  const made = await ask({ kind: 'trace', ...wanted }, signal);
  if (made.kind !== 'trace') throw new Error('A trace was asked for.');
  return made.trace;
}
