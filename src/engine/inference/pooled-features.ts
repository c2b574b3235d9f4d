/** Pooled features of whole images at the present weights, as many at a time as a pass allows. */
import type { RgbImage } from '../../core/image/types.ts';
import { breathe } from '../session/breathe.ts';
import { chunks, samplesPerPass } from './chunks.ts';
import { embedWhole } from './embed-whole.ts';
import type { Embedder } from './embedder.ts';

/** `[N, D]` row-major. */
export async function pooledFeatures(
  embedder: Embedder,
  images: readonly RgbImage[],
  sizePx: number,
): Promise<{ dimension: number; data: Float32Array }> {
  const { network } = embedder.model;
  const dimension = network.features;
  const data = new Float32Array(images.length * dimension);
  for (const { from, to } of chunks(images.length, samplesPerPass(network, sizePx))) {
    const { features } = await embedWhole(embedder.trunk, images.slice(from, to), false);
    data.set(features, from * dimension);
    await breathe();
  }
  return { dimension, data };
}
