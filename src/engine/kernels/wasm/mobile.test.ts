/** Depthwise convolution and its gradients, swish, sums and scales of channels on the WASM backend against plain loops. */
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { CHANNEL_SCALE, CHANNEL_SUMS, SWISH, SWISH_GRAD } from '../names.ts';
import type { HostTensor } from '../reference/host.ts';
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

const cases = fc.record({
  batch: fc.integer({ min: 1, max: 3 }),
  height: fc.integer({ min: 3, max: 14 }),
  width: fc.integer({ min: 3, max: 14 }),
  channels: fc.integer({ min: 1, max: 37 }),
  filter: fc.constantFrom(3, 5),
  stride: fc.constantFrom(1, 2),
  pad: fc.constantFrom('same' as const, 'valid' as const),
});

it('depthwise convolution of any shape: output and both gradients', () => {
  const check = fc.property(cases, ({ batch, height, width, channels, filter: k, stride, pad }) => {
    fc.pre(pad === 'same' || (height >= k && width >= k));
    const attrs = { strides: [stride, stride], pad, dataFormat: 'NHWC', dilations: [1, 1] };
    const x = randomTensor([batch, height, width, channels], 1);
    const filter = randomTensor([k, k, channels, 1], 2);
    const bias = randomTensor([channels], 3);
    const fused = { ...attrs, activation: 'linear' };
    const [y] = runOnWasm('FusedDepthwiseConv2D', { x, filter, bias }, fused);
    const dy = randomTensor(y.shape, 4);
    const filterAttrs = { ...attrs, filterShape: filter.shape };
    expectAsReference(
      'DepthwiseConv2dNativeBackpropInput',
      { dy, filter },
      { ...attrs, inputShape: x.shape },
    );
    expectAsReference('DepthwiseConv2dNativeBackpropFilter', { x, dy }, filterAttrs);
    // The output is linear in the filter: <y - bias, dy> = <filter, gradient of the filter for dy>.
    const [gradient] = runOnWasm('DepthwiseConv2dNativeBackpropFilter', { x, dy }, filterAttrs);
    const forward = y.values.reduce((sum, v, i) => sum + (v - bias.values[i % channels]) * dy.values[i], 0);
    const backward = gradient.values.reduce((sum, v, i) => sum + v * filter.values[i], 0);
    const size = Math.sqrt(dy.values.length * k * k);
    expect(Math.abs(forward - backward)).toBeLessThan(1e-4 * size);
  });
  fc.assert(check, { numRuns: 40, seed: 7 });
});

const sigmoid = (x: number) => 1 / (1 + Math.exp(-x));

it.each([1, 3, 4, 1001, 70_001])('swish and its gradient of %i values', (size) => {
  const x = randomTensor([size], 1);
  x.values.forEach((value, i) => (x.values[i] = 20 * value));
  x.values[0] = -200;
  const dy = randomTensor([size], 2);
  const [y] = runOnWasm(SWISH, { x }, {});
  const [dx] = runOnWasm(SWISH_GRAD, { x, dy }, {});
  const law = (v: number) => v * sigmoid(v);
  const slope = (v: number) => sigmoid(v) * (1 + v * (1 - sigmoid(v)));
  expect(relativeError(y.values, x.values.map(law))).toBeLessThan(1e-6);
  const expected = x.values.map((v, i) => dy.values[i] * slope(v));
  expect(relativeError(dx.values, expected)).toBeLessThan(1e-5);
});

it.each([
  [1, 1, 1, 3],
  [3, 5, 4, 18],
  [2, 70, 66, 33],
])('sums and scales of channels of [%i, %i, %i, %i]', (...shape) => {
  const [n, h, w, c] = shape;
  const [a, b] = [randomTensor(shape, 1), randomTensor(shape, 2)];
  const [scale, shift] = [randomTensor([n, c], 3), randomTensor([n, c], 4)];
  for (const segments of [1, n]) {
    for (const second of [null, b]) {
      const expected = new Float32Array(segments * c);
      const rows = (n * h * w) / segments;
      a.values.forEach((v, i) => {
        const segment = Math.floor(i / c / rows);
        expected[segment * c + (i % c)] += 0.5 * v * (second ? second.values[i] : 1);
      });
      const inputs: Record<string, HostTensor> = second ? { a, b: second } : { a };
      const [sums] = runOnWasm(CHANNEL_SUMS, inputs, { segments, factor: 0.5 });
      expect(sums.shape).toEqual([segments, c]);
      expect(relativeError(sums.values, expected)).toBeLessThan(1e-4);
    }
  }
  const at = (i: number) => Math.floor(i / (h * w * c)) * c + (i % c);
  const [scaled] = runOnWasm(CHANNEL_SCALE, { x: a, scale }, {});
  const [shifted] = runOnWasm(CHANNEL_SCALE, { x: a, scale, shift }, {});
  const product = a.values.map((v, i) => v * scale.values[at(i)]);
  expect(relativeError(scaled.values, product)).toBeLessThan(1e-6);
  const sum = product.map((v, i) => v + shift.values[at(i)]);
  expect(relativeError(shifted.values, sum)).toBeLessThan(1e-6);
});
