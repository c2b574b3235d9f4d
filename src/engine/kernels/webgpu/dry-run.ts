/**
 * How many bytes some work would ask of the device, counted without giving it any: kernels run as ever, but buffers, pipelines and commands are
 * stand-ins. So a plan of memory is what a step takes, not a formula that must follow every change of it.
 */
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import { FLAT_LABEL } from './flat-vectors.ts';
import { inside } from './device.ts';
import { record } from './recorder.ts';

/** tfjs asks whether a resource is a GPUBuffer; nothing else is ever asked of these. */
function standIn({ size, usage, mappedAtCreation }: GPUBufferDescriptor): GPUBuffer {
  const own = {
    ...{ size, usage, mapState: mappedAtCreation ? 'mapped' : 'unmapped' },
    getMappedRange: () => new ArrayBuffer(mappedAtCreation ? size : 0),
    unmap: () => undefined,
    destroy: () => undefined,
  };
  return Object.create(GPUBuffer.prototype, Object.getOwnPropertyDescriptors(own)) as GPUBuffer;
}

const NOTHING = {};
const PIPELINE = { getBindGroupLayout: () => NOTHING };

/**
 * Bytes that `work` takes: of all buffers that it makes, those that it gives back and takes again counted once, and of the flat vectors (weights,
 * gradients, slots) that `prepare` has made for it. All tensors of both must be their own; `end` disposes of them.
 */
export function bytesOf(
  backend: WebGPUBackend,
  prepare: () => void,
  work: () => void,
  end: () => void,
): number {
  const held = inside(backend) as unknown as { device: unknown; queue: unknown; pipelineCache: unknown };
  const { device, queue, pipelineCache } = held;
  const { limits, features } = backend.device;
  const { adapterInfo } = backend.device as { adapterInfo?: unknown };
  let flatBytes = 0;
  let bytes = 0;
  const createBuffer = (descriptor: GPUBufferDescriptor) => {
    if (descriptor.label === FLAT_LABEL) flatBytes += descriptor.size;
    else bytes += descriptor.size;
    return standIn(descriptor);
  };
  const pretend = (what: () => void) => {
    try {
      record(
        backend,
        () => {
          held.queue = { writeBuffer: () => undefined };
          held.device = {
            ...{ limits, features, adapterInfo, createBuffer },
            createBindGroup: () => NOTHING,
            createShaderModule: () => NOTHING,
            createComputePipeline: () => PIPELINE,
          };
          held.pipelineCache = {};
          what();
        },
        createBuffer,
      );
    } finally {
      Object.assign(held, { device, queue, pipelineCache });
    }
  };
  pretend(prepare);
  bytes = 0;
  let taken = 0;
  pretend(() => {
    work();
    taken = bytes + flatBytes;
    end();
  });
  return taken;
}
