/**
 * One optimiser step over all weights in place, in one dispatch for each run of neighbours that are decayed alike: SGD with momentum
 * (../names.ts) and AdamW (../../training/adamw.ts). Rates come from a tensor, so that a recorded step can be given others.
 */
import type { TensorInfo } from '@tensorflow/tfjs-core';
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import { BEGIN_PLACE, THREADS } from './elementwise.ts';
import type { FlatVector } from './flat-vectors.ts';
import { dispatch, gridOf } from './program.ts';

/** A law of update: WGSL on `w`, `g` and the slots, of vec4<f32>; `rates[i]`, `uniforms.decay` and `uniforms.momentum` are in scope. */
export interface UpdateLaw {
  readonly key: string;
  readonly slots: readonly string[];
  readonly code: string;
}

/** rates: [learning rate]. */
export const SGD_LAW: UpdateLaw = {
  key: 'sgd',
  slots: ['moment'],
  code: `
        moment = uniforms.momentum * moment + (g + uniforms.decay * w);
        w = w - rates[0] * moment;`,
};

/** rates: [learning rate / (1 - b1^t), 1 / sqrt(1 - b2^t), learning rate]. */
export const ADAMW_LAW: UpdateLaw = {
  key: 'adamw',
  slots: ['first', 'second'],
  code: `
        first = 0.9 * first + (1.0 - 0.9) * g;
        second = 0.999 * second + (1.0 - 0.999) * g * g;
        w = w * (1.0 - rates[2] * uniforms.decay) - rates[0] * (first / (sqrt(second) * rates[1] + 1e-8));`,
};

export interface UpdateRange {
  /** Floats, multiples of 64. */
  readonly first: number;
  readonly count: number;
  readonly decay: number;
}

export function flatUpdate(
  backend: WebGPUBackend,
  law: UpdateLaw,
  vectors: { weights: FlatVector; gradients: FlatVector; slots: readonly FlatVector[] },
  rates: TensorInfo,
  ranges: readonly UpdateRange[],
  momentum: number,
): void {
  const [weights, gradients] = [vectors.weights.whole(), vectors.gradients.whole()];
  const slots = vectors.slots.map((slot) => slot.whole());
  for (const { first, count, decay } of ranges) {
    dispatch(backend, weights, {
      key: `flatUpdate_${law.key}`,
      code: () => `
      fn main() {
        ${BEGIN_PLACE}
        let i = at + uniforms.first;
        var w = result[i];
        let g = gradients[i];
        ${law.slots.map((name) => `var ${name} = ${name}Slot[i];`).join(' ')}
        ${law.code}
        ${law.slots.map((name) => `${name}Slot[i] = ${name};`).join(' ')}
        result[i] = w;
        ${law.code.includes('uniforms.momentum') ? '' : '_ = uniforms.momentum;'}
      }`,
      inputs: [
        { name: 'gradients', tensor: gradients, components: 4 },
        { name: 'rates', tensor: rates, components: 1 },
      ],
      outputComponents: 4,
      more: law.slots.map((name, i) => ({ name: `${name}Slot`, tensor: slots[i], components: 4 })),
      workgroupSize: [THREADS, 1, 1],
      workgroups: gridOf(Math.ceil(count / 4 / THREADS)),
      uniforms: { total: count / 4, first: first / 4, decay, momentum },
      floatUniforms: ['decay', 'momentum'],
    });
  }
  for (const { dataId } of [weights, gradients, ...slots]) backend.disposeData(dataId);
}
