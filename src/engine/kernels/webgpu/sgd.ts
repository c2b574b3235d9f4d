/**
 * One SGD step with momentum and weight decay (PyTorch's law, see ../names.ts) of one weight tensor in two dispatches:
 * momentum first, then the weight from it. A dispatch has one output, hence two; stock tfjs takes six.
 */
import { util } from '@tensorflow/tfjs-core';
import type { KernelFunc, TensorInfo } from '@tensorflow/tfjs-core';
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import type { SgdAttrs } from '../names.ts';
import { dispatch, gridOf } from './program.ts';

const THREADS = 64;

type Named = Record<string, TensorInfo>;

/** New tensor whose every value is `expression` of the inputs at `at` and the uniforms. */
function elementwise(
  backend: WebGPUBackend,
  key: string,
  tensors: Named,
  uniforms: Record<string, number>,
  expression: string,
): TensorInfo {
  const [like] = Object.values(tensors);
  const size = util.sizeFromShape(like.shape);
  const components = size % 4 === 0 ? 4 : 1;
  const total = size / components;
  const output = backend.makeTensorInfo(like.shape, 'float32');
  dispatch(backend, output, {
    key: `${key}_${components}`,
    code: () => `
      fn main() {
        let at = (i32(workgroupId.y) * i32(numWorkgroups.x) + i32(workgroupId.x)) * ${THREADS} + i32(localId.x);
        if (at >= uniforms.total) { return; }
        result[at] = ${expression};
      }`,
    inputs: Object.entries(tensors).map(([name, tensor]) => ({ name, tensor, components })),
    outputComponents: components,
    workgroupSize: [THREADS, 1, 1],
    workgroups: gridOf(Math.ceil(total / THREADS)),
    uniforms: { total, ...uniforms },
    floatUniforms: Object.keys(uniforms),
  });
  return output;
}

/** [newWeight, newMomentum], of the shape of the weight. */
export function sgdUpdate(
  backend: WebGPUBackend,
  inputs: { weight: TensorInfo; momentum: TensorInfo; gradient: TensorInfo },
  attrs: SgdAttrs,
): TensorInfo[] {
  const { weight, momentum, gradient } = inputs;
  const newMomentum = elementwise(
    backend,
    'sgdMomentum',
    { momentum, gradient, weight },
    { keep: attrs.momentum, decay: attrs.weightDecay },
    'uniforms.keep * momentum[at] + (gradient[at] + uniforms.decay * weight[at])',
  );
  const newWeight = elementwise(
    backend,
    'sgdWeight',
    { weight, newMomentum },
    { rate: attrs.learningRate },
    'weight[at] - uniforms.rate * newMomentum[at]',
  );
  return [newWeight, newMomentum];
}

/** Kernel `PlaygroundSgdUpdate`. */
export const makeSgdUpdate = (): KernelFunc => (args) =>
  sgdUpdate(
    args.backend as WebGPUBackend,
    args.inputs as unknown as Parameters<typeof sgdUpdate>[1],
    args.attrs as unknown as SgdAttrs,
  );
