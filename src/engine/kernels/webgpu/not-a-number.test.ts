/** A value that is no number is still none after every activation: WGSL leaves open whether `max(x, 0)` gives 0 for it, which would become a score. */
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { BATCH_NORM_TRAIN, CONV_GATE, CONV_SWISH, DEPTHWISE_SWISH, SWISH } from '../names.ts';
import type { HostTensor } from '../reference/host.ts';
import { registerWebgpuKernels } from './register.ts';
import { stopNodeWebgpu } from './testing/node-webgpu.ts';
import { openBackend, randomTensor, runOnGpu } from './testing/run-kernel.ts';

vi.setConfig({ testTimeout: 300_000 });

beforeAll(async () => {
  await openBackend();
  registerWebgpuKernels();
});
afterAll(stopNodeWebgpu);

/** The first value is none. */
function withHole(shape: readonly number[]): HostTensor {
  const tensor = randomTensor(shape, 'x');
  tensor.values[0] = NaN;
  return tensor;
}

const CONV = { strides: [1, 1], pad: 'valid', dilations: [1, 1], dataFormat: 'NHWC' };
const holes = ({ values }: HostTensor) => [...values].filter(Number.isNaN).length;

/** In fours and one by one, as the number of channels allows. */
test.each([8, 5])('relu, relu6 and sigmoid after a convolution, %i channels', async (channels) => {
  const x = withHole([2, 3, 3, channels]);
  const filter = randomTensor([1, 1, channels, channels], 'filter');
  const bias = randomTensor([channels], 'bias');
  for (const activation of ['linear', 'relu', 'relu6', 'sigmoid']) {
    const [y] = await runOnGpu('FusedConv2D', { x, filter, bias }, { ...CONV, activation } as never);
    expect([activation, holes(y)]).toEqual([activation, channels]);
  }
});

test.each([8, 5])('swish and gate after a convolution, swish alone, %i channels', async (channels) => {
  const x = withHole([2, 3, 3, channels]);
  const filter = randomTensor([1, 1, channels, channels], 'filter');
  const bias = randomTensor([channels], 'bias');
  const kept = { ...CONV, keep: false } as never;
  expect(holes((await runOnGpu(CONV_SWISH, { x, filter, bias }, kept))[0])).toBe(channels);
  expect(holes((await runOnGpu(CONV_GATE, { x, filter, bias }, CONV as never))[0])).toBe(channels);
  const each = randomTensor([1, 1, channels, 1], 'filter');
  expect(holes((await runOnGpu(DEPTHWISE_SWISH, { x, filter: each, bias }, kept))[0])).toBe(1);
  expect(holes((await runOnGpu(SWISH, { x }, {}))[0])).toBe(1);
});

test.each([8, 5])('the whole channel of a batch norm with relu, %i channels', async (channels) => {
  const shape = [2, 3, 3, channels];
  const [gamma, beta] = [randomTensor([channels], 'gamma'), randomTensor([channels], 'beta')];
  const inputs = { x: withHole(shape), gamma, beta };
  const [y] = await runOnGpu(BATCH_NORM_TRAIN, inputs, { epsilon: 1e-5, relu: true, residual: false });
  expect(holes(y)).toBe(2 * 3 * 3);
});

test("tfjs's own relu, which follows an addition", async () => {
  expect(holes((await runOnGpu('Relu', { x: withHole([3, 5]) }, {}))[0])).toBe(1);
});
