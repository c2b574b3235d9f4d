/** What an evaluation and everything asked about it is made from, and the choice of its training images. */
import type { Config } from '../../core/config/schema.ts';
import { createRandom } from '../../core/random/random.ts';
import type { EngineImage, MapWish } from '../../worker/protocol.ts';
import type { Embedder, NamedImage } from './embedder.ts';
import type { Job } from './job.ts';

export interface EvaluationInput {
  readonly embedder: Embedder;
  readonly config: Config;
  readonly step: number;
  readonly train: readonly EngineImage[];
  readonly test: readonly EngineImage[];
  readonly imageSizePx: number;
  readonly job: Job;
  /** Other kinds of maps that come with the evaluation. */
  readonly wish: MapWish;
}

/** What embedding an image depends on besides the weights. */
export type EmbeddingInput = Pick<EvaluationInput, 'config' | 'train' | 'imageSizePx' | 'job'>;

export function nameImage({ id, pixels }: EngineImage, sizePx: number): NamedImage {
  return { id, image: { width: sizePx, height: sizePx, data: pixels } };
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

/** The chosen training images by name. */
export function namedTraining({ train, config, imageSizePx }: EmbeddingInput): NamedImage[] {
  return chooseTraining(train, config).map((image) => nameImage(image, imageSizePx));
}

/** At most `most` of a list, evenly spread over it. */
export function evenlySpread<T>(list: readonly T[], most: number): T[] {
  if (list.length <= most) return [...list];
  const part = (i: number) => Math.floor((i * most) / list.length);
  return list.filter((_, i) => part(i) !== part(i - 1));
}
