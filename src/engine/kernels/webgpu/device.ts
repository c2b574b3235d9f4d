/**
 * The inside of tfjs's webgpu backend, as far as the project's kernels work with it: how a command reaches the encoder, and what a tensor's
 * bytes lie in. tfjs 4.22 is the last release, so its private parts do not move; all that is used of them is named here.
 */
import { util } from '@tensorflow/tfjs-core';
import type { TensorInfo } from '@tensorflow/tfjs-core';
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';

/** A part of a buffer; `offset` is a multiple of 256. */
export interface BufferSlice {
  readonly buffer: GPUBuffer;
  readonly offset: number;
  readonly size: number;
}

interface TensorData {
  readonly dtype: string;
  readonly shape: number[];
  values: unknown;
  refCount: number;
  /** A slice passes through tfjs as it is: it takes what it does not know for a binding. */
  resource?: GPUBuffer | BufferSlice | null;
}

/** The private parts. */
export interface BackendInside {
  readonly device: GPUDevice;
  readonly queue: GPUQueue;
  tensorMap: {
    get(id: object): TensorData;
    set(id: object, data: TensorData): void;
    has(id: object): boolean;
  };
  bufferManager: BufferManager;
  commandQueueOwnedIds: { add(id: object): void; has(id: object): boolean };
  commandEncoder: GPUCommandEncoder | null;
  computePassEncoder: GPUComputePassEncoder | null;
  dispatchCountInPass: number;
  nextDataId(): number;
  uploadToGPU(id: object): void;
  ensureCommandEncoderReady(): void;
  endComputePassEncoder(): void;
  submitQueue(): void;
  getBufferData(buffer: GPUBuffer | BufferSlice): Promise<ArrayBuffer>;
}

/** Where tfjs gets its buffers from. */
export interface BufferManager {
  numBytesUsed: number;
  numBytesAllocated: number;
  acquireBuffer(size: number, usage: number, mappedAtCreation?: boolean, reuse?: boolean): GPUBuffer;
  releaseBuffer(buffer: GPUBuffer, reuse?: boolean): void;
  getNumUsedBuffers(): number;
  getNumFreeBuffers(): number;
  dispose(): void;
}

export const inside = (backend: WebGPUBackend) => backend as unknown as BackendInside;

/** Hands what is recorded to the device. */
export function submitRecorded(backend: WebGPUBackend): void {
  const held = inside(backend);
  if (!held.commandEncoder) return;
  held.endComputePassEncoder();
  held.submitQueue();
}

/** The buffer, or the part of one, in which a tensor lies. */
export function bindingOf(backend: WebGPUBackend, tensor: TensorInfo): GPUBufferBinding {
  const { resource } = inside(backend).tensorMap.get(tensor.dataId);
  if (!resource) throw new Error('A tensor has no buffer on the device.');
  return isSlice(resource) ? resource : { buffer: resource };
}

export const isSlice = (resource: GPUBuffer | BufferSlice): resource is BufferSlice => 'buffer' in resource;

/**
 * A tensor over a part of a buffer that outlives it. What is read from it is never kept on the host, because kernels may write
 * the buffer anew.
 */
export function viewOf(
  backend: WebGPUBackend,
  slice: BufferSlice,
  shape: readonly number[],
  dtype: 'float32' | 'int32' = 'float32',
): TensorInfo {
  const held = inside(backend);
  prepareReads(backend);
  const dataId = { id: held.nextDataId() };
  const data: TensorData = {
    ...{ dtype, shape: [...shape], refCount: 1, resource: slice },
    get values() {
      return null;
    },
    set values(_) {
      // Stays on the device.
    },
  };
  held.tensorMap.set(dataId, data);
  return { dataId, shape: [...shape], dtype };
}

/** `into` where a kernel was told where its result belongs, else a new tensor. */
export function resultIn(
  backend: WebGPUBackend,
  into: BufferSlice | undefined,
  shape: readonly number[],
): TensorInfo {
  if (into && into.size === 4 * util.sizeFromShape([...shape])) return viewOf(backend, into, shape);
  return backend.makeTensorInfo([...shape], 'float32');
}

const prepared = new WeakSet<BackendInside>();

/** tfjs reads whole buffers: a part is copied to one of its own first. And waiting is helped along where it must be. */
export function prepareReads(backend: WebGPUBackend): void {
  const held = inside(backend);
  if (prepared.has(held)) return;
  prepared.add(held);
  const read = held.getBufferData.bind(held);
  const whole = (buffer: GPUBuffer) => nudged(held.queue, read(buffer));
  held.getBufferData = async (resource) => {
    if (!isSlice(resource)) return whole(resource);
    const { buffer, offset, size } = resource;
    const usage = GPUBufferUsage.STORAGE | GPUBufferUsage.COPY_SRC | GPUBufferUsage.COPY_DST;
    const copy = held.bufferManager.acquireBuffer(size, usage);
    held.ensureCommandEncoderReady();
    held.endComputePassEncoder();
    held.commandEncoder?.copyBufferToBuffer(buffer, offset, copy, 0, size);
    try {
      return await whole(copy);
    } finally {
      held.bufferManager.releaseBuffer(copy);
    }
  };
}

const NUDGE_MS = 2;

/** Firefox looks for buffers that have become readable only every 100 ms, or when something is submitted: so something empty is. */
export async function nudged<T>(queue: GPUQueue, reading: Promise<T>): Promise<T> {
  const { userAgent } = globalThis.navigator as Navigator | { userAgent: string };
  if (!/firefox/i.test(userAgent)) return reading;
  const timer = setInterval(() => queue.submit([]), NUDGE_MS);
  try {
    return await reading;
  } finally {
    clearInterval(timer);
  }
}
