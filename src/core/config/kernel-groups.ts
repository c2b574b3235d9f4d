/** On which backends the project has kernels of its own; elsewhere a choice between own and stock has nothing to choose. */
import { KERNEL_GROUPS, type KernelGroup } from './schema.ts';

export type KernelBackend = 'webgpu' | 'webgl' | 'wasm' | 'cpu';

export const OWN_ON: Readonly<Record<KernelBackend, readonly KernelGroup[]>> = {
  wasm: KERNEL_GROUPS,
  webgpu: KERNEL_GROUPS.filter((group) => group !== 'pooling'),
  webgl: [],
  cpu: [],
};
