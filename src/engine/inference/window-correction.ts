/**
 * What `fast` windows lack, learnt from a few windows of the training images: zero padding at a window's own border, which `exact` (and
 * training, which saw crops) has at every layer. The exact feature of a window is predicted from the mean over its cells and the means along
 * its edges by ridge regression in closed form, as a change to the mean, so that nothing is changed where the two ways agree. (Means of nine
 * parts, corners too, are more inputs than so few windows can tell apart: they predicted windows of other images worse.)
 * The paper has no `fast` way (A.5).
 */
import { evenlySpread } from '../../core/dataset/part-of-test.ts';
import { add, matMul, reshape, tensor1d, tensor2d } from '@tensorflow/tfjs-core';
import type { Tensor2D } from '@tensorflow/tfjs-core';
import { fitRidge } from '../../core/density/ridge-regression.ts';
import { covarianceFactor, unwhiten, whiten } from '../../core/density/whitening.ts';
import { createRandom } from '../../core/random/random.ts';
import type { Trunk } from '../models/inference.ts';
import { backboneOf } from '../../core/networks/registry.ts';
import type { Network } from '../../core/networks/types.ts';
import { mapSide } from '../../core/networks/locations.ts';
import { embedDense } from './embed-dense.ts';
import { embedSomeWindows } from './embed-windows.ts';
import { type EmbeddingInput, namedTraining } from './embedding-input.ts';
import { windowPlaces } from './places.ts';
import { meansOf, meansWithEdges, type PoolWindows } from './window-cells.ts';

export interface WindowCorrection {
  /** `[5 * D, D]`: the corrected feature is the means (`meansWithEdges`) times it, plus the bias `[D]`. */
  readonly weights: Float32Array;
  readonly bias: Float32Array;
}

const MOST_IMAGES = 8;
/** Windows of all images together: three for each input of the small net's regression. */
const MOST_WINDOWS = 1024;
/** Beyond it the regression takes seconds and its exact windows minutes: 512 features of ResNet-18 would have 2,560 inputs. */
const MOST_INPUTS = 1152;
/** Share of the windows, the last images', by which the penalty is chosen. */
const HELD_SHARE = 0.25;

/** What a correction depends on besides the weights; null where windows are not corrected. */
export function correctionKey(input: EmbeddingInput): string | null {
  const { evaluation, seed, model } = input.config;
  if (model.mode !== 'patch' || evaluation.dense !== 'fast' || evaluation.correction === 'none') return null;
  if (!backboneOf(model).padded) return null;
  return JSON.stringify([evaluation.windowSizePx, seed, imagesOf(input).map(({ id }) => id)]);
}

const imagesOf = (input: EmbeddingInput) => evenlySpread(namedTraining(input), MOST_IMAGES);

/** Null where a network has too many features for it, or there is no training image. */
export async function fitCorrection(
  trunk: Trunk,
  network: Network,
  input: EmbeddingInput,
): Promise<WindowCorrection | null> {
  const { config, imageSizePx, job } = input;
  const d = network.features;
  const { windowSizePx } = config.evaluation;
  // One pass gives windows at the network's stride; those between, which finer maps have, are wanting in the same way.
  const places = windowPlaces(
    imageSizePx,
    { windowSizePx, windowStridePx: network.stridePx },
    config.data.region,
  );
  const inputs = meansOf(mapSide(network, places.windowPx)) * d;
  const images = imagesOf(input);
  if (inputs > MOST_INPUTS || images.length === 0) return null;
  const all = places.sites?.kept ?? Array.from({ length: places.side ** 2 }, (_, place) => place);
  const perImage = Math.min(all.length, Math.ceil(MOST_WINDOWS / images.length));
  const width = inputs + d;
  const rows = new Float32Array(images.length * perImage * width);
  const exactOnes = new Float32Array(images.length * perImage * d);
  for (const [i, { image }] of images.entries()) {
    await job.progress('embedding', null);
    const chosen = createRandom(config.seed, 'window-correction', i).shuffle(all).slice(0, perImage);
    const exact = await embedSomeWindows(trunk, network, image, places, chosen);
    const [means] = await embedDense(trunk, network, [image], places, meansWithEdges);
    exactOnes.set(exact, i * perImage * d);
    chosen.forEach((place, c) => {
      const at = (i * perImage + c) * width;
      rows.set(means.subarray(place * inputs, (place + 1) * inputs), at);
      for (let k = 0; k < d; k++) rows[at + inputs + k] = exact[c * d + k] - rows[at + k];
    });
  }
  // The scores are Mahalanobis distances: the penalty is to be the best for these.
  const factor = covarianceFactor(exactOnes, d);
  for (let end = width; end <= rows.length; end += width) whiten(rows.subarray(end - d, end), factor);
  const held = Math.floor(HELD_SHARE * images.length * perImage);
  const { weights, bias } = fitRidge({ rows, inputs, outputs: d, held });
  for (let i = 0; i < inputs; i++) unwhiten(weights.subarray(i * d, (i + 1) * d), factor);
  unwhiten(bias, factor);
  for (let k = 0; k < d; k++) weights[k * d + k] += 1;
  return { weights: Float32Array.from(weights), bias: Float32Array.from(bias) };
}

/** Corrected features of windows. */
export function correctedWindows({ weights, bias }: WindowCorrection): PoolWindows {
  return (map, cells, every) => {
    const means = meansWithEdges(map, cells, every);
    const [count, rows, columns, inputs] = means.shape;
    const flat = reshape(means, [count * rows * columns, inputs]) as Tensor2D;
    const corrected = add(matMul(flat, tensor2d(weights, [inputs, bias.length])), tensor1d(bias));
    return reshape(corrected, [count, rows, columns, bias.length]);
  };
}
