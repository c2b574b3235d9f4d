/** How large a batch is: what costs are told from before anything is drawn, so nothing of the drawing is needed for it. */
import type { Config, ModelConfig } from '../config/schema.ts';
import { taskViews } from './tasks.ts';

/** Side of what the network gets: the image, or the crop (never larger than the image) of the patch model. */
export function inputSizePx(model: ModelConfig, imageSizePx: number): number {
  return model.mode === 'patch' ? Math.min(model.cropSizePx, imageSizePx) : imageSizePx;
}

/** Views per source image, which is the number of classes. */
export function viewsPerSource(config: Config): number {
  return taskViews(config.augment.task).length;
}
