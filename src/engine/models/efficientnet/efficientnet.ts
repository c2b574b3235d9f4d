/**
 * EfficientNet-B0 in inference mode on any backend: features at strides 4, 8, 16 and 32 of images of any size. Inputs are
 * normalised with ImageNet's mean and deviation. Padding is TensorFlow's SAME, as it was trained.
 */
import {
  add,
  depthwiseConv2d,
  fused,
  matMul,
  mean,
  mul,
  sigmoid,
  softmax,
  tensor,
  tidy,
  type Tensor,
  type Tensor1D,
  type Tensor2D,
  type Tensor4D,
} from '@tensorflow/tfjs-core';
import { MOBILE_BLOCKS, TAPS, type MobileBlock, type TapName } from './architecture.ts';
import type { WeightTensor } from './weights-file.ts';

export type TapMaps = Readonly<Partial<Record<TapName, Tensor4D>>>;

export class EfficientNet {
  private readonly weights: ReadonlyMap<string, Tensor>;

  constructor(values: ReadonlyMap<string, WeightTensor>) {
    this.weights = new Map([...values].map(([name, { shape, data }]) => [name, tensor(data, [...shape])]));
  }

  /** Feature maps `[N, H / stride, W / stride, C]` of the wanted taps for `x` `[N, H, W, 3]`; later layers are not run in vain. */
  features(x: Tensor4D, taps: readonly TapName[]): TapMaps {
    return tidy(() => {
      const maps: Partial<Record<TapName, Tensor4D>> = {};
      const wanted = new Map(taps.map((tap) => [TAPS[tap].after as string, tap]));
      let y = this.conv(x, 'stem', 2, true);
      for (const block of MOBILE_BLOCKS) {
        if (wanted.size === 0) return maps;
        y = this.block(y, block);
        const tap = wanted.get(block.name);
        if (tap) {
          maps[tap] = y;
          wanted.delete(block.name);
        }
      }
      if (wanted.has('top')) maps.top = this.conv(y, 'top', 1, true);
      return maps;
    });
  }

  dispose(): void {
    for (const weight of this.weights.values()) weight.dispose();
  }

  private block(x: Tensor4D, { name, stride, expands, residual }: MobileBlock): Tensor4D {
    return tidy(() => {
      let y = expands ? this.conv(x, `${name}/expand`, 1, true) : x;
      const filter = this.weight<Tensor4D>(`${name}/depthwise.filter`);
      y = swish(add(depthwiseConv2d(y, filter, stride, 'same'), this.weight(`${name}/depthwise.bias`)));
      const squeezed = mean(y, [1, 2], true) as Tensor4D;
      const gate = sigmoid(
        this.conv(this.conv(squeezed, `${name}/se_reduce`, 1, true), `${name}/se_expand`, 1, false),
      );
      y = this.conv(mul(y, gate), `${name}/project`, 1, false);
      return residual ? add(x, y) : y;
    });
  }

  private conv(x: Tensor4D, name: string, stride: number, activate: boolean): Tensor4D {
    const filter = this.weight<Tensor4D>(`${name}.filter`);
    const bias = this.weight<Tensor1D>(`${name}.bias`);
    const y = fused.conv2d({ x, filter, strides: stride, pad: 'same', bias });
    return activate ? swish(y) : y;
  }

  private weight<T extends Tensor>(name: string): T {
    const found = this.weights.get(name);
    if (!found) throw new Error(`The backbone has no weight "${name}".`);
    return found as T;
  }
}

function swish(x: Tensor4D): Tensor4D {
  return mul(x, sigmoid(x));
}

/** Class probabilities from the pooled top features, for comparison with the original graph. */
export function classify(top: Tensor4D, kernel: Tensor2D, bias: Tensor1D): Tensor2D {
  return tidy(() => softmax(add(matMul(mean<Tensor2D>(top, [1, 2]), kernel), bias))) as Tensor2D;
}
