/**
 * The trunk in inference mode: running statistics folded into convolution weights and a bias, ReLU fused. Fully
 * convolutional, so any input size works. The head plays no part: features are pooled BEFORE it (method section 3).
 */
import { add, keep, mul, relu, rsqrt, sub, tidy } from '@tensorflow/tfjs-core';
import type { Tensor1D, Tensor4D } from '@tensorflow/tfjs-core';
import { BATCH_NORM_EPSILON } from '../ops/batch-norm.ts';
import { convBias } from '../ops/conv2d.ts';
import { maxPool } from '../ops/pool.ts';
import { mobileFeatures } from './efficientnet/forward.ts';
import type { Model } from './model.ts';
import { convUnits, type ConvUnit } from './network.ts';

interface Folded {
  readonly filter: Tensor4D;
  readonly bias: Tensor1D;
}

/** What embeds images: the last feature map of normalised images, in inference mode. */
export interface Trunk {
  /** `[N, S / stride, S / stride, D]` of normalised images `[N, S, S, 3]`. Call inside a scope. */
  forward(x: Tensor4D): Tensor4D;
  dispose(): void;
}

/** The trunk of a model, whatever its backbone. */
export function createTrunk(model: Model): Trunk {
  if (model.network.backbone !== 'efficientnet-b0') return new InferenceTrunk(model);
  return {
    forward: (x) => mobileFeatures(model.store, x, ['top']).top as Tensor4D,
    dispose: () => undefined,
  };
}

export class InferenceTrunk implements Trunk {
  private readonly folded = new Map<string, Folded>();
  private version = -1;

  constructor(private readonly model: Model) {}

  /** Last feature map `[N, S / stride, S / stride, D]` of normalised images `[N, S, S, 3]`. Call inside a scope. */
  forward(x: Tensor4D): Tensor4D {
    this.refresh();
    const { network } = this.model;
    return tidy(() => {
      let y = this.conv(network.stem, x, 'relu');
      if (network.maxPool) y = maxPool(null, y);
      for (const { first, second, shortcut } of network.blocks) {
        const input = y;
        const inner = this.conv(first, input, 'relu');
        const outer = this.conv(second, inner, 'linear');
        inner.dispose();
        const residual = shortcut ? this.conv(shortcut, input, 'linear') : input;
        const sum = add(outer, residual) as Tensor4D;
        outer.dispose();
        if (residual !== input) residual.dispose();
        y = relu(sum);
        sum.dispose();
        if (input !== x) input.dispose();
      }
      return y;
    });
  }

  dispose(): void {
    for (const { filter, bias } of this.folded.values()) {
      filter.dispose();
      bias.dispose();
    }
    this.folded.clear();
    this.version = -1;
  }

  private conv(unit: ConvUnit, x: Tensor4D, activation: 'relu' | 'linear'): Tensor4D {
    const { filter, bias } = this.folded.get(unit.name) as Folded;
    return convBias(x, filter, bias, unit.stride, activation);
  }

  /** Folds again when a weight has changed. */
  private refresh(): void {
    const { store, network } = this.model;
    if (this.version === store.version) return;
    this.dispose();
    for (const unit of convUnits(network)) this.folded.set(unit.name, this.fold(unit));
    this.version = store.version;
  }

  private fold(unit: ConvUnit): Folded {
    const { store, statistics } = this.model;
    const [filter, bias] = tidy(() => {
      const { mean, variance } = statistics.read(store, unit.name);
      const scale = mul(store.get(`${unit.name}.gamma`), rsqrt(add(variance, BATCH_NORM_EPSILON)));
      return [
        mul(store.get(`${unit.name}.weight`), scale),
        sub(store.get(`${unit.name}.beta`), mul(mean, scale)),
      ];
    });
    return { filter: keep(filter) as Tensor4D, bias: keep(bias) as Tensor1D };
  }
}
