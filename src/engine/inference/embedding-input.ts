/** What embedding images is made from, and the choice of training images. */
import type { Config } from '../../core/config/schema.ts';
import type { RgbImage } from '../../core/image/types.ts';
import { createRandom } from '../../core/random/random.ts';
import { limitImage, regionAt } from '../../core/region/region.ts';
import type { EngineImage } from '../../worker/protocol.ts';
import type { Job } from './job.ts';

/** What embedding an image depends on besides the weights. */
export interface EmbeddingInput {
  readonly config: Config;
  readonly train: readonly EngineImage[];
  readonly imageSizePx: number;
  readonly job: Job;
}

export interface NamedImage {
  readonly id: string;
  readonly image: RgbImage;
}

/**
 * An image as networks see it: outside a region of interest it is painted over. That copy is made when it is read and not kept, so that a
 * large set does not lie in memory twice.
 */
export function nameImage({ id, pixels }: EngineImage, sizePx: number, code: string): NamedImage {
  const image = { width: sizePx, height: sizePx, data: pixels };
  const region = regionAt(code, sizePx);
  if (!region) return { id, image };
  return {
    id,
    get image() {
      return limitImage(image, region);
    },
  };
}

/** At most `maxTrainImages` (0: all), the same ones at every evaluation of a run, in the order given. */
export function chooseTraining<T>(images: readonly T[], config: Config): readonly T[] {
  const most = config.evaluation.maxTrainImages;
  if (most === 0 || images.length <= most) return images;
  const order = createRandom(config.seed, 'density-images').shuffle(images.map((_, i) => i));
  return order
    .slice(0, most)
    .sort((a, b) => a - b)
    .map((i) => images[i]);
}

/** Training images, and all that were kept from the training. */
export const allTraining = ({
  train,
  calibration = [],
  aside = [],
}: {
  readonly train: readonly EngineImage[];
  readonly calibration?: readonly EngineImage[];
  readonly aside?: readonly EngineImage[];
}): EngineImage[] => [...train, ...calibration, ...aside];

/** The images that are kept for the threshold, by name. */
export function namedCalibration({
  calibration = [],
  imageSizePx,
  config,
}: Pick<EmbeddingInput, 'imageSizePx' | 'config'> & {
  readonly calibration?: readonly EngineImage[];
}): NamedImage[] {
  return calibration.map((image) => nameImage(image, imageSizePx, config.data.region));
}

/** Groups of the chosen training images, in their order. */
export const groupsOf = (images: readonly EngineImage[]): (string | null)[] =>
  images.map(({ group }) => group ?? null);

/** The chosen training images by name. */
export function namedTraining({ train, config, imageSizePx }: EmbeddingInput): NamedImage[] {
  return chooseTraining(train, config).map((image) => nameImage(image, imageSizePx, config.data.region));
}
