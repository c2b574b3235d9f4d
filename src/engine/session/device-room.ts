/** Whether a WebGPU device has room for so many bytes: it is asked for them, in buffers that are given back at once. */
import { backend } from '@tensorflow/tfjs-core';
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import { trimPool } from '../kernels/webgpu/buffer-pool.ts';

const LARGEST_BYTES = 256 * 2 ** 20;

export async function hasRoomFor(bytes: number): Promise<boolean> {
  const active = backend() as WebGPUBackend;
  trimPool(active);
  return deviceHasRoomFor(active.device, bytes);
}

async function deviceHasRoomFor(device: GPUDevice, bytes: number): Promise<boolean> {
  const largest = Math.min(LARGEST_BYTES, device.limits.maxBufferSize);
  const buffers: GPUBuffer[] = [];
  let enough = true;
  for (let left = bytes; left > 0 && enough; left -= largest) {
    device.pushErrorScope('out-of-memory');
    const size = Math.ceil(Math.min(left, largest) / 4) * 4;
    buffers.push(device.createBuffer({ size, usage: GPUBufferUsage.STORAGE }));
    enough = (await device.popErrorScope()) === null;
  }
  for (const buffer of buffers) buffer.destroy();
  return enough;
}
