/**
 * Threads that hand values to each other without a barrier, where the adapter has them: sums over rows end in fewer steps. They are asked for with the
 * device, and used once they were checked on it (norm/check-subgroups.ts).
 */
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';

const FEATURE = 'subgroups' as GPUFeatureName;
/** Larger than a workgroup of sums they are of no more use. */
const MOST = 64;

interface WithSubgroups {
  readonly features: ReadonlySet<string>;
  readonly adapterInfo?: { readonly subgroupMinSize?: number };
}

const inUse = new WeakMap<object, number>();

/** Of the smallest subgroups that the device may choose, a power of two; 0 where it has none. */
export function offeredSubgroup({ device }: WebGPUBackend): number {
  const { features, adapterInfo } = device as unknown as WithSubgroups;
  const size = features.has(FEATURE) ? (adapterInfo?.subgroupMinSize ?? 0) : 0;
  return size > 1 && Number.isInteger(Math.log2(size)) ? Math.min(size, MOST) : 0;
}

/** Kernels hand values on in subgroups of `size` from now on; 0: no longer. */
export function useSubgroups({ device }: WebGPUBackend, size: number): void {
  inUse.set(device, size);
}

export const subgroupSize = ({ device }: WebGPUBackend): number => inUse.get(device) ?? 0;

type Gpu = Pick<GPU, 'requestAdapter'>;

/** `work` asks this GPU for a device: it gets one with subgroups, where the adapter has them. */
export async function askingForSubgroups<T>(gpu: Gpu | undefined, work: () => Promise<T>): Promise<T> {
  if (!gpu) return work();
  const own = Object.getOwnPropertyDescriptor(gpu, 'requestAdapter');
  const ask = gpu.requestAdapter.bind(gpu);
  const requestAdapter: Gpu['requestAdapter'] = async (options) => {
    const adapter = await ask(options);
    if (!adapter?.features?.has(FEATURE)) return adapter;
    const request = adapter.requestDevice.bind(adapter);
    const requestDevice: GPUAdapter['requestDevice'] = (wanted = {}) =>
      request({ ...wanted, requiredFeatures: [...(wanted.requiredFeatures ?? []), FEATURE] });
    Object.defineProperty(adapter, 'requestDevice', { value: requestDevice, configurable: true });
    return adapter;
  };
  Object.defineProperty(gpu, 'requestAdapter', { value: requestAdapter, configurable: true, writable: true });
  try {
    return await work();
  } finally {
    if (own) Object.defineProperty(gpu, 'requestAdapter', own);
    else Reflect.deleteProperty(gpu, 'requestAdapter');
  }
}
