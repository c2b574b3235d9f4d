/** Fused batch norm, forward and backward, against plain loops: every combination of residual and ReLU, awkward shapes. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { BATCH_NORM_TRAIN, BATCH_NORM_TRAIN_GRAD } from '../../names.ts';
import { batchNormTrain, batchNormTrainGrad } from '../../reference/batch-norm.ts';
import { registerWebgpuKernels } from '../register.ts';
import { stopNodeWebgpu } from '../testing/node-webgpu.ts';
import { relativeError } from '../testing/compare.ts';
import { openBackend, randomTensor, runOnGpu } from '../testing/run-kernel.ts';

const TOLERANCE = 1e-4;

beforeAll(async () => {
  await openBackend();
  registerWebgpuKernels();
});
afterAll(stopNodeWebgpu);

function draw(shape: number[], shift: number) {
  const channels = shape[shape.length - 1];
  const x = randomTensor(shape, 'x');
  // Channels of different mean and deviation, far from 0 where `shift` says so.
  const values = x.values.map((value, i) => value * (1 + (i % channels)) + shift);
  return {
    x: { values, shape },
    gamma: randomTensor([channels], 'gamma'),
    beta: randomTensor([channels], 'beta'),
    residual: randomTensor(shape, 'residual'),
    dy: randomTensor(shape, 'dy'),
  };
}

async function check(shape: number[], relu: boolean, residual: boolean, shift = 0) {
  const { x, gamma, beta, dy, residual: skip } = draw(shape, shift);
  const attrs = { epsilon: 1e-5, relu, residual };
  const forward = { x, gamma, beta, ...(residual ? { residual: skip } : {}) };
  const expected = batchNormTrain(forward, attrs);
  const actual = await runOnGpu(BATCH_NORM_TRAIN, forward, attrs);
  expect(actual).toHaveLength(3);
  actual.forEach((tensor, i) => expect(relativeError(tensor, expected[i])).toBeLessThan(TOLERANCE));
  const [y, mean, variance] = expected;
  const backward = { x, y, dy, gamma, mean, variance };
  const expectedGrad = batchNormTrainGrad(backward, attrs);
  const actualGrad = await runOnGpu(BATCH_NORM_TRAIN_GRAD, backward, attrs);
  expect(actualGrad).toHaveLength(residual ? 4 : 3);
  actualGrad.forEach((tensor, i) => expect(relativeError(tensor, expectedGrad[i])).toBeLessThan(TOLERANCE));
}

describe('against plain loops', () => {
  test.each([
    [true, true],
    [true, false],
    [false, true],
    [false, false],
  ])('ReLU %s, residual %s', (relu, residual) => check([3, 7, 5, 16], relu, residual));

  test.each([
    ['batch of vectors', [48, 128]],
    ['one channel', [2, 5, 5, 1]],
    ['three channels, many chunks', [4, 33, 31, 3]],
    ['more channels than a workgroup is wide', [2, 3, 3, 320]],
    ['five rows', [5, 1, 1, 8]],
    ['many rows', [2, 64, 64, 8]],
  ])('%s', (_, shape) => check(shape, true, false));

  test('a mean a thousand times the deviation', () => check([4, 9, 9, 1], false, false, 1000));
});
