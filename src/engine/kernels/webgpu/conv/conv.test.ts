/** Convolution and its two gradients against plain loops, at fixed awkward shapes and at drawn ones. */

import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { conv2d, conv2dBackpropFilter, conv2dBackpropInput } from '../../reference/conv.ts';
import { registerWebgpuKernels } from '../register.ts';
import { stopNodeWebgpu } from '../testing/node-webgpu.ts';
import { relativeError } from '../testing/compare.ts';
import { openBackend, randomTensor, runOnGpu } from '../testing/run-kernel.ts';

const TOLERANCE = 1e-4;

interface Case {
  batch: number;
  height: number;
  width: number;
  channels: number;
  outChannels: number;
  filter: [number, number];
  strides: [number, number];
  pad: 'same' | 'valid' | number[][];
}

beforeAll(async () => {
  await openBackend();
  registerWebgpuKernels();
});
afterAll(stopNodeWebgpu);

/** Worst relative errors of y, dx and dW. */
async function errors(c: Case): Promise<Record<string, number>> {
  const attrs = { strides: c.strides, pad: c.pad, dataFormat: 'NHWC', dilations: [1, 1] } as never as {
    pad: 'same';
  };
  const x = randomTensor([c.batch, c.height, c.width, c.channels], 'x');
  const filter = randomTensor([...c.filter, c.channels, c.outChannels], 'filter');
  const [y] = conv2d({ x, filter }, attrs);
  const dy = randomTensor(y.shape, 'dy');
  const toFilter = { ...attrs, filterShape: [...filter.shape] };
  const toInput = { ...attrs, inputShape: [...x.shape] };
  const compare = async (
    name: string,
    inputs: Parameters<typeof runOnGpu>[1],
    a: typeof attrs,
    expected: typeof y,
  ) => relativeError((await runOnGpu(name, inputs, a))[0], expected);
  return {
    y: await compare('Conv2D', { x, filter }, attrs, y),
    dx: await compare(
      'Conv2DBackpropInput',
      { dy, filter },
      toInput,
      conv2dBackpropInput({ dy, filter }, toInput)[0],
    ),
    dW: await compare(
      'Conv2DBackpropFilter',
      { x, dy },
      toFilter,
      conv2dBackpropFilter({ x, dy }, toFilter)[0],
    ),
  };
}

const explicit = (top: number, bottom = top, left = top, right = left) => [
  [0, 0],
  [top, bottom],
  [left, right],
  [0, 0],
];

const CASES: [string, Case][] = [
  [
    'RGB stem, stride 2, odd input',
    {
      batch: 2,
      height: 13,
      width: 11,
      channels: 3,
      outChannels: 16,
      filter: [3, 3],
      strides: [2, 2],
      pad: explicit(1),
    },
  ],
  [
    '7 x 7 stem',
    {
      batch: 1,
      height: 17,
      width: 17,
      channels: 3,
      outChannels: 8,
      filter: [7, 7],
      strides: [2, 2],
      pad: explicit(3),
    },
  ],
  [
    '7 x 7, stride 2, odd input, SAME',
    {
      batch: 1,
      height: 15,
      width: 13,
      channels: 1,
      outChannels: 4,
      filter: [7, 7],
      strides: [2, 2],
      pad: 'same',
    },
  ],
  [
    '7 x 7, stride 2, odd input, VALID',
    {
      batch: 2,
      height: 15,
      width: 13,
      channels: 3,
      outChannels: 6,
      filter: [7, 7],
      strides: [2, 2],
      pad: 'valid',
    },
  ],
  [
    '3 x 3, SAME',
    {
      batch: 3,
      height: 9,
      width: 7,
      channels: 16,
      outChannels: 16,
      filter: [3, 3],
      strides: [1, 1],
      pad: 'same',
    },
  ],
  [
    '3 x 3, stride 2, SAME',
    {
      batch: 2,
      height: 9,
      width: 8,
      channels: 16,
      outChannels: 32,
      filter: [3, 3],
      strides: [2, 2],
      pad: 'same',
    },
  ],
  [
    '1 x 1, stride 2 (phases without a tap)',
    {
      batch: 2,
      height: 7,
      width: 8,
      channels: 8,
      outChannels: 20,
      filter: [1, 1],
      strides: [2, 2],
      pad: 'valid',
    },
  ],
  [
    '1 x 1',
    {
      batch: 1,
      height: 5,
      width: 5,
      channels: 36,
      outChannels: 40,
      filter: [1, 1],
      strides: [1, 1],
      pad: 'same',
    },
  ],
  [
    'one channel to one',
    {
      batch: 1,
      height: 6,
      width: 5,
      channels: 1,
      outChannels: 1,
      filter: [3, 3],
      strides: [1, 1],
      pad: 'valid',
    },
  ],
  [
    'channels no multiple of 4',
    {
      batch: 2,
      height: 6,
      width: 6,
      channels: 6,
      outChannels: 5,
      filter: [3, 2],
      strides: [1, 2],
      pad: 'same',
    },
  ],
  [
    'vec4 in, scalar out',
    {
      batch: 1,
      height: 6,
      width: 6,
      channels: 8,
      outChannels: 3,
      filter: [3, 3],
      strides: [2, 1],
      pad: explicit(1, 0, 2, 1),
    },
  ],
  [
    'more channels than a tile',
    {
      batch: 1,
      height: 4,
      width: 4,
      channels: 72,
      outChannels: 68,
      filter: [3, 3],
      strides: [1, 1],
      pad: 'same',
    },
  ],
];

test.each(CASES)('%s', async (_, c) => {
  const worst = await errors(c);
  expect(worst.y).toBeLessThan(TOLERANCE);
  expect(worst.dx).toBeLessThan(TOLERANCE);
  expect(worst.dW).toBeLessThan(TOLERANCE);
});

test.each<[string, number, number, number[]]>([
  ['vec4, at once', 16, 9, [1, 6, 6, 8]],
  ['vec4, in parts', 16, 3, [1, 2, 2, 96]],
  ['scalar, at once', 5, 3, [2, 7, 5, 4]],
  ['scalar, in parts', 3, 3, [1, 2, 2, 96]],
])('bias and ReLU in the same pass: %s', async (_, outChannels, filterSize, shape) => {
  const x = randomTensor(shape, 'x');
  const filter = randomTensor([filterSize, filterSize, shape[3], outChannels], 'filter');
  const bias = randomTensor([outChannels], 'bias');
  const attrs = { strides: [1, 1] as [number, number], pad: 'same' as const };
  const [{ values, shape: outShape }] = conv2d({ x, filter }, attrs);
  for (const activation of ['relu', 'linear']) {
    const floor = activation === 'relu' ? 0 : -Infinity;
    const expected = values.map((value, i) => Math.max(floor, value + bias.values[i % outChannels]));
    const [y] = await runOnGpu('FusedConv2D', { x, filter, bias }, { ...attrs, activation });
    expect(relativeError(y, { values: expected, shape: outShape })).toBeLessThan(TOLERANCE);
  }
});

const side = fc.integer({ min: 1, max: 9 });
const filterSide = fc.integer({ min: 1, max: 4 });
const stride = fc.integer({ min: 1, max: 3 });
const padding = fc.integer({ min: 0, max: 2 });
const drawn = fc.record({
  batch: fc.integer({ min: 1, max: 3 }),
  height: side,
  width: side,
  channels: fc.constantFrom(1, 3, 4, 7, 8, 12, 17),
  outChannels: fc.constantFrom(1, 3, 4, 6, 8, 20, 33),
  filter: fc.tuple(filterSide, filterSide),
  strides: fc.tuple(stride, stride),
  pad: fc.oneof(
    fc.constantFrom<'same' | 'valid'>('same', 'valid'),
    fc.tuple(padding, padding, padding, padding).map((sides) => explicit(...sides)),
  ),
});

/** A filter larger than the padded input has no output. */
function hasOutput({ height, width, filter, pad }: Case): boolean {
  if (pad === 'same') return true;
  const [rows, columns] = pad === 'valid' ? [0, 0] : [pad[1][0] + pad[1][1], pad[2][0] + pad[2][1]];
  return filter[0] <= height + rows && filter[1] <= width + columns;
}

/** Seconds on an idle machine; a busy one with a software adapter gets its time. */
const PATIENCE_MS = 300_000;

test(
  'drawn shapes',
  async () => {
    await fc.assert(
      fc.asyncProperty(drawn.filter(hasOutput), async (c) => {
        const worst = await errors(c);
        return Math.max(worst.y, worst.dx, worst.dW) < TOLERANCE;
      }),
      { numRuns: 24, seed: 11 },
    );
  },
  PATIENCE_MS,
);
