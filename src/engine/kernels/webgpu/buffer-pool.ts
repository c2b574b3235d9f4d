/**
 * Where tfjs's webgpu backend gets its buffers from, in place of its own manager, which never gives one back to the system: four batch sizes
 * in turn leave four steps' worth behind there. Here a buffer that no step has used twice running is destroyed, and one that the last step has
 * not used where the pool holds much more than that step has used at once. And a tensor's buffer serves the next one as soon as the tensor is disposed of, not only after the next submit: commands keep their order.
 */
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import type { BufferManager } from './device.ts';
import { inside, prepareReads, submitRecorded } from './device.ts';

interface Waiting {
  readonly buffer: GPUBuffer;
  /** Of its last use. */
  readonly step: number;
}

/** Of the most bytes that a step has in use, what the pool may hold after it. */
const MOST_HELD = 1.3;

class BufferPool implements BufferManager {
  numBytesUsed = 0;
  numBytesAllocated = 0;
  private readonly free = new Map<string, Waiting[]>();
  private used = 0;
  private step = 0;
  /** The most bytes in use since the last step ended. */
  private peakBytes = 0;

  constructor(private readonly device: Pick<GPUDevice, 'createBuffer'>) {}

  acquireBuffer(size: number, usage: number, mappedAtCreation = false, reuse = true): GPUBuffer {
    this.used++;
    this.numBytesUsed += size;
    this.peakBytes = Math.max(this.peakBytes, this.numBytesUsed);
    const waiting = reuse ? this.free.get(`${size} ${usage}`)?.pop() : undefined;
    if (waiting) return waiting.buffer;
    this.numBytesAllocated += size;
    return this.device.createBuffer({ size, usage, mappedAtCreation });
  }

  releaseBuffer(buffer: GPUBuffer, reuse = true): void {
    this.used--;
    this.numBytesUsed -= buffer.size;
    if (!reuse) {
      this.destroy(buffer);
      return;
    }
    const key = `${buffer.size} ${buffer.usage}`;
    const list = this.free.get(key);
    const waiting = { buffer, step: this.step };
    if (list) list.push(waiting);
    else this.free.set(key, [waiting]);
  }

  /**
   * Destroys what neither this step nor the one before has used; more where that is still too much. Nothing that is recorded may wait to be
   * submitted.
   */
  endOfStep(): void {
    this.keep(({ step }) => step >= this.step - 1);
    if (this.numBytesAllocated > MOST_HELD * this.peakBytes) this.keep(({ step }) => step === this.step);
    this.step++;
    this.peakBytes = this.numBytesUsed;
  }

  /** Destroys all that is free; the same holds. */
  trim(): void {
    this.keep(() => false);
  }

  getNumUsedBuffers(): number {
    return this.used;
  }

  getNumFreeBuffers(): number {
    return [...this.free.values()].reduce((sum, list) => sum + list.length, 0);
  }

  dispose(): void {
    this.trim();
    this.used = 0;
    this.numBytesUsed = this.numBytesAllocated = 0;
  }

  private keep(wanted: (waiting: Waiting) => boolean): void {
    for (const [key, list] of this.free) {
      const kept = list.filter(wanted);
      for (const waiting of list) if (!kept.includes(waiting)) this.destroy(waiting.buffer);
      if (kept.length > 0) this.free.set(key, kept);
      else this.free.delete(key);
    }
  }

  private destroy(buffer: GPUBuffer): void {
    buffer.destroy();
    this.numBytesAllocated -= buffer.size;
  }
}

/** Disposed tensors give their buffers back at once. */
export const NOTHING_WAITS = { add: () => undefined, has: () => false };

/** Puts the pool under a backend that has just started. */
export function installBufferPool(backend: WebGPUBackend): void {
  prepareReads(backend);
  const held = inside(backend);
  held.bufferManager.dispose();
  held.bufferManager = new BufferPool(held.device);
  // tfjs makes a new set at every submit.
  Object.defineProperty(held, 'commandQueueOwnedIds', { get: () => NOTHING_WAITS, set: () => undefined });
}

const poolOf = (backend: WebGPUBackend) => {
  const { bufferManager } = inside(backend);
  return bufferManager instanceof BufferPool ? bufferManager : null;
};

/** A step is over: hands over what is recorded and gives back what steps no longer use. */
export function endOfStep(backend: WebGPUBackend): void {
  submitRecorded(backend);
  poolOf(backend)?.endOfStep();
}

/** Gives back all that is not in use. */
export function trimPool(backend: WebGPUBackend): void {
  submitRecorded(backend);
  poolOf(backend)?.trim();
}
