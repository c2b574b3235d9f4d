/** Batch norm, max pool gradient, SGD and matrix products on the WASM backend against plain loops. */
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { HostTensor } from '../reference/host.ts';
import { ADD_RELU, BATCH_NORM_TRAIN, BATCH_NORM_TRAIN_GRAD, CROP, SGD_UPDATE } from '../names.ts';
import { unregisterWasmKernels } from './register.ts';
import {
  expectAsReference,
  randomTensor,
  relativeError,
  runOnWasm,
  startWasmKernels,
} from './testing/compare.ts';

beforeAll(() => startWasmKernels());
afterAll(unregisterWasmKernels);

describe('batch norm', () => {
  const shapes = [
    [16, 1, 1, 128],
    [3, 5, 7, 1],
    [2, 9, 4, 3],
    [4, 32, 33, 64],
    [1, 2, 2, 20],
    [2, 40, 40, 34],
  ];
  it.each(shapes)('forward and gradient of [%i, %i, %i, %i]', (...shape) => {
    const channels = shape[3];
    for (const relu of [true, false]) {
      for (const withResidual of [true, false]) {
        const attrs = { epsilon: 1e-5, relu };
        const x = randomTensor(shape, 1);
        x.values.forEach((value, i) => (x.values[i] = 3 * value + 20 * (i % channels)));
        const residual: Record<string, HostTensor> = withResidual ? { residual: randomTensor(shape, 2) } : {};
        const gamma = randomTensor([channels], 3);
        const inputs = { x, gamma, beta: randomTensor([channels], 4), ...residual };
        expectAsReference(BATCH_NORM_TRAIN, inputs, attrs);
        const [y, mean, variance] = runOnWasm(BATCH_NORM_TRAIN, inputs, attrs);
        const saved = { x, y, dy: randomTensor(shape, 5), gamma, mean, variance };
        expectAsReference(BATCH_NORM_TRAIN_GRAD, saved, { ...attrs, residual: withResidual });
      }
    }
  });

  it('keeps a constant channel with a large mean finite', () => {
    const x = { values: new Float32Array(4 * 6 * 6 * 4).fill(1e4), shape: [4, 6, 6, 4] };
    const inputs = { x, gamma: randomTensor([4], 1), beta: randomTensor([4], 2) };
    const [y, mean, variance] = runOnWasm(BATCH_NORM_TRAIN, inputs, { epsilon: 1e-5, relu: false });
    expect(y.values.every(Number.isFinite)).toBe(true);
    expect(mean.values[0]).toBe(1e4);
    expect(variance.values[0]).toBe(0);
  });
});

describe('max pool gradient', () => {
  it('of any shape, ties to the first', () => {
    const cases = fc.record({
      size: fc.tuple(
        fc.integer({ min: 1, max: 3 }),
        fc.integer({ min: 3, max: 12 }),
        fc.integer({ min: 3, max: 12 }),
      ),
      channels: fc.integer({ min: 1, max: 9 }),
      filter: fc.constantFrom(2, 3),
      stride: fc.constantFrom(1, 2),
      pad: fc.constantFrom('same' as const, 'valid' as const),
    });
    const check = fc.property(cases, ({ size: [batch, height, width], channels, filter, stride, pad }) => {
      const attrs = { filterSize: [filter, filter], strides: [stride, stride], pad };
      const input = randomTensor([batch, height, width, channels], 3);
      input.values.forEach((value, i) => (input.values[i] = Math.round(value)));
      const [output] = runOnWasm('MaxPool', { x: input }, attrs);
      expectAsReference('MaxPoolGrad', { dy: randomTensor(output.shape, 4), input, output }, attrs);
    });
    fc.assert(check, { numRuns: 30, seed: 7 });
  });

  it('of the ImageNet stem', () => {
    const attrs = { filterSize: [3, 3], strides: [2, 2], pad: 1 };
    const input = randomTensor([2, 15, 16, 64], 5);
    const [output] = runOnWasm('MaxPool', { x: input }, attrs);
    expectAsReference('MaxPoolGrad', { dy: randomTensor(output.shape, 6), input, output }, attrs);
  });
});

it.each([1, 3, 4, 100, 70_001])('SGD update of %i weights', (size) => {
  const inputs = {
    weight: randomTensor([size], 1),
    momentum: randomTensor([size], 2),
    gradient: randomTensor([size], 3),
  };
  expectAsReference(SGD_UPDATE, inputs, { learningRate: 0.03, momentum: 0.9, weightDecay: 3e-2 });
});

describe('matrix products', () => {
  function truth(
    a: Float32Array,
    b: Float32Array,
    m: number,
    n: number,
    k: number,
    ta: boolean,
    tb: boolean,
  ) {
    const c = new Float32Array(m * n);
    for (let i = 0; i < m; i++)
      for (let j = 0; j < n; j++) {
        let sum = 0;
        for (let l = 0; l < k; l++) sum += a[ta ? l * m + i : i * k + l] * b[tb ? j * k + l : l * n + j];
        c[i * n + j] = sum;
      }
    return c;
  }

  it('with either operand transposed', () => {
    const size = fc.integer({ min: 1, max: 40 });
    const check = fc.property(
      size,
      size,
      size,
      fc.boolean(),
      fc.boolean(),
      (m, n, k, transposeA, transposeB) => {
        const a = randomTensor(transposeA ? [k, m] : [m, k], 1);
        const b = randomTensor(transposeB ? [n, k] : [k, n], 2);
        const [c] = runOnWasm('BatchMatMul', { a, b }, { transposeA, transposeB });
        expect(c.shape).toEqual([m, n]);
        const expected = truth(a.values, b.values, m, n, k, transposeA, transposeB);
        expect(relativeError(c.values, expected)).toBeLessThan(1e-4);
      },
    );
    fc.assert(check, { numRuns: 60, seed: 7 });
  });

  it('in batches, one operand broadcast', () => {
    const [m, n, k] = [50, 30, 200];
    const a = randomTensor([3, m, k], 1);
    const b = randomTensor([1, k, n], 2);
    const [c] = runOnWasm('BatchMatMul', { a, b }, { transposeA: false, transposeB: false });
    expect(c.shape).toEqual([3, m, n]);
    for (let i = 0; i < 3; i++) {
      const expected = truth(a.values.subarray(i * m * k, (i + 1) * m * k), b.values, m, n, k, false, false);
      expect(relativeError(c.values.subarray(i * m * n, (i + 1) * m * n), expected)).toBeLessThan(1e-4);
    }
  });
});

describe('sum and ReLU', () => {
  it.each([1, 4, 1003, 70_001])('of %i values, on several tasks as on one', (size) => {
    const [a, b] = [randomTensor([size], 1), randomTensor([size], 2)];
    const [y] = runOnWasm(ADD_RELU, { a, b }, {});
    const wanted = a.values.map((value, i) => Math.max(0, Math.fround(value + b.values[i])));
    expect(relativeError(y.values, wanted)).toBe(0);
  });
});

describe('crop', () => {
  it.each([
    [1, 7, 9, 3, 1, 1, 5, 7],
    [3, 5, 5, 1, 2, 0, 1, 5],
    [2, 60, 61, 32, 3, 4, 57, 50],
    [5, 9, 8, 20, 0, 0, 9, 8],
  ])(
    'of [%i, %i, %i, %i] from (%i, %i), %i x %i',
    (n, inHeight, inWidth, channels, top, left, height, width) => {
      const x = randomTensor([n, inHeight, inWidth, channels], 4);
      const [y] = runOnWasm(CROP, { x }, { top, left, height, width });
      expect(y.shape).toEqual([n, height, width, channels]);
      const wanted: number[] = [];
      for (let i = 0; i < n; i++)
        for (let r = top; r < top + height; r++) {
          const at = ((i * inHeight + r) * inWidth + left) * channels;
          wanted.push(...x.values.subarray(at, at + width * channels));
        }
      expect(Array.from(y.values)).toEqual(wanted);
    },
  );
});
