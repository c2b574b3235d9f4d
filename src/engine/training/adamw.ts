/**
 * AdamW (Loshchilov and Hutter 2019) as PyTorch computes it, beta 0.9 and 0.999, epsilon 1e-8:
 * w = w (1 - lr decay); m = b1 m + (1 - b1) g; v = b2 v + (1 - b2) g^2; w = w - lr m / (1 - b1^t) / (sqrt(v / (1 - b2^t)) + eps).
 */
import { add, div, mul, sqrt, square, sub, tidy } from '@tensorflow/tfjs-core';
import { elementCount } from '../../core/networks/parameters.ts';
import type { ParameterSpec } from '../../core/networks/types.ts';
import type { WeightStore } from '../models/weight-store.ts';
import { ADAMW_LAW } from '../kernels/webgpu/flat-update.ts';
import { canBeFlat, FlatOptimizer } from './flat-optimizer.ts';
import { decayOf, type Optimizer, type OptimizerSettings } from './optimizer-types.ts';

const BETA1 = 0.9;
const BETA2 = 0.999;
const EPSILON = 1e-8;

const firstSlot = (parameter: string) => `adam.m/${parameter}`;
const secondSlot = (parameter: string) => `adam.v/${parameter}`;

export function createAdamW(
  settings: OptimizerSettings,
  store: WeightStore,
  parameters: readonly ParameterSpec[],
): Optimizer {
  const flat = new FlatOptimizer(
    {
      law: ADAMW_LAW,
      momentum: 0,
      decayOf: (spec) => decayOf(settings, spec),
      slotNames: (name) => [firstSlot(name), secondSlot(name)],
    },
    store,
    parameters,
  );
  const rates = (learningRate: number, step: number) => {
    const t = step + 1;
    return [learningRate / (1 - BETA1 ** t), 1 / Math.sqrt(1 - BETA2 ** t), learningRate];
  };
  return {
    slots: 2,
    rates,
    places: () => (canBeFlat() ? flat.ready() : null),
    applyRates: (gradients, onDevice) => flat.apply(gradients, onDevice),
    initialise: () => {
      for (const { name, shape } of parameters)
        for (const slot of [firstSlot(name), secondSlot(name)])
          store.upload(slot, new Float32Array(elementCount(shape)), shape);
    },
    apply: (gradients, learningRate, step) => {
      const [stepSize, rootScale] = rates(learningRate, step);
      if (canBeFlat()) return flat.applyRates(gradients, rates(learningRate, step));
      for (const parameter of parameters) {
        const { name } = parameter;
        const gradient = gradients.get(name);
        if (!gradient) continue;
        const decay = decayOf(settings, parameter);
        const [weight, first, second] = tidy(() => {
          const m = add(mul(store.get(firstSlot(name)), BETA1), mul(gradient, 1 - BETA1));
          const v = add(mul(store.get(secondSlot(name)), BETA2), mul(square(gradient), 1 - BETA2));
          const decayed = mul(store.get(name), 1 - learningRate * decay);
          const denominator = add(mul(sqrt(v), rootScale), EPSILON);
          return [sub(decayed, mul(div(m, denominator), stepSize)), m, v];
        });
        store.set(name, weight);
        store.set(firstSlot(name), first);
        store.set(secondSlot(name), second);
      }
    },
  };
}
