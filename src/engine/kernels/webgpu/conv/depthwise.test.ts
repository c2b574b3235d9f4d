/** Gradients of the depthwise convolution against plain loops. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { registerWebgpuKernels } from '../register.ts';
import {
  depthwiseFilterGradientReference,
  depthwiseInputGradientReference,
} from '../testing/depthwise-reference.ts';
import { stopNodeWebgpu } from '../testing/node-webgpu.ts';
import { relativeError } from '../testing/compare.ts';
import { openBackend, randomTensor, runOnGpu } from '../testing/run-kernel.ts';
import { convGeometry } from './geometry.ts';

const TOLERANCE = 1e-4;

beforeAll(async () => {
  await openBackend();
  registerWebgpuKernels();
});
afterAll(stopNodeWebgpu);

const explicit = (before: number, after: number) => [
  [0, 0],
  [before, after],
  [before, after],
  [0, 0],
];

test.each<[string, number[], number, number, unknown]>([
  ['3 x 3, SAME', [2, 9, 7, 16], 3, 1, 'same'],
  ['3 x 3, stride 2, odd input', [3, 9, 11, 24], 3, 2, 'same'],
  ['5 x 5, stride 2, explicit', [1, 12, 10, 8], 5, 2, explicit(2, 1)],
  ['three channels', [2, 6, 5, 3], 3, 1, 'valid'],
  ['one channel, many chunks', [4, 40, 40, 1], 3, 1, 'same'],
  ['more channels than a workgroup is wide', [1, 5, 5, 288], 3, 1, 'same'],
])('%s', async (_, inputShape, filterSize, stride, pad) => {
  const attrs = { strides: [stride, stride], pad, dilations: [1, 1] } as never as {
    pad: 'same';
    strides: [number, number];
  };
  const filterShape = [filterSize, filterSize, inputShape[3], 1];
  const geometry = convGeometry([], inputShape, filterShape, attrs, true)!;
  const x = randomTensor(inputShape, 'x');
  const filter = randomTensor(filterShape, 'filter');
  const dy = randomTensor([inputShape[0], geometry.outHeight, geometry.outWidth, inputShape[3]], 'dy');
  const [dW] = await runOnGpu('DepthwiseConv2dNativeBackpropFilter', { x, dy }, { ...attrs, filterShape });
  const [dx] = await runOnGpu('DepthwiseConv2dNativeBackpropInput', { dy, filter }, { ...attrs, inputShape });
  expect(relativeError(dW, depthwiseFilterGradientReference(x, dy, geometry))).toBeLessThan(TOLERANCE);
  expect(relativeError(dx, depthwiseInputGradientReference(dy, filter, geometry))).toBeLessThan(TOLERANCE);
});
