/**
 * Where batches come from. A batch is a pure function of configuration, images and step, so a source may make it ahead of
 * time or in another worker; this one makes it when asked.
 */
import { makeBatch, type Batch } from '../../core/augment/batch.ts';
import type { Config } from '../../core/config/schema.ts';
import type { RgbImage } from '../../core/image/types.ts';

export interface BatchSource {
  /** The batch of a step. Asked for in ascending order of steps, but may be asked for any. */
  next(step: number): Promise<Pick<Batch, 'pixels' | 'labels' | 'size'>>;
  dispose(): void;
}

export function createDirectSource(images: readonly RgbImage[], config: Config): BatchSource {
  return {
    next: (step) => Promise.resolve(makeBatch({ images, config, step })),
    dispose: () => {},
  };
}
