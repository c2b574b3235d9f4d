/** EfficientNet-B0 with fixed weights on the device: features at strides 4, 8, 16 and 32 of images of any size. */
import { add, matMul, mean, softmax, tensor, tidy } from '@tensorflow/tfjs-core';
import type { Tensor, Tensor1D, Tensor2D, Tensor4D } from '@tensorflow/tfjs-core';
import type { TapName } from '../../../core/networks/mobile/architecture.ts';
import { mobileFeatures, type TapMaps, type Weights } from './forward.ts';
import type { WeightTensor } from './weights-file.ts';

export class EfficientNet implements Weights {
  private readonly weights: ReadonlyMap<string, Tensor>;

  constructor(values: ReadonlyMap<string, WeightTensor>) {
    this.weights = new Map([...values].map(([name, { shape, data }]) => [name, tensor(data, [...shape])]));
  }

  /** Feature maps `[N, H / stride, W / stride, C]` of the wanted taps for `x` `[N, H, W, 3]`, normalised. */
  features(x: Tensor4D, taps: readonly TapName[]): TapMaps {
    return tidy(() => mobileFeatures(this, x, taps) as never) as TapMaps;
  }

  get<T extends Tensor>(name: string): T {
    const found = this.weights.get(name);
    if (!found) throw new Error(`The backbone has no weight "${name}".`);
    return found as T;
  }

  dispose(): void {
    for (const weight of this.weights.values()) weight.dispose();
  }
}

/** Class probabilities from the pooled top features, for comparison with the original graph. */
export function classify(top: Tensor4D, kernel: Tensor2D, bias: Tensor1D): Tensor2D {
  return tidy(() => softmax(add(matMul(mean<Tensor2D>(top, [1, 2]), kernel), bias))) as Tensor2D;
}
