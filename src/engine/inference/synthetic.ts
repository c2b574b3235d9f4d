/**
 * Synthetic defects, for data sets without anomalies: CutPaste and Scar in turn on normal images that the density has not seen,
 * drawn from the seed. They are a stand-in for real defects and are labelled so wherever they are shown.
 */
import { applyView } from '../../core/augment/apply.ts';
import { drawView } from '../../core/augment/draw.ts';
import type { Config } from '../../core/config/schema.ts';
import { createRandom } from '../../core/random/random.ts';
import type { NamedImage } from './embedding-input.ts';

/** The prefix of the ids of synthetic images. */
const PREFIX = 'synthetic/';

/** One defect per image, over the whole image: areas and scar sizes are those of the paper at image size. */
export function makeSyntheticDefects(images: readonly NamedImage[], config: Config): NamedImage[] {
  return images.map(({ id, image }, i) => {
    const random = createRandom(config.seed, 'synthetic', i);
    const kind = i % 2 === 0 ? 'cutpaste' : 'scar';
    const draw = drawView(kind, config.augment, image.width, image.height, random);
    return { id: `${PREFIX}${id}`, image: applyView(image, draw) };
  });
}
