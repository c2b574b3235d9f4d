/**
 * Running mean and variance of all batch norms in place, in one dispatch: running = keep * running + (1 - keep) * batch, the batch's variance
 * times n / (n - 1). The batch's statistics lie in flat vectors with gaps, the running ones without; `places` leads from these to those.
 */
import type { TensorInfo } from '@tensorflow/tfjs-core';
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import { BEGIN_PLACE, THREADS } from './elementwise.ts';
import { dispatch, gridOf } from './program.ts';

export function runningUpdate(
  backend: WebGPUBackend,
  running: { mean: TensorInfo; variance: TensorInfo },
  batch: { mean: TensorInfo; variance: TensorInfo; unbias: TensorInfo; places: TensorInfo },
  keep: number,
): void {
  const [total] = running.mean.shape;
  dispatch(backend, running.mean, {
    key: 'runningUpdate',
    code: () => `
      fn main() {
        ${BEGIN_PLACE}
        let place = places[at];
        let taken = 1.0 - uniforms.keep;
        result[at] = uniforms.keep * result[at] + taken * mean[place];
        runningVariance[at] = uniforms.keep * runningVariance[at] + taken * (variance[place] * unbias[at]);
      }`,
    inputs: [
      { name: 'mean', tensor: batch.mean, components: 1 },
      { name: 'variance', tensor: batch.variance, components: 1 },
      { name: 'unbias', tensor: batch.unbias, components: 1 },
      { name: 'places', tensor: batch.places, components: 1, words: true },
    ],
    outputComponents: 1,
    more: [{ name: 'runningVariance', tensor: running.variance, components: 1 }],
    workgroupSize: [THREADS, 1, 1],
    workgroups: gridOf(Math.ceil(total / THREADS)),
    uniforms: { total, keep },
    floatUniforms: ['keep'],
  });
}
