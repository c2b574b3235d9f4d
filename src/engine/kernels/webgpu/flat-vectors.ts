/**
 * Named tensors side by side in one buffer, so that one dispatch goes over all of them: weights, their gradients and the optimiser's slots;
 * means and variances of a batch. Every tensor begins at a multiple of 256 bytes, as bindings must; what lies between is zero.
 */
import { engine, util } from '@tensorflow/tfjs-core';
import type { Tensor, TensorInfo } from '@tensorflow/tfjs-core';
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import type { BufferSlice } from './device.ts';
import { bindingOf, inside, isSlice, viewOf } from './device.ts';

const ALIGNED_FLOATS = 64;
/** Of their buffers. */
export const FLAT_LABEL = 'flat';

export interface FlatEntry {
  readonly name: string;
  readonly shape: readonly number[];
}

interface Place {
  readonly at: number;
  readonly floats: number;
  readonly shape: readonly number[];
}

/** Where each of the tensors lies; several buffers may have the same layout. */
export class FlatLayout {
  private readonly places = new Map<string, Place>();
  /** Floats of the whole, gaps included: a multiple of 64. */
  readonly floats: number;

  constructor(entries: readonly FlatEntry[]) {
    let at = 0;
    for (const { name, shape } of entries) {
      const floats = util.sizeFromShape([...shape]);
      this.places.set(name, { at, floats, shape });
      at += Math.ceil(floats / ALIGNED_FLOATS) * ALIGNED_FLOATS;
    }
    this.floats = at;
  }

  get names(): string[] {
    return [...this.places.keys()];
  }

  place(name: string): Place {
    const found = this.places.get(name);
    if (!found) throw new Error(`"${name}" has no place among the flat tensors.`);
    return found;
  }
}

export class FlatVector {
  readonly buffer: GPUBuffer;
  private readonly slices = new Map<string, BufferSlice>();

  constructor(
    private readonly backend: WebGPUBackend,
    readonly layout: FlatLayout,
  ) {
    const usage = GPUBufferUsage.STORAGE | GPUBufferUsage.COPY_SRC | GPUBufferUsage.COPY_DST;
    this.buffer = backend.device.createBuffer({ size: 4 * layout.floats, usage, label: FLAT_LABEL });
    for (const name of layout.names) {
      const { at, floats } = layout.place(name);
      this.slices.set(name, { buffer: this.buffer, offset: 4 * at, size: 4 * floats });
    }
  }

  get bytes(): number {
    return 4 * this.layout.floats;
  }

  slice(name: string): BufferSlice {
    return this.slices.get(name) as BufferSlice;
  }

  /** The floats of `[from, from + count)` as a tensor; give its data back after use. */
  whole(): TensorInfo {
    const slice = { buffer: this.buffer, offset: 0, size: this.bytes };
    return viewOf(this.backend, slice, [this.layout.floats]);
  }

  /** A tensor over one of the parts. */
  tensor(name: string): Tensor {
    const { shape } = this.layout.place(name);
    return engine().makeTensorFromTensorInfo(viewOf(this.backend, this.slice(name), shape), this.backend);
  }

  /** Copies what does not lie here yet. Returns whether anything had to be. */
  take(name: string, tensor: TensorInfo): boolean {
    const held = inside(this.backend);
    held.uploadToGPU(tensor.dataId);
    const slice = this.slice(name);
    const from = bindingOf(this.backend, tensor);
    if (isSlice(from as never) && from.buffer === slice.buffer && from.offset === slice.offset) return false;
    held.commandQueueOwnedIds.add(tensor.dataId);
    held.ensureCommandEncoderReady();
    held.endComputePassEncoder();
    held.commandEncoder?.copyBufferToBuffer(
      from.buffer,
      from.offset ?? 0,
      slice.buffer,
      slice.offset,
      slice.size,
    );
    return true;
  }

  dispose(): void {
    this.buffer.destroy();
  }
}
