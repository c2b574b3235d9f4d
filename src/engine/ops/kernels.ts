/**
 * Calls a kernel of the active backend directly, past tfjs's operations: no gradient bookkeeping, no shape checks that
 * were made when the network was described, and our own kernels under their own names.
 */
import { engine, getBackend, getKernel } from '@tensorflow/tfjs-core';
import type { NamedAttrMap, NamedTensorMap, Tensor } from '@tensorflow/tfjs-core';

/** The first (or only) output. */
export function runKernel<T extends Tensor>(name: string, inputs: NamedTensorMap, attrs: object = {}): T {
  const result = engine().runKernel(name, inputs, attrs as NamedAttrMap);
  return (Array.isArray(result) ? result[0] : result) as T;
}

/** All outputs of a kernel that has several. */
export function runKernelOutputs(name: string, inputs: NamedTensorMap, attrs: object = {}): Tensor[] {
  return engine().runKernel(name, inputs, attrs as NamedAttrMap) as Tensor[];
}

export function hasKernel(name: string): boolean {
  return getKernel(name, getBackend()) !== undefined;
}

/** Zeros before the first and after the last place of an axis. */
export interface Padding {
  readonly before: number;
  readonly after: number;
}

/** PyTorch's symmetric padding in tfjs's explicit form (TensorFlow's SAME is asymmetric at stride 2). */
export function symmetricPad(pad: number): [[0, 0], [number, number], [number, number], [0, 0]] {
  return [
    [0, 0],
    [pad, pad],
    [pad, pad],
    [0, 0],
  ];
}
