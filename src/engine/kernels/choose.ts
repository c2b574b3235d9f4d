/**
 * Own kernels or TensorFlow.js's, group by group, as a run's configuration says. Kernels hold nothing between calls, so that the choice
 * can change before any run; where the backend has no kernels of its own there is nothing to choose.
 */
import { getBackend } from '@tensorflow/tfjs-core';
import {
  KERNEL_GROUPS,
  OWN_KERNELS,
  type KernelGroup,
  type KernelsConfig,
} from '../../core/config/schema.ts';
import {
  ADD_RELU,
  BATCH_NORM_TRAIN,
  BATCH_NORM_TRAIN_GRAD,
  CHANNEL_SCALE,
  CHANNEL_SUMS,
  CONV_GATE,
  CONV_INPUT_GRAD_PLUS,
  CONV_SWISH,
  CROP,
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
} from './names.ts';
import { useTiles } from './webgpu/gemm/tiles-in-force.ts';

/** Every kernel that any backend has of the project, by the group that switches it. */
export const KERNELS_OF: Readonly<Record<KernelGroup, readonly string[]>> = {
  convolution: [
    ...['Conv2D', 'FusedConv2D', 'DepthwiseConv2dNative', 'FusedDepthwiseConv2D'],
    ...[CONV_SWISH, CONV_GATE, DEPTHWISE_SWISH, CROP],
  ],
  batchNorm: [BATCH_NORM_TRAIN, BATCH_NORM_TRAIN_GRAD],
  channelwise: [
    ...[ADD_RELU, SWISH, SWISH_GRAD, CHANNEL_SUMS, CHANNEL_SCALE],
    ...[GATE_GRAD, SPREAD, CROSS_ENTROPY_GRAD, NORMALISE],
  ],
  product: ['BatchMatMul', '_FusedMatMul', DENSE, DENSE_INPUT_GRAD, DENSE_WEIGHT_GRAD],
  pooling: ['MaxPoolGrad'],
  inputGradient: ['Conv2DBackpropInput', CONV_INPUT_GRAD_PLUS, 'DepthwiseConv2dNativeBackpropInput'],
  filterGradient: ['Conv2DBackpropFilter', 'DepthwiseConv2dNativeBackpropFilter'],
  update: [SGD_UPDATE],
};

/** On the active backend, from the next kernel on. Runs kept before there was a choice have own ones. */
export async function chooseKernels(kernels: KernelsConfig = OWN_KERNELS): Promise<void> {
  const stock = KERNEL_GROUPS.filter((group) => kernels[group] === 'stock').flatMap(
    (group) => KERNELS_OF[group],
  );
  switch (getBackend()) {
    case 'wasm': {
      const { useStockKernels } = await import('./wasm/register.ts');
      return useStockKernels(stock);
    }
    case 'webgpu': {
      const { registerWebgpuKernels, WEBGPU_KERNELS } = await import('./webgpu/register.ts');
      registerWebgpuKernels({ disable: WEBGPU_KERNELS.filter((name) => stock.includes(name)) });
      useTiles(kernels.tiles);
      return;
    }
  }
}
