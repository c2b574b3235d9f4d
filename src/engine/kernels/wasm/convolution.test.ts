/** Convolution and its gradients on the WASM backend against plain loops. */
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { symmetricPad } from '../../ops/kernels.ts';
import { REFERENCE_KERNELS } from '../reference/register.ts';
import { unregisterWasmKernels } from './register.ts';
import {
  expectAsReference,
  randomTensor,
  relativeError,
  runOnWasm,
  startWasmKernels,
} from './testing/compare.ts';

interface Layer {
  readonly batch: number;
  readonly height: number;
  readonly width: number;
  readonly inputs: number;
  readonly outputs: number;
  readonly kernel: number;
  readonly stride: number;
  readonly pad: 'same' | 'valid' | 'symmetric';
}

/** Forward, input gradient and filter gradient of one layer. */
function checkLayer(layer: Layer, seed = 1): void {
  const { batch, height, width, inputs, outputs, kernel, stride } = layer;
  const pad = layer.pad === 'symmetric' ? symmetricPad((kernel - 1) >> 1) : layer.pad;
  const attrs = { strides: [stride, stride], pad, dataFormat: 'NHWC', dilations: [1, 1] };
  const outSize = (size: number) => {
    if (layer.pad === 'same') return Math.ceil(size / stride);
    return (
      Math.floor((size + (layer.pad === 'symmetric' ? 2 * ((kernel - 1) >> 1) : 0) - kernel) / stride) + 1
    );
  };
  const x = randomTensor([batch, height, width, inputs], seed);
  const filter = randomTensor([kernel, kernel, inputs, outputs], seed + 1);
  const dy = randomTensor([batch, outSize(height), outSize(width), outputs], seed + 2);
  expectAsReference('Conv2D', { x, filter }, attrs);
  expectAsReference('Conv2DBackpropInput', { dy, filter }, { ...attrs, inputShape: x.shape });
  expectAsReference('Conv2DBackpropFilter', { x, dy }, { ...attrs, filterShape: filter.shape });
}

const base: Layer = {
  batch: 2,
  height: 9,
  width: 9,
  inputs: 8,
  outputs: 8,
  kernel: 3,
  stride: 1,
  pad: 'symmetric',
};

describe.each([{ relaxedSimd: true }, { relaxedSimd: false }])('convolution, %o', (options) => {
  beforeAll(() => startWasmKernels(options));
  afterAll(unregisterWasmKernels);

  it.each<Partial<Layer>>([
    {},
    { kernel: 1, inputs: 16, outputs: 24 },
    { kernel: 1, stride: 2, inputs: 16, outputs: 32 },
    { kernel: 1, stride: 2, height: 8, width: 7 },
    { kernel: 7, stride: 2, inputs: 3, outputs: 64, height: 21, width: 20 },
    { kernel: 7, stride: 2, inputs: 3, outputs: 16, height: 17, pad: 'same' },
    { kernel: 3, stride: 2, inputs: 16, outputs: 32, height: 11, width: 12 },
    { kernel: 3, stride: 2, pad: 'same', height: 8, width: 8 },
    { kernel: 3, stride: 2, pad: 'valid', height: 12, width: 8 },
    { kernel: 3, stride: 3, pad: 'valid', height: 11, width: 13 },
    { kernel: 2, stride: 3, pad: 'valid', height: 11, width: 13 },
    { kernel: 5, pad: 'same', inputs: 1, outputs: 1 },
    { batch: 1, inputs: 1, outputs: 3, height: 1, width: 1 },
    { batch: 1, height: 2, width: 2, inputs: 40, outputs: 72 },
    { batch: 3, height: 5, width: 31, inputs: 13, outputs: 19 },
    { batch: 7, height: 16, width: 16, inputs: 16, outputs: 16 },
    { batch: 2, height: 4, width: 4, inputs: 200, outputs: 96 },
    { batch: 3, height: 4, width: 6, inputs: 130, outputs: 130, stride: 2 },
    { batch: 1, height: 40, width: 36, inputs: 4, outputs: 12 },
    { batch: 22, height: 5, width: 5, inputs: 8, outputs: 1024 },
    { batch: 9, height: 33, width: 30, inputs: 8, outputs: 12 },
  ])('%o', (change) => checkLayer({ ...base, ...change }));

  it.each([
    { name: 'fused Winograd', inputs: 12, outputs: 20, kernel: 3, stride: 1 },
    { name: 'Winograd in phases', inputs: 96, outputs: 100, kernel: 3, stride: 1 },
    { name: 'direct', inputs: 5, outputs: 19, kernel: 3, stride: 2 },
    { name: 'pointwise', inputs: 16, outputs: 40, kernel: 1, stride: 1 },
  ])('adds bias and activation: $name', ({ inputs, outputs, kernel, stride }) => {
    const x = randomTensor([2, 7, 9, inputs], 1);
    const filter = randomTensor([kernel, kernel, inputs, outputs], 2);
    const bias = randomTensor([outputs], 3);
    const attrs = { strides: [stride, stride], pad: 'same', dataFormat: 'NHWC', dilations: [1, 1] };
    const [plain] = REFERENCE_KERNELS.Conv2D({ x, filter }, attrs);
    for (const [activation, floor, ceiling] of [
      ['linear', -Infinity, Infinity],
      ['relu', 0, Infinity],
      ['relu6', 0, 6],
    ] as const) {
      const expected = plain.values.map((value, i) =>
        Math.min(ceiling, Math.max(floor, value + bias.values[i % outputs])),
      );
      const [y] = runOnWasm('FusedConv2D', { x, filter, bias }, { ...attrs, activation, leakyreluAlpha: 0 });
      expect(relativeError(y.values, expected)).toBeLessThan(1e-4);
    }
  });

  it('hands dilated convolutions to stock', () => {
    const x = randomTensor([1, 9, 9, 4], 1);
    const filter = randomTensor([3, 3, 4, 4], 2);
    const attrs = { strides: [1, 1], pad: 'valid', dataFormat: 'NHWC', dilations: [2, 2] };
    expect(runOnWasm('Conv2D', { x, filter }, attrs)[0].shape).toEqual([1, 5, 5, 4]);
  });

  it('any shape', () => {
    const layers = fc.record({
      batch: fc.integer({ min: 1, max: 5 }),
      height: fc.integer({ min: 7, max: 15 }),
      width: fc.integer({ min: 7, max: 15 }),
      // RGB and grey come up often: they take the narrow paths.
      inputs: fc.oneof(fc.constantFrom(1, 3), fc.integer({ min: 1, max: 20 })),
      outputs: fc.oneof(fc.constantFrom(1, 3), fc.integer({ min: 1, max: 20 })),
      kernel: fc.constantFrom(1, 2, 3, 7),
      stride: fc.constantFrom(1, 2),
      pad: fc.constantFrom<Layer['pad']>('same', 'valid', 'symmetric'),
    });
    fc.assert(fc.property(layers, fc.integer({ min: 1, max: 999 }), checkLayer), { numRuns: 60, seed: 7 });
  });
});
