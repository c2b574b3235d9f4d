/** The fused SGD step against plain loops. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { SGD_UPDATE } from '../names.ts';
import { sgdUpdate } from '../reference/sgd.ts';
import { registerWebgpuKernels } from './register.ts';
import { stopNodeWebgpu } from './testing/node-webgpu.ts';
import { relativeError } from './testing/compare.ts';
import { openBackend, randomTensor, runOnGpu } from './testing/run-kernel.ts';

beforeAll(async () => {
  await openBackend();
  registerWebgpuKernels();
});
afterAll(stopNodeWebgpu);

test.each([[[3, 3, 8, 16]], [[128, 3]], [[3]], [[1]]])('weight of shape %j', async (shape) => {
  const inputs = {
    weight: randomTensor(shape, 'weight'),
    momentum: randomTensor(shape, 'momentum'),
    gradient: randomTensor(shape, 'gradient'),
  };
  const attrs = { learningRate: 0.03, momentum: 0.9, weightDecay: 0.01 };
  const expected = sgdUpdate(inputs, attrs);
  const actual = await runOnGpu(SGD_UPDATE, inputs, attrs);
  expect(actual).toHaveLength(2);
  actual.forEach((tensor, i) => expect(relativeError(tensor, expected[i])).toBeLessThan(1e-5));
});
