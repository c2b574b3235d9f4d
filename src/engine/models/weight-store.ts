/**
 * The one place that owns long-lived tensors: name -> tensor, kept outside every scope and replaced (written in place only on WebGPU, by the
 * flat optimiser: other backends may cache what they packed for a tensor's data). `version` changes with every replacement, so that
 * folded weights and cached embeddings know when they are stale.
 */
import { keep, tensor } from '@tensorflow/tfjs-core';
import type { Tensor } from '@tensorflow/tfjs-core';

export class WeightStore {
  private readonly tensors = new Map<string, Tensor>();
  private readonly owners = new Set<() => void>();
  version = 0;

  get<T extends Tensor>(name: string): T {
    const found = this.tensors.get(name);
    if (!found) throw new Error(`No tensor is stored under "${name}".`);
    return found as T;
  }

  has(name: string): boolean {
    return this.tensors.has(name);
  }

  /** Takes ownership of `value`; the former tensor of that name is disposed of. */
  set(name: string, value: Tensor): void {
    this.tensors.get(name)?.dispose();
    this.tensors.set(name, keep(value));
    this.version++;
  }

  /** The same values in another place: nothing is stale. */
  move(name: string, value: Tensor): void {
    this.set(name, value);
    this.version--;
  }

  /** Values of some tensors are others now. */
  changedInPlace(): void {
    this.version++;
  }

  /** Called after the tensors are gone, by who owns the memory under some of them. */
  onDispose(owner: () => void): void {
    this.owners.add(owner);
  }

  /** Copies host values to the device. */
  upload(name: string, values: Float32Array, shape: readonly number[]): void {
    this.set(name, tensor(values, [...shape], 'float32'));
  }

  names(): string[] {
    return [...this.tensors.keys()];
  }

  /** Row-major values of one tensor, copied to the host. */
  async download(name: string): Promise<{ name: string; shape: number[]; data: Float32Array }> {
    const value = this.get(name);
    const data = Float32Array.from((await value.data()) as Float32Array);
    return { name, shape: [...value.shape], data };
  }

  dispose(): void {
    for (const value of this.tensors.values()) value.dispose();
    this.tensors.clear();
    for (const release of this.owners) release();
    this.owners.clear();
  }
}
