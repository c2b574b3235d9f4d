/**
 * Where batches come from. A batch is a pure function of configuration, images and step, so a source may make it ahead of
 * time or in another worker (batches-ahead.ts); this one makes it when asked.
 */
import { makeBatch, type Batch } from '../../core/augment/batch.ts';
import type { Config } from '../../core/config/schema.ts';
import type { RgbImage } from '../../core/image/types.ts';

export type HostPixels = Pick<Batch, 'pixels' | 'labels' | 'size'>;

export interface BatchSource {
  /** The batch of a step. Asked for in ascending order of steps, but may be asked for any. */
  next(step: number): Promise<HostPixels>;
  /** The same batch, made here and now, without a thought for the steps that follow. */
  make(step: number): HostPixels;
  dispose(): void;
}

export function createDirectSource(images: readonly RgbImage[], config: Config): BatchSource {
  const make = (step: number) => makeBatch({ images, config, step });
  return { next: (step) => Promise.resolve(make(step)), make, dispose: () => {} };
}
