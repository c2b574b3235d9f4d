/**
 * Synthetic defects, for data sets without anomalies: CutPaste and Scar in turn on normal images that the density has not seen,
 * drawn from the seed. They are a stand-in for real defects and are labelled so wherever they are shown.
 */
import { applyView } from '../../core/augment/apply.ts';
import { drawView, pixelScaleOf } from '../../core/augment/draw.ts';
import { drawInside, wholeInside } from '../../core/augment/inside.ts';
import type { Config } from '../../core/config/schema.ts';
import { regionAt } from '../../core/region/region.ts';
import { createRandom } from '../../core/random/random.ts';
import type { NamedImage } from './embedding-input.ts';

/** The prefix of the ids of synthetic images. */
const PREFIX = 'synthetic/';

/** One defect per image, over the whole image: areas and scar sizes are those of the paper at image size. */
export function makeSyntheticDefects(images: readonly NamedImage[], config: Config): NamedImage[] {
  return images.map(({ id, image }, i) => {
    const random = createRandom(config.seed, 'synthetic', i);
    const kind = i % 2 === 0 ? 'cutpaste' : 'scar';
    const { width, height } = image;
    const region = regionAt(config.data.region, width);
    const context = { settings: config.augment, view: image, random, pixelScale: pixelScaleOf(width) };
    const draw = region
      ? drawInside(kind, context, wholeInside(region))
      : drawView(kind, config.augment, width, height, random);
    return { id: `${PREFIX}${id}`, image: applyView(image, draw, undefined, undefined, region?.inside) };
  });
}
