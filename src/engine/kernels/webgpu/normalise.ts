/**
 * Bytes to the network's input on the device: a quarter of what floats would be is sent. Values come from a table of 3 x 256 floats, so that
 * they are those of every other backend to the last bit.
 */
import type { KernelFunc, TensorInfo } from '@tensorflow/tfjs-core';
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import type { NormaliseAttrs } from '../names.ts';
import { BEGIN_PLACE, THREADS } from './elementwise.ts';
import { dispatch, gridOf } from './program.ts';

/** Floats of `shape` `[..., 3]`; `words` holds four bytes each, the first in the lowest bits. `table` `[3 * 256]`. */
function normalise(
  backend: WebGPUBackend,
  { words, table }: { words: TensorInfo; table: TensorInfo },
  { shape }: NormaliseAttrs,
): TensorInfo {
  const output = backend.makeTensorInfo([...shape], 'float32');
  const floats = shape.reduce((a, b) => a * b);
  const total = Math.ceil(floats / 4);
  dispatch(backend, output, {
    key: 'normalise',
    code: () => `
      fn main() {
        ${BEGIN_PLACE}
        let word = words[at];
        for (var i = 0; i < 4; i++) {
          let place = 4 * at + i;
          if (place < uniforms.floats) {
            result[place] = table[(place % 3) * 256 + i32((word >> u32(8 * i)) & 255u)];
          }
        }
      }`,
    inputs: [
      { name: 'words', tensor: words, components: 1, words: true },
      { name: 'table', tensor: table, components: 1 },
    ],
    outputComponents: 1,
    workgroupSize: [THREADS, 1, 1],
    workgroups: gridOf(Math.ceil(total / THREADS)),
    uniforms: { total, floats },
  });
  return output;
}

/** Kernel `PlaygroundNormalise`. */
export const makeNormalise = (): KernelFunc => (args) =>
  normalise(args.backend as WebGPUBackend, args.inputs as never, args.attrs as never);
