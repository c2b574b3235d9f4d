/**
 * Registers the project's own WGSL kernels on tfjs's `webgpu` backend, in place of the stock kernels of the same name
 * (and adds the fused ones of `../names.ts`, which have no stock kernel). Stock kernels are kept and put back by
 * `unregisterWebgpuKernels`; a call that one of the own kernels does not cover (NCHW, dilation, other types than
 * float32) is passed to the stock kernel. Importing `@tensorflow/tfjs-backend-webgpu` must come first, and with it the
 * creation of `navigator.gpu`; an adapter is not needed before the first kernel runs.
 */
import { getKernel, registerKernel, unregisterKernel } from '@tensorflow/tfjs-core';
import type { KernelConfig, KernelFunc } from '@tensorflow/tfjs-core';
import { BATCH_NORM_TRAIN, BATCH_NORM_TRAIN_GRAD, SGD_UPDATE } from '../names.ts';

/** Names of the kernels that can be switched one by one. */
export const WEBGPU_KERNELS = [
  'Conv2D',
  'Conv2DBackpropFilter',
  'Conv2DBackpropInput',
  'DepthwiseConv2dNativeBackpropFilter',
  'DepthwiseConv2dNativeBackpropInput',
  BATCH_NORM_TRAIN,
  BATCH_NORM_TRAIN_GRAD,
  SGD_UPDATE,
] as const;

export type WebgpuKernelName = (typeof WEBGPU_KERNELS)[number];

export interface WebgpuKernelOptions {
  /** Kernels left to tfjs: stock where tfjs has one, unregistered (to be composed by `src/engine/ops`) where not. */
  disable?: readonly WebgpuKernelName[];
}

const BACKEND = 'webgpu';

/** What own kernel is registered now, and the stock kernel it stands in for. */
const installed = new Map<WebgpuKernelName, KernelConfig | undefined>();

/** A kernel's maker: gets the stock kernel function to hand calls to that it does not cover. */
export type KernelMaker = (stock: KernelFunc | undefined) => KernelFunc;

const makers: Partial<Record<WebgpuKernelName, KernelMaker>> = {};

/**
 * Registers every own kernel but those in `options.disable`. May be called again with other options: what is registered
 * is first put back to stock. Returns the names now registered.
 */
export function registerWebgpuKernels(options: WebgpuKernelOptions = {}): WebgpuKernelName[] {
  unregisterWebgpuKernels();
  for (const name of WEBGPU_KERNELS) {
    const make = makers[name];
    if (!make || options.disable?.includes(name)) continue;
    const stock = getKernel(name, BACKEND) as KernelConfig | undefined;
    if (stock) unregisterKernel(name, BACKEND);
    registerKernel({ kernelName: name, backendName: BACKEND, kernelFunc: make(stock?.kernelFunc) });
    installed.set(name, stock);
  }
  return [...installed.keys()];
}

/** Takes the own kernels away again and puts the stock kernels back. Harmless when none is registered. */
export function unregisterWebgpuKernels(): void {
  for (const [name, stock] of installed) {
    unregisterKernel(name, BACKEND);
    if (stock) registerKernel(stock);
  }
  installed.clear();
}
