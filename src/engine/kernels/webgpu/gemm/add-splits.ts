/**
 * Adds up the parts that a product with a split shared dimension left behind: result[i] = sum over s of parts[s][i], always
 * in the same order, so that two runs agree to the last bit. Also the last stage of the depthwise filter gradient.
 */
import { util } from '@tensorflow/tfjs-core';
import type { TensorInfo } from '@tensorflow/tfjs-core';
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import { dispatch, gridOf } from '../program.ts';
import type { Epilogue } from './epilogue.ts';
import { activated, biasedValue, epilogueKey } from './epilogue.ts';

/**
 * `parts` holds `count` results of the size of `output`, one after the other; it is disposed of. The epilogue's bias goes by
 * the last dimension of `output`. `plus`, of the size of `output`, is added (only without an epilogue).
 */
export function addSplits(
  backend: WebGPUBackend,
  parts: TensorInfo,
  count: number,
  output: TensorInfo,
  epilogue?: Epilogue,
  plus?: TensorInfo,
): void {
  const size = util.sizeFromShape(output.shape);
  const columns = output.shape[output.shape.length - 1];
  const components = (epilogue ? columns : size) % 4 === 0 ? 4 : 1;
  const type = components === 4 ? 'vec4<f32>' : 'f32';
  const total = size / components;
  // The epilogue speaks of vec4; a single value goes through its first component.
  const bias = components === 4 ? 'bias[at % uniforms.lanes]' : 'vec4<f32>(bias[at % uniforms.lanes])';
  const component = components === 4 ? '' : '.x';
  const store = epilogue
    ? `let value = vec4<f32>(sum);
        let biased = ${biasedValue(epilogue, bias)};
        ${epilogue.before ? `before[at] = biased${component};` : ''}
        result[at] = (${activated(epilogue, 'biased')})${component};`
    : `result[at] = sum${plus ? ' + plus[at]' : ''};`;
  dispatch(backend, output, {
    key: `addSplits_${components}_${epilogueKey(epilogue)}${plus ? '_plus' : ''}`,
    code: () => `
      fn main() {
        let at = (i32(workgroupId.y) * i32(numWorkgroups.x) + i32(workgroupId.x)) * 64 + i32(localId.x);
        if (at >= uniforms.total) { return; }
        var sum = ${type}(0.0);
        for (var part = 0; part < uniforms.count; part++) { sum += parts[part * uniforms.total + at]; }
        ${store}
      }`,
    inputs: [
      { name: 'parts', tensor: parts, components },
      ...(plus ? [{ name: 'plus', tensor: plus, components } as const] : []),
      ...(epilogue?.bias ? [{ name: 'bias', tensor: epilogue.bias, components } as const] : []),
    ],
    outputComponents: components,
    more: epilogue?.before ? [{ name: 'before', tensor: epilogue.before, components }] : [],
    workgroupSize: [64, 1, 1],
    workgroups: gridOf(Math.ceil(total / 64)),
    uniforms: { total, count, ...(epilogue ? { lanes: columns / components } : {}) },
  });
  backend.disposeData(parts.dataId);
}
