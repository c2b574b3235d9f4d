/** What the pool of buffers holds: never much more than a step has in use, for longer than that step. The device is a stand-in that counts. */
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import { describe, expect, it } from 'vitest';
import { endOfStep, installBufferPool, trimPool } from './buffer-pool.ts';
import { inside } from './device.ts';

const STORAGE = 128;

function openPool() {
  let created = 0;
  let heldBytes = 0;
  const createBuffer = ({ size, usage }: GPUBufferDescriptor) => {
    created++;
    heldBytes += size;
    return { size, usage, destroy: () => (heldBytes -= size) };
  };
  const backend = {
    device: { createBuffer },
    bufferManager: { dispose: () => undefined },
    getBufferData: () => Promise.resolve(new ArrayBuffer(0)),
  } as unknown as WebGPUBackend;
  installBufferPool(backend);
  const pool = inside(backend).bufferManager;
  /** A step that has so many buffers of this size in use at once. */
  const step = (count: number, size: number) => {
    const buffers = Array.from({ length: count }, () => pool.acquireBuffer(size, STORAGE));
    for (const buffer of buffers) pool.releaseBuffer(buffer);
    endOfStep(backend);
  };
  const counts = () => ({ created, heldBytes, allocated: pool.numBytesAllocated, used: pool.numBytesUsed });
  return { backend, pool, step, counts };
}

describe('the pool', () => {
  it('makes nothing new for a step like the one before', () => {
    const { step, counts } = openPool();
    step(10, 1024);
    for (let i = 0; i < 5; i++) step(10, 1024);
    expect(counts()).toEqual({ created: 10, heldBytes: 10240, allocated: 10240, used: 0 });
  });

  it('holds at most 1.3 times what a step has used at once, whatever the batch before was', () => {
    const { step, counts } = openPool();
    for (const [count, size] of [
      [10, 4096],
      [10, 1024],
      [3, 1000],
      [40, 512],
      [40, 512],
      [1, 64],
    ]) {
      step(count, size);
      expect(counts().heldBytes).toBeLessThanOrEqual(1.3 * count * size);
      expect(counts().allocated).toBe(counts().heldBytes);
    }
  });

  it('keeps the few bytes that every second step needs', () => {
    const { pool, step, backend, counts } = openPool();
    for (let i = 0; i < 6; i++) {
      if (i % 2 === 0) pool.releaseBuffer(pool.acquireBuffer(256, STORAGE));
      step(10, 4096);
    }
    expect(counts().created).toBe(11);
    trimPool(backend);
    expect(counts()).toMatchObject({ heldBytes: 0, allocated: 0 });
  });
});
