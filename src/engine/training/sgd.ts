/**
 * SGD with momentum and L2 added to the gradient, PyTorch's law (paper 4.1: momentum 0.9, L2 3e-5, on every parameter or on weights alone):
 * g = grad + weightDecay * w; m = momentum * m + g; w = w - learningRate * m. On WebGPU all weights at once, else one fused kernel a tensor
 * where the backend has it.
 */
import { add, mul, sub, tidy } from '@tensorflow/tfjs-core';
import type { Tensor } from '@tensorflow/tfjs-core';
import { SGD_UPDATE, type SgdAttrs } from '../kernels/names.ts';
import { elementCount } from '../../core/networks/parameters.ts';
import type { ParameterSpec } from '../../core/networks/types.ts';
import type { WeightStore } from '../models/weight-store.ts';
import { hasKernel, runKernelOutputs } from '../ops/kernels.ts';
import { SGD_LAW } from '../kernels/webgpu/flat-update.ts';
import { canBeFlat, FlatOptimizer } from './flat-optimizer.ts';
import { decayOf, type Optimizer, type OptimizerSettings } from './optimizer-types.ts';

const slotName = (parameter: string) => `momentum/${parameter}`;

export function createSgd(
  settings: OptimizerSettings,
  store: WeightStore,
  parameters: readonly ParameterSpec[],
): Optimizer {
  const flat = new FlatOptimizer(
    {
      law: SGD_LAW,
      momentum: settings.momentum,
      decayOf: (spec) => decayOf(settings, spec),
      slotNames: (name) => [slotName(name)],
    },
    store,
    parameters,
  );
  return {
    slots: 1,
    rates: (learningRate) => [learningRate],
    places: () => (canBeFlat() ? flat.ready() : null),
    applyRates: (gradients, rates) => flat.apply(gradients, rates),
    initialise: () => {
      for (const { name, shape } of parameters)
        store.upload(slotName(name), new Float32Array(elementCount(shape)), shape);
    },
    apply: (gradients, learningRate) => {
      if (canBeFlat()) return flat.applyRates(gradients, [learningRate]);
      const { momentum: kept } = settings;
      const fused = hasKernel(SGD_UPDATE);
      for (const parameter of parameters) {
        const { name } = parameter;
        const gradient = gradients.get(name);
        if (!gradient) continue;
        const attrs = { learningRate, momentum: kept, weightDecay: decayOf(settings, parameter) };
        const weight = store.get(name);
        const momentum = store.get(slotName(name));
        const [newWeight, newMomentum] = fused
          ? runKernelOutputs(SGD_UPDATE, { weight, momentum, gradient }, attrs)
          : composed(weight, momentum, gradient, attrs);
        store.set(name, newWeight);
        store.set(slotName(name), newMomentum);
      }
    },
  };
}

function composed(weight: Tensor, momentum: Tensor, gradient: Tensor, attrs: SgdAttrs): Tensor[] {
  return tidy(() => {
    const g = add(gradient, mul(weight, attrs.weightDecay));
    const m = add(mul(momentum, attrs.momentum), g);
    return [sub(weight, mul(m, attrs.learningRate)), m];
  });
}
