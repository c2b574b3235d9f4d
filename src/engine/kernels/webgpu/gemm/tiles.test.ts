/**
 * Every tile that a plan may choose for real graphics processors against plain loops, in a forward convolution, which
 * brings in one operand transposed and the other not; split products of all three kernels; then the plans themselves.
 */
import type { TensorInfo } from '@tensorflow/tfjs-core';
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { conv2d, conv2dBackpropFilter, conv2dBackpropInput } from '../../reference/conv.ts';
import type { HostTensor } from '../../reference/host.ts';
import { convFilterGradient } from '../conv/filter-gradient.ts';
import { convForward } from '../conv/forward.ts';
import { convGeometry } from '../conv/geometry.ts';
import { convInputGradient } from '../conv/input-gradient.ts';
import { stopNodeWebgpu } from '../testing/node-webgpu.ts';
import { relativeError } from '../testing/compare.ts';
import { openBackend, randomTensor } from '../testing/run-kernel.ts';
import { TILE_SETS } from '../../../../core/config/rows/tile-sets.ts';
import { candidatePlans, planGemm, tilesOf } from './plan.ts';
import { tileBytes, tileColumns, tileKey, tileRows, tileThreads } from './tile.ts';

let backend: WebGPUBackend;
const deviceErrors: string[] = [];

beforeAll(async () => {
  backend = await openBackend();
  backend.device.onuncapturederror = ({ error }) => deviceErrors.push(error.message);
});
afterAll(stopNodeWebgpu);

const attrs = { strides: [1, 1] as [number, number], pad: 'same' as const };
const shapes = { x: [2, 5, 7, 24], filter: [3, 2, 24, 20], dy: [2, 5, 7, 20] };
const geometry = convGeometry([], shapes.x, shapes.filter, attrs)!;
const x = randomTensor(shapes.x, 'x');
const filter = randomTensor(shapes.filter, 'filter');
const dy = randomTensor(shapes.dy, 'dy');

const upload = ({ values, shape }: HostTensor): TensorInfo =>
  backend.makeTensorInfo([...shape], 'float32', values);

async function download(tensor: TensorInfo): Promise<HostTensor> {
  const values = (await backend.read(tensor.dataId)) as Float32Array;
  return { values, shape: tensor.shape };
}

const EVERY_TILE = new Map(TILE_SETS.flatMap((set) => tilesOf(set).map((tile) => [tileKey(tile), tile])));
/** Unrolled ones differ in one loop only: three of them are enough here, the others are for bench/gpu.ts. */
const TESTED = [...EVERY_TILE].filter(
  ([, { unrolled, threadsM, threadsN }]) => !unrolled || (threadsM === threadsN && threadsN > 4),
);

test.each(TESTED)('tile %s', async (_, tile) => {
  const result = await download(
    convForward(backend, upload(x), upload(filter), geometry, { tile, splits: 2 }),
  );
  const [expected] = conv2d({ x, filter }, attrs);
  expect(deviceErrors).toEqual([]);
  expect(relativeError(result, expected)).toBeLessThan(1e-4);
});

test('a filter gradient in three parts', async () => {
  const plan = { tile: tilesOf('standard')[5], splits: 3 };
  const result = await download(convFilterGradient(backend, upload(x), upload(dy), geometry, plan));
  const [expected] = conv2dBackpropFilter({ x, dy }, { ...attrs, filterShape: shapes.filter });
  expect(relativeError(result, expected)).toBeLessThan(1e-4);
});

test('a split input gradient of stride 2 adds up all phases', async () => {
  const strided = { strides: [2, 2] as [number, number], pad: 'same' as const };
  const g = convGeometry([], shapes.x, shapes.filter, strided)!;
  const small = randomTensor([2, 3, 4, 20], 'small dy');
  const plan = { tile: tilesOf('software')[0], splits: 4 };
  const result = await download(convInputGradient(backend, upload(small), upload(filter), g, plan));
  const [expected] = conv2dBackpropInput({ dy: small, filter }, { ...strided, inputShape: shapes.x });
  expect(relativeError(result, expected)).toBeLessThan(1e-4);
});

test('two runs of a split filter gradient agree to the last bit', async () => {
  const run = async () =>
    download(
      convFilterGradient(backend, upload(x), upload(dy), geometry, {
        tile: tilesOf('software')[1],
        splits: 5,
      }),
    );
  expect((await run()).values).toEqual((await run()).values);
});

describe('plans', () => {
  const resnet = { rows: 48 * 64 * 64, columns: 64, depth: 576 };
  const filterGradient = { rows: 576, columns: 64, depth: 48 * 64 * 64 };

  test('every tile fits the workgroup memory that all devices have', () => {
    for (const tile of [...EVERY_TILE.values(), ...tilesOf('software')]) {
      expect(tileBytes(tile)).toBeLessThanOrEqual(16384);
    }
  });

  test('a large product gets the largest register block and no split', () => {
    const { tile, splits } = planGemm(resnet, 'standard');
    expect([tile.rows, tile.columns, splits]).toEqual([8, 8, 1]);
  });

  test('a small result with a long shared dimension is split until the device is busy', () => {
    const { tile, splits } = planGemm(filterGradient, 'standard');
    const tiles = Math.ceil(576 / tileRows(tile)) * Math.ceil(64 / tileColumns(tile));
    expect(tiles * splits).toBeGreaterThanOrEqual(192);
  });

  test('a large product gets 128 x 128 of 256 threads where tiles may be wide', () => {
    const { tile } = planGemm({ rows: 96 * 32 * 32, columns: 128, depth: 1152 }, 'wide');
    expect([tileRows(tile), tileColumns(tile), tileThreads(tile)]).toEqual([128, 128, 256]);
  });

  test('small blocks hold no 8 x 8 values, and x4 splits further', () => {
    expect(tilesOf('small').some(({ rows, columns }) => rows * columns > 32)).toBe(false);
    expect(planGemm(filterGradient, 'standard-x4').splits).toBeGreaterThan(
      planGemm(filterGradient, 'standard').splits,
    );
  });

  test('splits that a long dispatch demands are kept to', () => {
    for (const plan of candidatePlans(resnet, 'standard', 7)) expect(plan.splits).toBeGreaterThanOrEqual(7);
  });
});
