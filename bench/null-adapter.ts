/**
 * Dawn's null backend in Node, through the npm package `webgpu`: commands are checked and recorded as on a real device, nothing is computed.
 * So what the processor does for a step can be counted and timed on a machine without a GPU: dispatches, submits, new buffers, bytes.
 */
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';

export interface Counts {
  dispatches: number;
  submits: number;
  bindGroups: number;
  newBuffers: number;
  pipelines: number;
  /** Bytes written to buffers through the queue or through mapped ones. */
  uploadedBytes: number;
  /** Dispatches by the label of their pipeline. */
  readonly labels: Map<string, number>;
}

export const emptyCounts = (): Counts => ({
  dispatches: 0,
  submits: 0,
  bindGroups: 0,
  newBuffers: 0,
  pipelines: 0,
  uploadedBytes: 0,
  labels: new Map(),
});

/**
 * The null backend takes its buffers from this process's memory, at most a gigabyte: large ones are made small, and what would go beyond their
 * end is left out. They still say the size that was asked for.
 */
function withoutMemory({ device, queue }: WebGPUBackend): void {
  const SMALL = 65536;
  const small = new WeakSet<GPUBuffer>();
  const createBuffer = device.createBuffer.bind(device);
  device.createBuffer = (descriptor) => {
    // Parts of flat buffers must stay apart.
    const whole = descriptor.mappedAtCreation || descriptor.label === 'flat' || descriptor.size <= SMALL;
    if (whole) return createBuffer(descriptor);
    const buffer = createBuffer({ ...descriptor, size: SMALL });
    Object.defineProperty(buffer, 'size', { value: descriptor.size });
    small.add(buffer);
    return buffer;
  };
  const writeBuffer = queue.writeBuffer.bind(queue) as (...args: unknown[]) => void;
  queue.writeBuffer = (buffer: GPUBuffer, ...args: unknown[]) => {
    if (!small.has(buffer)) writeBuffer(buffer, ...args);
  };
  const createBindGroup = device.createBindGroup.bind(device);
  device.createBindGroup = (descriptor) => {
    const entries = [...descriptor.entries].map((entry) => {
      const { buffer } = entry.resource as GPUBufferBinding;
      return small.has(buffer) ? { ...entry, resource: { buffer } } : entry;
    });
    return createBindGroup({ ...descriptor, entries });
  };
  const createEncoder = device.createCommandEncoder.bind(device);
  device.createCommandEncoder = (descriptor) => {
    const encoder = createEncoder(descriptor);
    const copy = encoder.copyBufferToBuffer.bind(encoder) as (...args: unknown[]) => void;
    encoder.copyBufferToBuffer = ((...args: unknown[]) => {
      if (args.every((arg) => !small.has(arg as GPUBuffer))) copy(...args);
    }) as typeof encoder.copyBufferToBuffer;
    return encoder;
  };
}

/** Starts tfjs on the null backend. The numbers that it gives are zeros. */
export async function startNullBackend(deviceMemory = 8): Promise<WebGPUBackend> {
  const { create, globals } = await import('webgpu');
  Object.assign(globalThis, globals);
  const navigator = {
    gpu: create(['backend=null']),
    userAgent: 'Node',
    hardwareConcurrency: 8,
    deviceMemory,
  };
  Object.defineProperty(globalThis, 'navigator', { value: navigator, configurable: true, writable: true });
  const tf = await import('@tensorflow/tfjs-core');
  await import('@tensorflow/tfjs-backend-webgpu');
  if (!(await tf.setBackend('webgpu'))) throw new Error('The null backend of Dawn did not start.');
  await tf.ready();
  const backend = tf.backend() as WebGPUBackend;
  withoutMemory(backend);
  return backend;
}

type Method = (...args: never[]) => unknown;

/** Calls `also` before every call of a method of this one object. */
function onCall(target: object, name: string, also: (...args: never[]) => void): void {
  const holder = target as Record<string, Method>;
  const own = holder[name].bind(target);
  holder[name] = (...args) => {
    also(...args);
    return own(...args);
  };
}

let heldBytes = 0;

/** Bytes of all buffers that are not destroyed (those of uniforms never are: a few kilobytes). */
export const bytesHeld = () => heldBytes;

function countBytes(device: GPUDevice): void {
  const createBuffer = device.createBuffer.bind(device);
  device.createBuffer = (descriptor) => {
    const buffer = createBuffer(descriptor);
    heldBytes += descriptor.size;
    let destroyed = false;
    onCall(buffer, 'destroy', () => {
      if (!destroyed) heldBytes -= descriptor.size;
      destroyed = true;
    });
    return buffer;
  };
}

/** From now on everything that goes to the device is counted into what `given` gives, as long as it gives something. */
export function countCalls(backend: WebGPUBackend, given: () => Counts | null): void {
  const nobody = emptyCounts();
  const counts = () => given() ?? nobody;
  const { device, queue } = backend;
  countBytes(device);
  onCall(queue, 'submit', () => counts().submits++);
  onCall(queue, 'writeBuffer', ((
    ...args: [GPUBuffer, number, ArrayBuffer | ArrayBufferView, number?, number?]
  ) => {
    counts().uploadedBytes += args[4] ?? args[2].byteLength;
  }) as never);
  onCall(device, 'createBindGroup', () => counts().bindGroups++);
  onCall(device, 'createComputePipeline', () => counts().pipelines++);
  onCall(device, 'createBuffer', ((descriptor: GPUBufferDescriptor) => {
    counts().newBuffers++;
    if (descriptor.mappedAtCreation) counts().uploadedBytes += descriptor.size;
  }) as never);
  const createEncoder = device.createCommandEncoder.bind(device);
  device.createCommandEncoder = (descriptor) => {
    const encoder = createEncoder(descriptor);
    const beginPass = encoder.beginComputePass.bind(encoder);
    encoder.beginComputePass = (passDescriptor) => {
      const pass = beginPass(passDescriptor);
      // Counting every dispatch takes time of its own.
      if (!given()) return pass;
      let label = '';
      onCall(pass, 'setPipeline', ((pipeline: GPUComputePipeline) => (label = pipeline.label)) as never);
      onCall(pass, 'dispatchWorkgroups', () => {
        counts().dispatches++;
        counts().labels.set(label, (counts().labels.get(label) ?? 0) + 1);
      });
      return pass;
    };
    return encoder;
  };
}
