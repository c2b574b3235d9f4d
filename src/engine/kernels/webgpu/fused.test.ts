/** The fused kernels that tfjs does not have, against plain loops at odd shapes, scalar and in fours, in one stage and in two. */
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import {
  CHANNEL_SCALE,
  CHANNEL_SUMS,
  CONV_GATE,
  CONV_INPUT_GRAD_PLUS,
  CONV_SWISH,
  CROSS_ENTROPY_GRAD,
  DENSE,
  DENSE_INPUT_GRAD,
  DENSE_WEIGHT_GRAD,
  DEPTHWISE_SWISH,
  GATE_GRAD,
  SPREAD,
  SWISH,
  SWISH_GRAD,
} from '../names.ts';
import { conv2d, conv2dBackpropFilter, conv2dBackpropInput } from '../reference/conv.ts';
import type { HostTensor } from '../reference/host.ts';
import { registerWebgpuKernels } from './register.ts';
import { relativeError } from './testing/compare.ts';
import { depthwiseReference } from './testing/depthwise-reference.ts';
import { stopNodeWebgpu } from './testing/node-webgpu.ts';
import { openBackend, randomTensor, runOnGpu } from './testing/run-kernel.ts';

const TOLERANCE = 1e-4;

/** Seconds on an idle machine; a busy one with a software adapter gets its time. */
vi.setConfig({ testTimeout: 300_000 });

beforeAll(async () => {
  await openBackend();
  registerWebgpuKernels();
});
afterAll(stopNodeWebgpu);

const sigmoid = (x: number) => 1 / (1 + Math.exp(-x));
const swish = (x: number) => x * sigmoid(x);
const mapped = ({ values, shape }: HostTensor, f: (value: number, i: number) => number): HostTensor => ({
  values: values.map(f),
  shape,
});
const near = (actual: HostTensor, expected: HostTensor) =>
  expect(relativeError(actual, expected)).toBeLessThan(TOLERANCE);

/** Ordinary values and some where exponentials overflow. */
const withExtremes = (shape: number[], key: string) =>
  mapped(randomTensor(shape, key), (v, i) => (i % 7 === 3 ? v * 200 : v));

test.each([[[2, 3, 5, 8]], [[3, 5, 1, 7]], [[1]]])(
  'swish, its gradient and that of a gate, %j',
  async (shape) => {
    const x = withExtremes(shape, 'x');
    const dy = randomTensor(shape, 'dy');
    near((await runOnGpu(SWISH, { x }, {}))[0], mapped(x, swish));
    const slope = (v: number) => sigmoid(v) * (1 + v * (1 - sigmoid(v)));
    near(
      (await runOnGpu(SWISH_GRAD, { x, dy }, {}))[0],
      mapped(dy, (v, i) => v * slope(x.values[i])),
    );
    const y = mapped(x, sigmoid);
    const gate = (v: number) => v * (1 - v);
    near(
      (await runOnGpu(GATE_GRAD, { y, dy }, {}))[0],
      mapped(dy, (v, i) => v * gate(y.values[i])),
    );
  },
);

test.each<[string, number[], number]>([
  ['per image', [3, 7, 5, 16], 3],
  ['of a bias, in parts', [2, 41, 37, 12], 1],
  ['three channels', [2, 33, 31, 3], 2],
  ['more channels than a workgroup is wide', [2, 3, 3, 320], 2],
  ['one row an image', [5, 1, 1, 6], 5],
  ['of vectors', [48, 3], 1],
])('channel sums, %s', async (_, shape, segments) => {
  const [a, b] = [randomTensor(shape, 'a'), randomTensor(shape, 'b')];
  const channels = shape[shape.length - 1];
  const perSegment = a.values.length / segments;
  const sums = (value: (i: number) => number): HostTensor => {
    const out = new Float64Array(segments * channels);
    a.values.forEach((_, i) => (out[Math.floor(i / perSegment) * channels + (i % channels)] += value(i)));
    return { values: Float32Array.from(out, (v) => 0.5 * v), shape: [segments, channels] };
  };
  const attrs = { segments, factor: 0.5 };
  near(
    (await runOnGpu(CHANNEL_SUMS, { a }, attrs))[0],
    sums((i) => a.values[i]),
  );
  near(
    (await runOnGpu(CHANNEL_SUMS, { a, b }, attrs))[0],
    sums((i) => a.values[i] * b.values[i]),
  );
});

test.each([[[3, 5, 7, 8]], [[2, 3, 3, 5]]])('channel scales and spread, %j', async (shape) => {
  const [n, height, width, channels] = shape;
  const x = randomTensor(shape, 'x');
  const scale = randomTensor([n, channels], 'scale');
  const shift = randomTensor([n, channels], 'shift');
  const at = (i: number) => Math.floor(i / (height * width * channels)) * channels + (i % channels);
  const scaled = mapped(x, (v, i) => v * scale.values[at(i)]);
  near((await runOnGpu(CHANNEL_SCALE, { x, scale }, {}))[0], scaled);
  const shifted = mapped(scaled, (v, i) => v + shift.values[at(i)]);
  near((await runOnGpu(CHANNEL_SCALE, { x, scale, shift }, {}))[0], shifted);
  const [wide] = await runOnGpu(SPREAD, { x: scale }, { height, width, factor: 0.25 });
  near(
    wide,
    mapped(x, (_, i) => 0.25 * scale.values[at(i)]),
  );
});

const attrsOf = (stride: number) => ({ strides: [stride, stride], pad: 'same', dilations: [1, 1] }) as never;

describe('a convolution and what follows it', () => {
  test.each<[string, number[], number, number, number]>([
    ['vec4', [2, 9, 7, 8], 3, 12, 2],
    ['scalar', [1, 5, 6, 3], 3, 5, 1],
    ['in parts', [1, 2, 2, 320], 3, 6, 1],
    ['one pixel', [3, 1, 1, 10], 1, 40, 1],
  ])('swish and gate, %s', async (_, shape, kernel, outputs, stride) => {
    const x = randomTensor(shape, 'x');
    const filter = randomTensor([kernel, kernel, shape[3], outputs], 'filter');
    const bias = randomTensor([outputs], 'bias');
    const [product] = conv2d({ x, filter }, attrsOf(stride));
    const z = mapped(product, (v, i) => v + bias.values[i % outputs]);
    const attrs = attrsOf(stride) as object;
    const kept = await runOnGpu(CONV_SWISH, { x, filter, bias }, { ...attrs, keep: true });
    expect(kept).toHaveLength(2);
    near(kept[0], mapped(z, swish));
    near(kept[1], z);
    const alone = await runOnGpu(CONV_SWISH, { x, filter, bias }, { ...attrs, keep: false });
    expect(alone).toHaveLength(1);
    expect(alone[0].values).toEqual(kept[0].values);
    near((await runOnGpu(CONV_GATE, { x, filter, bias }, attrs as never))[0], mapped(z, sigmoid));
  });

  test.each<[string, number[], number, number]>([
    ['5 x 5, stride 2', [2, 11, 9, 8], 5, 2],
    ['three channels', [1, 6, 5, 3], 3, 1],
    ['wider than the image', [2, 2, 3, 4], 5, 1],
  ])('depthwise, %s', async (_, shape, kernel, stride) => {
    const x = randomTensor(shape, 'x');
    const filter = randomTensor([kernel, kernel, shape[3], 1], 'filter');
    const bias = randomTensor([shape[3]], 'bias');
    const z = mapped(depthwiseReference(x, filter, attrsOf(stride)), (v, i) => v + bias.values[i % shape[3]]);
    const attrs = attrsOf(stride) as object;
    const [y, before] = await runOnGpu(DEPTHWISE_SWISH, { x, filter, bias }, { ...attrs, keep: true });
    near(y, mapped(z, swish));
    near(before, z);
    const alone = await runOnGpu(DEPTHWISE_SWISH, { x, filter, bias }, { ...attrs, keep: false });
    expect(alone).toHaveLength(1);
    expect(alone[0].values).toEqual(y.values);
  });

  test.each<[string, number[], number, number, number]>([
    ['vec4', [2, 9, 7, 8], 3, 12, 2],
    ['scalar', [1, 5, 6, 3], 3, 5, 1],
    ['in parts', [1, 2, 2, 8], 3, 320, 1],
  ])('an input gradient and a sum, %s', async (_, inputShape, kernel, outputs, stride) => {
    const filter = randomTensor([kernel, kernel, inputShape[3], outputs], 'filter');
    const plus = randomTensor(inputShape, 'plus');
    const side = (length: number) => Math.ceil(length / stride);
    const dy = randomTensor([inputShape[0], side(inputShape[1]), side(inputShape[2]), outputs], 'dy');
    const attrs = { ...(attrsOf(stride) as object), inputShape };
    const [dx] = conv2dBackpropInput({ dy, filter }, attrs as never);
    const [sum] = await runOnGpu(CONV_INPUT_GRAD_PLUS, { dy, filter, plus }, attrs as never);
    near(
      sum,
      mapped(dx, (v, i) => v + plus.values[i]),
    );
  });
});

test.each([
  [48, 64, 128],
  [5, 7, 3],
  [3, 512, 6],
])('linear layers, %i x %i to %i', async (rows, inputs, outputs) => {
  const x = randomTensor([rows, inputs], 'x');
  const weight = randomTensor([inputs, outputs], 'weight');
  const bias = randomTensor([outputs], 'bias');
  const dy = randomTensor([rows, outputs], 'dy');
  const as4 = (t: HostTensor, shape: number[]): HostTensor => ({ values: t.values, shape });
  const [image, filter] = [as4(x, [rows, 1, 1, inputs]), as4(weight, [1, 1, inputs, outputs])];
  const dy4 = as4(dy, [rows, 1, 1, outputs]);
  const attrs = attrsOf(1) as object;
  const [y] = conv2d({ x: image, filter }, attrs as never);
  near((await runOnGpu(DENSE, { x, weight }, {}))[0], as4(y, [rows, outputs]));
  const biased = mapped(as4(y, [rows, outputs]), (v, i) => v + bias.values[i % outputs]);
  near((await runOnGpu(DENSE, { x, weight, bias }, {}))[0], biased);
  const [dx] = conv2dBackpropInput({ dy: dy4, filter }, { ...attrs, inputShape: image.shape } as never);
  near((await runOnGpu(DENSE_INPUT_GRAD, { dy, weight }, {}))[0], as4(dx, [rows, inputs]));
  const [dw] = conv2dBackpropFilter({ x: image, dy: dy4 }, { ...attrs, filterShape: filter.shape } as never);
  near((await runOnGpu(DENSE_WEIGHT_GRAD, { x, dy }, {}))[0], as4(dw, [inputs, outputs]));
});

test.each([
  [70, 3],
  [1, 2],
  [5, 7],
])('gradient of the cross entropy, %i x %i', async (rows, classes) => {
  const logits = withExtremes([rows, classes], 'logits');
  const oneHot = mapped(logits, (_, i) => Number(i % classes === Math.floor(i / classes) % classes));
  const expected = mapped(logits, (v, i) => {
    const row = logits.values.subarray(i - (i % classes), i - (i % classes) + classes);
    const top = Math.max(...row);
    const sum = row.reduce((all, one) => all + Math.exp(one - top), 0);
    return (Math.exp(v - top) / sum - oneHot.values[i]) / rows;
  });
  near((await runOnGpu(CROSS_ENTROPY_GRAD, { logits, oneHot }, {}))[0], expected);
});
