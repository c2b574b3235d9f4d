/** Means over windows of the maps after each block of a small net, one feature per window and stage: the plain way, without correction. */
import { avgPool, tensor4d, tidy } from '@tensorflow/tfjs-core';
import type { Tensor4D } from '@tensorflow/tfjs-core';
import { addRelu } from '../../src/engine/ops/add-relu.ts';
import { convBias } from '../../src/engine/ops/conv2d.ts';
import type { Trunk } from '../../src/engine/models/inference.ts';
import type { ConvUnit, Network } from '../../src/core/networks/types.ts';
import { normalisePixels } from '../../src/engine/training/normalise.ts';

/** Of each stage `[places, channels]`, for windows of `windowPx` at every `stridePx` of a square image. */
export async function stageFeatures(
  trunk: Trunk,
  network: Network,
  pixels: Uint8Array,
  { windowPx, stridePx }: { windowPx: number; stridePx: number },
): Promise<Float32Array[]> {
  const side = Math.sqrt(pixels.length / 3);
  const means = tidy(() => {
    const layer = (unit: ConvUnit, x: Tensor4D, activation: 'relu' | 'linear') => {
      const { filter, bias } = trunk.layer(unit.name);
      return convBias(x, filter, bias, unit, activation);
    };
    const found: Tensor4D[] = [];
    let x = layer(network.stem, tensor4d(normalisePixels(pixels), [1, side, side, 3]), 'relu');
    let placePx = network.stem.stride;
    for (const { first, second, shortcut } of network.blocks) {
      const outer = layer(second, layer(first, x, 'relu'), 'linear');
      x = addRelu(outer, shortcut ? layer(shortcut, x, 'linear') : x);
      placePx *= first.stride;
      found.push(avgPool(x, windowPx / placePx, stridePx / placePx, 'valid'));
    }
    return found;
  });
  const data = await Promise.all(means.map(async (one) => Float32Array.from(await one.data())));
  means.forEach((one) => one.dispose());
  return data;
}

/** `[places, C1 + C2 + ...]` of several `[places, C]`. */
export function beside(parts: readonly Float32Array[], places: number): Float32Array {
  const widths = parts.map((part) => part.length / places);
  const width = widths.reduce((a, b) => a + b, 0);
  const joined = new Float32Array(places * width);
  let at = 0;
  parts.forEach((part, i) => {
    for (let p = 0; p < places; p++)
      joined.set(part.subarray(p * widths[i], (p + 1) * widths[i]), p * width + at);
    at += widths[i];
  });
  return joined;
}
