/**
 * The forward pass of EfficientNet-B0 on any backend, for features and for fine-tuning: with a tape every operation is recorded, without one
 * intermediate results are freed block by block. Inputs are normalised with ImageNet's mean and deviation. Padding is
 * TensorFlow's SAME, as it was trained.
 */
import { tidy } from '@tensorflow/tfjs-core';
import type { Tensor, Tensor4D } from '@tensorflow/tfjs-core';
import {
  convSame,
  convSwish,
  depthwiseSwish,
  squeezeExcite,
  sumOf,
  type Layer,
} from '../../ops/biased-conv.ts';
import type { Tape } from '../../ops/tape.ts';
import {
  MOBILE_BLOCKS,
  TAPS,
  type MobileBlock,
  type TapName,
} from '../../../core/networks/mobile/architecture.ts';

export type TapMaps = Readonly<Partial<Record<TapName, Tensor4D>>>;

/** Where weights come from, by name. */
export interface Weights {
  get<T extends Tensor>(name: string): T;
}

function layerOf(weights: Weights, name: string): Layer {
  return {
    filter: { name: `${name}.filter`, value: weights.get(`${name}.filter`) },
    bias: { name: `${name}.bias`, value: weights.get(`${name}.bias`) },
  };
}

/** What a tape records it also frees. */
function scope<T extends Tensor>(tape: Tape | null, work: () => T): T {
  return tape ? work() : (tidy(work) as T);
}

function activated(weights: Weights, tape: Tape | null, x: Tensor4D, name: string, stride: number): Tensor4D {
  return scope(tape, () => convSwish(tape, x, layerOf(weights, name), stride));
}

/** One inverted residual block: expand, depthwise, squeeze-and-excite, project, and the residual. */
export function mobileBlock(
  weights: Weights,
  tape: Tape | null,
  x: Tensor4D,
  { name, stride, expands, residual }: Pick<MobileBlock, 'name' | 'stride' | 'expands' | 'residual'>,
): Tensor4D {
  const layer = (part: string) => layerOf(weights, `${name}/${part}`);
  return scope(tape, () => {
    const expanded = expands ? activated(weights, tape, x, `${name}/expand`, 1) : x;
    const spatial = scope(tape, () => depthwiseSwish(tape, expanded, layer('depthwise'), stride));
    if (!tape && expanded !== x) expanded.dispose();
    const gated = squeezeExcite(tape, spatial, layer('se_reduce'), layer('se_expand'));
    const projected = convSame(tape, gated, layer('project'), 1);
    return residual ? sumOf(tape, x, projected) : projected;
  });
}

/** Feature maps `[N, H / stride, W / stride, C]` of the wanted taps for `x` `[N, H, W, 3]`; later layers are not run in vain. */
export function mobileFeatures(
  weights: Weights,
  x: Tensor4D,
  taps: readonly TapName[],
  tape: Tape | null = null,
): TapMaps {
  const maps: Partial<Record<TapName, Tensor4D>> = {};
  const wanted = new Map(taps.map((tap) => [TAPS[tap].after as string, tap]));
  let y = activated(weights, tape, x, 'stem', 2);
  for (const block of MOBILE_BLOCKS) {
    if (wanted.size === 0) return maps;
    const before = y;
    y = mobileBlock(weights, tape, before, block);
    if (!tape && !Object.values(maps).includes(before)) before.dispose();
    const tap = wanted.get(block.name);
    if (tap) {
      maps[tap] = y;
      wanted.delete(block.name);
    }
  }
  if (wanted.has('top')) {
    maps.top = activated(weights, tape, y, 'top', 1);
    if (!tape && !Object.values(maps).includes(y)) y.dispose();
  }
  return maps;
}
