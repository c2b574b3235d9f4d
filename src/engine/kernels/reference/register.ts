/** Which kernels have a plain-loop form, and their registration on `cpu` and `wasm`. */
import { getKernel } from '@tensorflow/tfjs-core';
import { BATCH_NORM_TRAIN, BATCH_NORM_TRAIN_GRAD, SGD_UPDATE } from '../names.ts';
import { batchNormTrain, batchNormTrainGrad } from './batch-norm.ts';
import { conv2d, conv2dBackpropFilter, conv2dBackpropInput } from './conv.ts';
import { depthwiseBackpropFilter, depthwiseBackpropInput } from './depthwise.ts';
import { registerHostKernel, type HostKernel } from './host.ts';
import { maxPoolGrad } from './max-pool.ts';
import { sgdUpdate } from './sgd.ts';

export const REFERENCE_KERNELS: Readonly<Record<string, HostKernel>> = {
  Conv2D: conv2d,
  Conv2DBackpropFilter: conv2dBackpropFilter,
  Conv2DBackpropInput: conv2dBackpropInput,
  MaxPoolGrad: maxPoolGrad,
  DepthwiseConv2dNativeBackpropInput: depthwiseBackpropInput,
  DepthwiseConv2dNativeBackpropFilter: depthwiseBackpropFilter,
  [BATCH_NORM_TRAIN]: batchNormTrain,
  [BATCH_NORM_TRAIN_GRAD]: batchNormTrainGrad,
  [SGD_UPDATE]: sgdUpdate,
};

/** All of them, in place of tfjs's own: the `cpu` backend. */
export function registerReferenceKernels(backendName: 'cpu' | 'wasm'): void {
  for (const [name, kernel] of Object.entries(REFERENCE_KERNELS))
    registerHostKernel(name, backendName, kernel);
}

/** Only those that the backend lacks, so that it can train at all. Returns their names. */
export function registerMissingKernels(backendName: 'cpu' | 'wasm'): string[] {
  const missing = Object.keys(REFERENCE_KERNELS).filter((name) => !getKernel(name, backendName));
  for (const name of missing) registerHostKernel(name, backendName, REFERENCE_KERNELS[name]);
  return missing;
}
