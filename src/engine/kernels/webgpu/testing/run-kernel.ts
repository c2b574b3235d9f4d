/**
 * What the kernel tests share: run a kernel by name on the webgpu backend (as the engine does, through tfjs's registry),
 * run its plain-loop reference on the host, and compare. Watches for WebGPU errors, which tfjs swallows, and for tensors and
 * buffers left behind.
 */
import type { NamedAttrMap, NamedTensorMap } from '@tensorflow/tfjs-core';
import { createRandom } from '../../../../core/random/random.ts';
import type { HostTensor } from '../../reference/host.ts';
import { startNodeWebgpu } from './node-webgpu.ts';

export type HostTensors = Record<string, HostTensor>;

const deviceErrors: string[] = [];

/** Starts the backend and collects its errors. Call it in beforeAll. */
export async function openBackend() {
  const { backend } = await startNodeWebgpu();
  backend.device.onuncapturederror = ({ error }) => deviceErrors.push(error.message);
  return backend;
}

/** A tensor of normal values, the same for the same key. */
export function randomTensor(shape: readonly number[], ...key: (string | number)[]): HostTensor {
  const random = createRandom(7, ...key);
  const values = Float32Array.from({ length: shape.reduce((a, b) => a * b, 1) }, () => random.normal());
  return { values, shape };
}

/**
 * Outputs of a kernel on the webgpu backend. Throws when the device reported an error or when more tensors or data are
 * held afterwards than the outputs.
 */
export async function runOnGpu(
  name: string,
  inputs: HostTensors,
  attrs: NamedAttrMap,
): Promise<HostTensor[]> {
  const tf = await import('@tensorflow/tfjs-core');
  const engine = tf.engine();
  const tensors: NamedTensorMap = {};
  for (const [key, { values, shape }] of Object.entries(inputs)) {
    tensors[key] = tf.tensor(values, [...shape], 'float32');
  }
  // What is small and still on the host, tfjs may compute there: a read of another kernel's result brings it to the device.
  const before = { tensors: engine.memory().numTensors, data: engine.backend.numDataIds() };
  const outputs = [engine.runKernel(name, tensors, attrs)].flat();
  const shared = outputs.filter((t) =>
    Object.values(tensors).some((input) => input.dataId === t.dataId),
  ).length;
  const results: HostTensor[] = [];
  for (const output of outputs)
    results.push({ values: (await output.data()) as Float32Array, shape: output.shape });
  const left = {
    tensors: engine.memory().numTensors - before.tensors - outputs.length,
    data: engine.backend.numDataIds() - before.data - outputs.length + shared,
  };
  tf.dispose(outputs);
  tf.dispose(tensors);
  if (deviceErrors.length > 0) throw new Error(`WebGPU: ${deviceErrors.splice(0).join('\n')}`);
  if (left.tensors !== 0 || left.data !== 0) {
    throw new Error(`${name} left ${left.tensors} tensors and ${left.data} data buckets behind.`);
  }
  return results;
}
