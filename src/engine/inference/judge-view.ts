/**
 * What the network says of one view, in inference mode: trunk and head with running statistics. Training judges with the statistics of its batch;
 * a view alone has none. The head is small, so it is worked out on the host.
 */
import { PlaygroundError } from '../../core/errors.ts';
import { createImage } from '../../core/image/rgb.ts';
import { headLayers } from '../../core/networks/network.ts';
import { BATCH_NORM_EPSILON } from '../ops/batch-norm.ts';
import type { Model } from '../models/model.ts';
import type { Embedder } from './embedder.ts';
import { embedWhole } from './embed-whole.ts';

/** `x W + b`; the weight is `[inputs, outputs]`. */
function product(x: Float32Array, weight: Float32Array, outputs: number, bias?: Float32Array): Float32Array {
  const y = Float32Array.from({ length: outputs }, (_, o) => bias?.[o] ?? 0);
  for (let i = 0; i < x.length; i++) for (let o = 0; o < outputs; o++) y[o] += x[i] * weight[i * outputs + o];
  return y;
}

async function normalised(model: Model, name: string, z: Float32Array): Promise<Float32Array> {
  const { store, statistics } = model;
  const running = statistics.read(store, name);
  try {
    const [mean, variance, gamma, beta] = (await Promise.all([
      running.mean.data(),
      running.variance.data(),
      store.get(`${name}.gamma`).data(),
      store.get(`${name}.beta`).data(),
    ])) as Float32Array[];
    return z.map((value, i) =>
      Math.max(0, (gamma[i] * (value - mean[i])) / Math.sqrt(variance[i] + BATCH_NORM_EPSILON) + beta[i]),
    );
  } finally {
    running.mean.dispose();
    running.variance.dispose();
  }
}

function softmax(logits: Float32Array): Float32Array {
  const top = Math.max(...logits);
  const shares = logits.map((value) => Math.exp(value - top));
  const sum = shares.reduce((all, one) => all + one, 0);
  return shares.map((value) => value / sum);
}

/**
 * @param pixels `[S, S, 3]`, a view as training makes it
 * @returns shares of the classes, `[K]`; class 0 is normal
 * @throws PlaygroundError `image-size-differs` for pixels that are no square
 */
export async function judgeView({ model, trunk }: Embedder, pixels: Uint8Array): Promise<Float32Array> {
  const side = Math.sqrt(pixels.length / 3);
  if (!Number.isInteger(side) || side < 1)
    throw new PlaygroundError('image-size-differs', 'A view must be a square of colour pixels.', {
      width: side,
      height: side,
      expected: Math.round(side),
    });
  const weightOf = async (name: string) => (await model.store.download(name)).data;
  let { features: h } = await embedWhole(trunk, [createImage(side, side, pixels)], false);
  const [head0, head1, last] = headLayers(model.network);
  for (const { name, outputs } of [head0, head1])
    h = await normalised(model, name, product(h, await weightOf(`${name}.weight`), outputs));
  const bias = await weightOf(`${last.name}.bias`);
  return softmax(product(h, await weightOf(`${last.name}.weight`), last.outputs, bias));
}
