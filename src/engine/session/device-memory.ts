/** What TensorFlow holds on the device, as it counts it. */
import { memory } from '@tensorflow/tfjs-core';

export function deviceMemory(): { tensors: number; bytes: number } {
  const { numTensors, numBytes } = memory();
  return { tensors: numTensors, bytes: numBytes };
}
