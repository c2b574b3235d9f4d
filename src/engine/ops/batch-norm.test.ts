/** The composed batch norm against the plain loops, with and without residual and ReLU. */
import { tensor, tidy } from '@tensorflow/tfjs-core';
import type { Tensor, Tensor1D, Tensor4D } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { startBackend } from '../backend/start.ts';
import { formulaValues } from '../formula/numbers.ts';
import { batchNormComposed, batchNormGradComposed } from '../kernels/composed/batch-norm.ts';
import { BATCH_NORM_TRAIN, BATCH_NORM_TRAIN_GRAD } from '../kernels/names.ts';
import { runKernelOutputs } from './kernels.ts';
import { Tape } from './tape.ts';
import { batchNormTrain } from './batch-norm.ts';

beforeAll(async () => {
  await startBackend('cpu', {}, () => {});
});

const shape = [3, 5, 4, 7];
const make = (stream: number, dims: number[], offset = 0) =>
  tensor(
    formulaValues(
      stream,
      dims.reduce((a, b) => a * b),
      1,
      offset,
    ),
    dims,
  );

describe.each([
  [true, true],
  [true, false],
  [false, true],
  [false, false],
])('batch norm, relu %s, residual %s', (relu, residual) => {
  it('composed of stock operations equals the loops', () => {
    tidy(() => {
      const inputs = {
        x: make(1, shape, 2),
        gamma: make(2, [7], 1),
        beta: make(3, [7]),
        ...(residual ? { residual: make(4, shape) } : {}),
      };
      const attrs = { epsilon: 1e-5, relu };
      const expected = runKernelOutputs(BATCH_NORM_TRAIN, inputs, attrs);
      expectClose(batchNormComposed(inputs, attrs), expected);
      const [y, mean, variance] = expected;
      const saved = { x: inputs.x, y, dy: make(5, shape), gamma: inputs.gamma, mean, variance };
      const gradAttrs = { ...attrs, residual };
      expectClose(
        batchNormGradComposed(saved, gradAttrs),
        runKernelOutputs(BATCH_NORM_TRAIN_GRAD, saved, gradAttrs),
      );
    });
  });
});

it('gives the gradient of a sum that numeric differences give', () => {
  tidy(() => {
    const x = make(1, [2, 3, 2, 2]) as Tensor4D;
    const gamma = { name: 'g', value: make(2, [2], 1) as Tensor1D };
    const beta = { name: 'b', value: make(3, [2]) as Tensor1D };
    const weights = make(6, [2, 3, 2, 2]);
    const loss = (g: Tensor1D) => {
      const { y } = batchNormTrain(new Tape(), x, { gamma: { name: 'g', value: g }, beta }, { relu: true });
      return Array.from(y.dataSync()).reduce((sum, v, i) => sum + v * weights.dataSync()[i], 0);
    };
    const tape = new Tape();
    const { y } = batchNormTrain(tape, x, { gamma, beta }, { relu: true });
    const gradients = tape.backward(y, weights.clone());
    const step = 1e-2;
    const up = loss(tensor([gamma.value.dataSync()[0] + step, gamma.value.dataSync()[1]]));
    const down = loss(tensor([gamma.value.dataSync()[0] - step, gamma.value.dataSync()[1]]));
    expect(gradients.get('g')?.dataSync()[0]).toBeCloseTo((up - down) / (2 * step), 3);
  });
});

function expectClose(actual: readonly Tensor[], expected: readonly Tensor[]): void {
  expect(actual).toHaveLength(expected.length);
  actual.forEach((tensor, i) => {
    expect(tensor.shape).toEqual(expected[i].shape);
    const reference = expected[i].dataSync();
    tensor.dataSync().forEach((v, j) => expect(Math.abs(v - reference[j])).toBeLessThan(2e-5));
  });
}
