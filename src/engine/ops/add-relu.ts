/** relu(a + b), the end of a residual block in inference: one pass where the backend has the kernel, else two operations. */
import { add, relu } from '@tensorflow/tfjs-core';
import type { Tensor4D } from '@tensorflow/tfjs-core';
import { ADD_RELU } from '../kernels/names.ts';
import { hasKernel, runKernel } from './kernels.ts';

export function addRelu(a: Tensor4D, b: Tensor4D): Tensor4D {
  if (hasKernel(ADD_RELU)) return runKernel(ADD_RELU, { a, b });
  const sum = add(a, b) as Tensor4D;
  const y = relu(sum);
  sum.dispose();
  return y;
}
