/**
 * Kernels as plain loops on the host: the truth that every faster kernel is tested against, what the `cpu` backend trains with,
 * and the last resort of a backend that lacks a gradient (reading and writing its memory).
 */
import { getKernel, registerKernel, unregisterKernel } from '@tensorflow/tfjs-core';
import type { KernelFunc, NamedAttrMap, TensorInfo } from '@tensorflow/tfjs-core';

export interface HostTensor {
  readonly values: Float32Array;
  readonly shape: readonly number[];
}

/** Float32 tensors in, float32 tensors out, on the host. */
export type HostKernel = (inputs: Readonly<Record<string, HostTensor>>, attrs: NamedAttrMap) => HostTensor[];

interface ReadableBackend {
  readSync(dataId: object): Float32Array;
  write(values: Float32Array, shape: number[], dtype: 'float32'): object;
}

function onBackend(kernel: HostKernel): KernelFunc {
  return ({ inputs, attrs, backend }) => {
    const device = backend as ReadableBackend;
    const host: Record<string, HostTensor> = {};
    for (const [name, info] of Object.entries(inputs))
      if (info) host[name] = { values: device.readSync(info.dataId), shape: info.shape };
    const outputs = kernel(host, attrs as NamedAttrMap).map(({ values, shape }): TensorInfo => {
      const copy = [...shape];
      return { dataId: device.write(values, copy, 'float32'), shape: copy, dtype: 'float32' };
    });
    return outputs.length === 1 ? outputs[0] : outputs;
  };
}

/** Registers on a backend whose memory can be read at once (`cpu`, `wasm`), in place of a kernel of the same name. */
export function registerHostKernel(kernelName: string, backendName: string, kernel: HostKernel): void {
  if (getKernel(kernelName, backendName)) unregisterKernel(kernelName, backendName);
  registerKernel({ kernelName, backendName, kernelFunc: onBackend(kernel) });
}
