/**
 * Adds up the parts that a product with a split shared dimension left behind: result[i] = sum over s of parts[s][i], always
 * in the same order, so that two runs agree to the last bit. Also the last stage of the depthwise filter gradient.
 */
import { util } from '@tensorflow/tfjs-core';
import type { TensorInfo } from '@tensorflow/tfjs-core';
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import { dispatch, gridOf } from '../program.ts';

/** `parts` holds `count` results of the size of `output`, one after the other; it is disposed of. */
export function addSplits(
  backend: WebGPUBackend,
  parts: TensorInfo,
  count: number,
  output: TensorInfo,
): void {
  const size = util.sizeFromShape(output.shape);
  const components = size % 4 === 0 ? 4 : 1;
  const type = components === 4 ? 'vec4<f32>' : 'f32';
  const total = size / components;
  dispatch(backend, output, {
    key: `addSplits_${components}`,
    code: `
      fn main() {
        let at = (i32(workgroupId.y) * i32(numWorkgroups.x) + i32(workgroupId.x)) * 64 + i32(localId.x);
        if (at >= uniforms.total) { return; }
        var sum = ${type}(0.0);
        for (var part = 0; part < uniforms.count; part++) { sum += parts[part * uniforms.total + at]; }
        result[at] = sum;
      }`,
    inputs: [{ name: 'parts', tensor: parts, components }],
    outputComponents: components,
    workgroupSize: [64, 1, 1],
    workgroups: gridOf(Math.ceil(total / 64)),
    uniforms: { total, count },
  });
  backend.disposeData(parts.dataId);
}
