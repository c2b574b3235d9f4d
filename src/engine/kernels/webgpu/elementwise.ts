/** Passes in which every value of the result comes from the values at the same place. */
import { util } from '@tensorflow/tfjs-core';
import type { TensorInfo } from '@tensorflow/tfjs-core';
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import { dispatch, gridOf } from './program.ts';

export const THREADS = 64;

/** WGSL that declares `at`, the place of this thread, and ends the threads beyond `uniforms.total`. */
export const BEGIN_PLACE = `
        let at = (i32(workgroupId.y) * i32(numWorkgroups.x) + i32(workgroupId.x)) * ${THREADS} + i32(localId.x);
        if (at >= uniforms.total) { return; }`;

interface Pass {
  key: string;
  tensors: Record<string, TensorInfo>;
  /** Floats. */
  uniforms?: Record<string, number>;
  /** WGSL of the value, of type T with so many lanes, from the tensors at `at` and the uniforms. */
  expression: (lanes: 1 | 4) => string;
}

/** New tensor of the shape of the first one. */
export function elementwise(
  backend: WebGPUBackend,
  { key, tensors, uniforms = {}, expression }: Pass,
): TensorInfo {
  const [like] = Object.values(tensors);
  const size = util.sizeFromShape(like.shape);
  const components = size % 4 === 0 ? 4 : 1;
  const total = size / components;
  const output = backend.makeTensorInfo(like.shape, 'float32');
  dispatch(backend, output, {
    key: `${key}_${components}`,
    code: () => `
      alias T = ${components === 4 ? 'vec4<f32>' : 'f32'};
      fn main() {
        ${BEGIN_PLACE}
        result[at] = ${expression(components)};
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
