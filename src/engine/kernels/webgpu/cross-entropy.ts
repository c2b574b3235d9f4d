/**
 * (softmax(logits) - one-hot) / N of `[N, K]` logits, in one dispatch: a thread takes a row, of which there are a few hundred with a handful
 * of classes each. Stock tfjs takes three.
 */
import type { KernelFunc, TensorInfo } from '@tensorflow/tfjs-core';
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import { dispatch, gridOf } from './program.ts';

const THREADS = 64;

function crossEntropyGradient(
  backend: WebGPUBackend,
  { logits, oneHot }: { logits: TensorInfo; oneHot: TensorInfo },
): TensorInfo {
  const [rows, classes] = logits.shape;
  const output = backend.makeTensorInfo([rows, classes], 'float32');
  dispatch(backend, output, {
    key: 'crossEntropyGradient',
    code: () => `
      fn main() {
        let row = (i32(workgroupId.y) * i32(numWorkgroups.x) + i32(workgroupId.x)) * ${THREADS} + i32(localId.x);
        if (row >= uniforms.rows) { return; }
        let first = row * uniforms.classes;
        let end = first + uniforms.classes;
        var top = logits[first];
        for (var at = first + 1; at < end; at++) { top = max(top, logits[at]); }
        var sum = 0.0;
        for (var at = first; at < end; at++) { sum += exp(logits[at] - top); }
        for (var at = first; at < end; at++) {
          result[at] = (exp(logits[at] - top) / sum - oneHot[at]) / f32(uniforms.rows);
        }
      }`,
    inputs: [
      { name: 'logits', tensor: logits, components: 1 },
      { name: 'oneHot', tensor: oneHot, components: 1 },
    ],
    outputComponents: 1,
    workgroupSize: [THREADS, 1, 1],
    workgroups: gridOf(Math.ceil(rows / THREADS)),
    uniforms: { rows, classes },
  });
  return output;
}

/** Kernel `PlaygroundCrossEntropyGrad`. */
export const makeCrossEntropyGrad = (): KernelFunc => (args) =>
  crossEntropyGradient(args.backend as WebGPUBackend, args.inputs as never);
