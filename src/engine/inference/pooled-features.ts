/** Pooled features of whole images at the present weights, as many at a time as a pass allows. */
import type { EngineImage } from '../../worker/protocol.ts';
import { breathe } from '../session/breathe.ts';
import { chunks, samplesPerPass } from './chunks.ts';
import { embedWhole } from './embed-whole.ts';
import { nameImage } from './embedding-input.ts';
import type { Embedder } from './embedder.ts';

/** `[N, D]` row-major. */
export async function pooledFeatures(
  embedder: Embedder,
  images: readonly EngineImage[],
  sizePx: number,
  region: string,
): Promise<{ dimension: number; data: Float32Array }> {
  const { network } = embedder.model;
  const dimension = network.features;
  const data = new Float32Array(images.length * dimension);
  for (const { from, to } of chunks(images.length, samplesPerPass(network, sizePx))) {
    const part = images.slice(from, to).map((image) => nameImage(image, sizePx, region).image);
    const { features } = await embedWhole(embedder.trunk, part, false);
    data.set(features, from * dimension);
    await breathe();
  }
  return { dimension, data };
}
