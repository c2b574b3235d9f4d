/** Linear layers as convolutions of one pixel: the same tiled product, with a bias in the same pass and a result where it is wanted. */
import type { KernelFunc, TensorInfo } from '@tensorflow/tfjs-core';
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import type { BufferSlice } from '../device.ts';
import { convFilterGradient } from './filter-gradient.ts';
import { convForward } from './forward.ts';
import type { ConvGeometry } from './geometry.ts';
import { convInputGradient } from './input-gradient.ts';

const geometryOf = (batch: number, channels: number, outChannels: number): ConvGeometry => ({
  ...{ batch, height: 1, width: 1, channels, outHeight: 1, outWidth: 1, outChannels },
  ...{ filterHeight: 1, filterWidth: 1, strideY: 1, strideX: 1, padTop: 0, padLeft: 0 },
});

const shaped = (tensor: TensorInfo, shape: number[]): TensorInfo => ({ ...tensor, shape });

/** Kernel `PlaygroundDense`. */
export const makeDense = (): KernelFunc => (args) => {
  const { x, weight, bias } = args.inputs as Record<'x' | 'weight' | 'bias', TensorInfo>;
  const [rows] = x.shape;
  const [inputs, outputs] = weight.shape;
  const epilogue = bias ? ({ bias, activation: 'linear' } as const) : undefined;
  const g = geometryOf(rows, inputs, outputs);
  const y = convForward(args.backend as WebGPUBackend, x, weight, g, undefined, epilogue);
  return shaped(y, [rows, outputs]);
};

/** Kernel `PlaygroundDenseInputGrad`. */
export const makeDenseInputGrad = (): KernelFunc => (args) => {
  const { dy, weight } = args.inputs as Record<'dy' | 'weight', TensorInfo>;
  const [inputs, outputs] = weight.shape;
  const g = geometryOf(dy.shape[0], inputs, outputs);
  return shaped(convInputGradient(args.backend as WebGPUBackend, dy, weight, g), [dy.shape[0], inputs]);
};

/** Kernel `PlaygroundDenseWeightGrad`. */
export const makeDenseWeightGrad = (): KernelFunc => (args) => {
  const { x, dy } = args.inputs as Record<'x' | 'dy', TensorInfo>;
  const { into } = args.attrs as unknown as { into?: BufferSlice };
  const [rows, inputs] = x.shape;
  const [, outputs] = dy.shape;
  const g = geometryOf(rows, inputs, outputs);
  const dw = convFilterGradient(args.backend as WebGPUBackend, x, dy, g, undefined, into);
  return shaped(dw, [inputs, outputs]);
};
