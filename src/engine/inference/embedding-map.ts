/**
 * The points of the embedding map (paper, Fig. 3): whole images, normal and anomalous, and CutPaste and Scar views of training images, embedded
 * with the present weights and with the untrained ones. Views are made as for training, without the global augmentation, so that
 * only the pasted patch tells them from normal images.
 */
import { makeBatch } from '../../core/augment/batch.ts';
import type { Config } from '../../core/config/schema.ts';
import type { RgbImage } from '../../core/image/types.ts';
import type { Checkpoint, EmbeddingMapData } from '../../worker/protocol.ts';
import { chunks, samplesPerPass } from './chunks.ts';
import { embedWhole } from './embed-whole.ts';
import type { Embedder } from './embedder.ts';
import type { EvaluationInput } from './evaluation-input.ts';
import { nameImage } from './embedding-input.ts';
import { withFormer } from './former-weights.ts';

/** Images of each role, and sources of the views. */
const MOST_IMAGES = 500;
const MOST_SOURCES = 60;
/** What the untrained network of a run made of these images: it never changes, and maps are made again and again. */
const remembered = new WeakMap<
  Embedder,
  { readonly region: string; readonly pixels: readonly Uint8Array[]; readonly features: Float32Array }
>();
const STILL = { brightness: 0, contrast: 0, saturation: 0, hue: 0 };

/** @param former the weights of an earlier step, which are looked at in place of the present ones */
export async function embedForMap(
  input: EvaluationInput,
  untrained: Embedder,
  former?: Checkpoint,
): Promise<EmbeddingMapData> {
  if (!former) return embedWith(input, untrained);
  return withFormer(input.embedder.model, former, (embedder) =>
    embedWith({ ...input, embedder, step: former.step }, untrained),
  );
}

async function embedWith(
  { embedder, train, test, config, imageSizePx, job, step }: EvaluationInput,
  untrained: Embedder,
): Promise<EmbeddingMapData> {
  const named = [...train.slice(0, MOST_IMAGES), ...test.slice(0, MOST_IMAGES)];
  const images = named.map((image) => nameImage(image, imageSizePx, config.data.region).image);
  const views = makeViews(
    train.slice(0, MOST_SOURCES).map((image) => nameImage(image, imageSizePx, config.data.region).image),
    config,
  );
  const all = [...images, ...views.images];
  const pixels = [...train, ...test].map((image) => image.pixels);
  const known = rememberedOf(untrained, config.data.region, pixels);
  const passes = step > 0 && !known ? 2 : 1;
  const embed = async (by: Embedder, pass: number): Promise<Float32Array> => {
    const { network } = by.model;
    const features = new Float32Array(all.length * network.features);
    for (const { from, to } of chunks(all.length, samplesPerPass(network, imageSizePx))) {
      await job.progress('embedding', (pass + from / all.length) / passes);
      const found = await embedWhole(by.trunk, all.slice(from, to), false);
      features.set(found.features, from * network.features);
    }
    return features;
  };
  const present = await embed(embedder, 0);
  const ofUntrained = known ?? (step > 0 ? await embed(untrained, 1) : present);
  remembered.set(untrained, { region: config.data.region, pixels, features: ofUntrained });
  return {
    step,
    dimension: embedder.model.network.features,
    ids: named.map(({ id }) => id),
    present,
    untrained: ofUntrained.slice(),
    views: { kinds: views.kinds, pixels: views.pixels, sizePx: imageSizePx },
  };
}

function rememberedOf(
  untrained: Embedder,
  region: string,
  pixels: readonly Uint8Array[],
): Float32Array | null {
  const known = remembered.get(untrained);
  const same =
    known?.region === region &&
    known.pixels.length === pixels.length &&
    known.pixels.every((one, i) => one === pixels[i]);
  return same ? known.features : null;
}

function makeViews(images: readonly RgbImage[], config: Config) {
  const still: Config = {
    ...config,
    model: { ...config.model, mode: 'image' },
    training: { ...config.training, sourcesPerStep: images.length },
    augment: { ...config.augment, task: '3way', global: { shiftFraction: 0, jitter: STILL } },
  };
  const { pixels, size } = makeBatch({ images, config: still, step: 0 });
  const bytes = size * size * 3;
  // Class 0 is the source itself, which is among the images already.
  const own = pixels.slice(images.length * bytes);
  const count = 2 * images.length;
  return {
    pixels: own,
    kinds: Array.from(
      { length: count },
      (_, i) => (i < images.length ? 'cutpaste' : 'scar') as 'cutpaste' | 'scar',
    ),
    images: Array.from({ length: count }, (_, i): RgbImage => ({
      width: size,
      height: size,
      data: own.subarray(i * bytes, (i + 1) * bytes),
    })),
  };
}
