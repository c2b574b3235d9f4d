/**
 * Registers the project's own WGSL kernels on tfjs's `webgpu` backend, in place of the stock kernels of the same name
 * (and adds the fused ones of `../names.ts`, which have no stock kernel). Stock kernels are kept and put back by
 * `unregisterWebgpuKernels`; a call that one of the own kernels does not cover (NCHW, dilation, other types than
 * float32) is passed to the stock kernel. Importing `@tensorflow/tfjs-backend-webgpu` must come first, and with it the
 * creation of `navigator.gpu`; an adapter is not needed before the first kernel runs.
 */
import { getKernel, registerKernel, unregisterKernel } from '@tensorflow/tfjs-core';
import type { KernelConfig, KernelFunc } from '@tensorflow/tfjs-core';
import {
  BATCH_NORM_TRAIN,
  BATCH_NORM_TRAIN_GRAD,
  CHANNEL_SCALE,
  CHANNEL_SUMS,
  CONV_GATE,
  CONV_INPUT_GRAD_PLUS,
  CONV_SWISH,
  CROSS_ENTROPY_GRAD,
  DENSE,
  DENSE_INPUT_GRAD,
  DENSE_WEIGHT_GRAD,
  DEPTHWISE_SWISH,
  GATE_GRAD,
  NORMALISE,
  SGD_UPDATE,
  SPREAD,
  SWISH,
  SWISH_GRAD,
} from '../names.ts';
import {
  makeChannelScale,
  makeChannelSums,
  makeGateGrad,
  makeSpread,
  makeSwish,
  makeSwishGrad,
} from './channels.ts';
import { makeDense, makeDenseInputGrad, makeDenseWeightGrad } from './conv/dense.ts';
import { makeDepthwiseBackpropFilter } from './conv/depthwise-filter-gradient.ts';
import { makeDepthwiseBackpropInput } from './conv/depthwise-input-gradient.ts';
import { makeConv2DBackpropFilter } from './conv/filter-gradient.ts';
import { makeDepthwiseSwish } from './conv/depthwise-forward.ts';
import { makeConv2D, makeConvGate, makeConvSwish, makeFusedConv2D } from './conv/forward.ts';
import { makeConv2DBackpropInput, makeConvInputGradPlus } from './conv/input-gradient.ts';
import { makeCrossEntropyGrad } from './cross-entropy.ts';
import { makeBatchNormTrain, makeBatchNormTrainGrad } from './norm/batch-norm.ts';
import { makeNormalise } from './normalise.ts';
import { makeSgdUpdate } from './sgd.ts';

/** Names of the kernels that can be switched one by one. */
export const WEBGPU_KERNELS = [
  'Conv2D',
  'FusedConv2D',
  'Conv2DBackpropFilter',
  'Conv2DBackpropInput',
  'DepthwiseConv2dNativeBackpropFilter',
  'DepthwiseConv2dNativeBackpropInput',
  BATCH_NORM_TRAIN,
  BATCH_NORM_TRAIN_GRAD,
  SGD_UPDATE,
  CONV_SWISH,
  CONV_GATE,
  CONV_INPUT_GRAD_PLUS,
  DEPTHWISE_SWISH,
  SWISH,
  SWISH_GRAD,
  GATE_GRAD,
  CHANNEL_SUMS,
  CHANNEL_SCALE,
  SPREAD,
  DENSE,
  DENSE_INPUT_GRAD,
  DENSE_WEIGHT_GRAD,
  CROSS_ENTROPY_GRAD,
  NORMALISE,
] as const;

export type WebgpuKernelName = (typeof WEBGPU_KERNELS)[number];

export interface WebgpuKernelOptions {
  /** Kernels left to tfjs: stock where tfjs has one, unregistered (to be composed by `src/engine/ops`) where not. */
  disable?: readonly WebgpuKernelName[];
}

const BACKEND = 'webgpu';

/** What own kernel is registered now, and the stock kernel it stands in for. */
const installed = new Map<WebgpuKernelName, KernelConfig | undefined>();

/** A kernel's maker: gets the stock kernel function, for the calls that it does not cover. */
type KernelMaker = (stock: KernelFunc | undefined) => KernelFunc;

const makers: Record<WebgpuKernelName, KernelMaker> = {
  Conv2D: makeConv2D,
  FusedConv2D: makeFusedConv2D,
  Conv2DBackpropFilter: makeConv2DBackpropFilter,
  Conv2DBackpropInput: makeConv2DBackpropInput,
  DepthwiseConv2dNativeBackpropFilter: makeDepthwiseBackpropFilter,
  DepthwiseConv2dNativeBackpropInput: makeDepthwiseBackpropInput,
  [BATCH_NORM_TRAIN]: makeBatchNormTrain,
  [BATCH_NORM_TRAIN_GRAD]: makeBatchNormTrainGrad,
  [SGD_UPDATE]: makeSgdUpdate,
  [CONV_SWISH]: makeConvSwish,
  [CONV_GATE]: makeConvGate,
  [CONV_INPUT_GRAD_PLUS]: makeConvInputGradPlus,
  [DEPTHWISE_SWISH]: makeDepthwiseSwish,
  [SWISH]: makeSwish,
  [SWISH_GRAD]: makeSwishGrad,
  [GATE_GRAD]: makeGateGrad,
  [CHANNEL_SUMS]: makeChannelSums,
  [CHANNEL_SCALE]: makeChannelScale,
  [SPREAD]: makeSpread,
  [DENSE]: makeDense,
  [DENSE_INPUT_GRAD]: makeDenseInputGrad,
  [DENSE_WEIGHT_GRAD]: makeDenseWeightGrad,
  [CROSS_ENTROPY_GRAD]: makeCrossEntropyGrad,
  [NORMALISE]: makeNormalise,
};

/**
 * Registers every own kernel but those in `options.disable`. May be called again with other options: what is registered
 * is first put back to stock. Returns the names now registered. Throws when tfjs's webgpu backend was not imported.
 */
export function registerWebgpuKernels(options: WebgpuKernelOptions = {}): WebgpuKernelName[] {
  unregisterWebgpuKernels();
  if (!getKernel('Conv2D', BACKEND)) {
    throw new Error('Import @tensorflow/tfjs-backend-webgpu before registering the WebGPU kernels.');
  }
  for (const name of WEBGPU_KERNELS) {
    if (options.disable?.includes(name)) continue;
    const stock: KernelConfig | undefined = getKernel(name, BACKEND);
    if (stock) unregisterKernel(name, BACKEND);
    registerKernel({ kernelName: name, backendName: BACKEND, kernelFunc: makers[name](stock?.kernelFunc) });
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
