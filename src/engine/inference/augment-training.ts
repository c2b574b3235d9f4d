/**
 * A mistake of public code, kept for the lesson that measures it: the density is fitted on what the training loop shows (augmented,
 * every third image pasted on) instead of un-augmented normal images (method section 3). Off unless `mistakes.densityOnAugmented` is on.
 */
import { applyGlobal, applyView } from '../../core/augment/apply.ts';
import { drawGlobal, drawView, pixelScaleOf } from '../../core/augment/draw.ts';
import { cropInside, drawInside } from '../../core/augment/inside.ts';
import { drawOther, viewOther } from '../../core/augment/other.ts';
import { kindOf } from '../../core/augment/registry.ts';
import { drawKind, taskViews } from '../../core/augment/tasks.ts';
import type { Config } from '../../core/config/schema.ts';
import { createRandom } from '../../core/random/random.ts';
import { regionAt } from '../../core/region/region.ts';
import type { NamedImage } from './embedding-input.ts';

/** One view of each image, the classes of the task in turn; ids of their own, so that embeddings of the images themselves stay. */
export function augmentTraining(images: readonly NamedImage[], config: Config): NamedImage[] {
  const classes = taskViews(config.augment.task);
  return images.map(({ id, image }, i) => {
    const random = createRandom(config.seed, 'augmented-density', i);
    const { width, height } = image;
    const global = drawGlobal(config.augment.global, width, height, random);
    const crop = { x: 0, y: 0, width, height };
    const region = regionAt(config.data.region, width);
    const within = region && cropInside(region, crop, global.shift);
    const source = applyGlobal(image, global, crop, within?.pixels);
    const kind = drawKind(classes[i % classes.length], config.augment, random);
    const context = { settings: config.augment, view: image, random, pixelScale: pixelScaleOf(width) };
    const view = within
      ? drawInside(kind, context, within)
      : drawView(kind, config.augment, width, height, random);
    const place = kindOf(kind).other;
    const drawn =
      place &&
      drawOther(
        place,
        { imageIndex: i, crop },
        images.length,
        width,
        createRandom(config.seed, 'augmented-other', i),
      );
    const other =
      drawn && viewOther(images[drawn.imageIndex].image, { ...drawn, inside: within?.pixels }, global);
    return { id: `augmented/${id}`, image: applyView(source, view, undefined, other, within?.pixels) };
  });
}
