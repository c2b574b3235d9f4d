/**
 * Sums that end in subgroups are those by barriers, to the last bit: of batch norm, its gradient and the sums of an image's places, on the software
 * adapter, which has subgroups of four threads. A driver whose subgroups hand on something else is found.
 */
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { BATCH_NORM_TRAIN, BATCH_NORM_TRAIN_GRAD, CHANNEL_SUMS } from '../../names.ts';
import { registerWebgpuKernels } from '../register.ts';
import { offeredSubgroup, subgroupSize, useSubgroups } from '../subgroups.ts';
import { stopNodeWebgpu } from '../testing/node-webgpu.ts';
import { openBackend, randomTensor, runOnGpu } from '../testing/run-kernel.ts';
import { halveHeld } from './channel-grid.ts';
import { trySubgroups } from './check-subgroups.ts';

let backend: WebGPUBackend;
beforeAll(async () => {
  backend = await openBackend();
  registerWebgpuKernels();
});
afterEach(() => useSubgroups(backend, 0));
afterAll(stopNodeWebgpu);

async function bothWays(run: () => ReturnType<typeof runOnGpu>) {
  useSubgroups(backend, 0);
  const byBarriers = await run();
  useSubgroups(backend, offeredSubgroup(backend));
  const handedOn = await run();
  return [handedOn, byBarriers].map((tensors) => tensors.map(({ values }) => [...values]));
}

describe('with subgroups', () => {
  test.each([
    ['one lane', [2, 16, 17, 4]],
    ['as wide as a subgroup', [3, 9, 11, 16]],
    ['wider', [3, 9, 11, 48]],
    ['few rows', [20, 1, 1, 7]],
  ])('batch norm is the same: %s', async (_, shape) => {
    const [x, dy] = [randomTensor(shape, 'x'), randomTensor(shape, 'dy')];
    const [gamma, beta] = ['gamma', 'beta'].map((name) => randomTensor([shape[3]], name));
    const attrs = { epsilon: 1e-5, relu: true, residual: false };
    const [handedOn, byBarriers] = await bothWays(() =>
      runOnGpu(BATCH_NORM_TRAIN, { x, gamma, beta }, attrs),
    );
    expect(handedOn).toEqual(byBarriers);
    const [y, mean, variance] = byBarriers;
    const of = (values: number[], its: readonly number[]) => ({
      values: Float32Array.from(values),
      shape: its,
    });
    const forward = {
      x,
      y: of(y, shape),
      dy,
      gamma,
      mean: of(mean, [shape[3]]),
      variance: of(variance, [shape[3]]),
    };
    const [gradient, expected] = await bothWays(() => runOnGpu(BATCH_NORM_TRAIN_GRAD, forward, attrs));
    expect(gradient).toEqual(expected);
  });

  test('sums of the places of images are the same', async () => {
    const a = randomTensor([3, 11, 13, 8], 'a');
    const [handedOn, byBarriers] = await bothWays(() =>
      runOnGpu(CHANNEL_SUMS, { a }, { segments: 3, factor: 1 / 143 }),
    );
    expect(handedOn).toEqual(byBarriers);
  });

  test('a device is believed after its sums were compared', async () => {
    expect(await trySubgroups(backend)).toEqual({ size: offeredSubgroup(backend), reason: '' });
    expect(subgroupSize(backend)).toBe(4);
  });

  test('a device whose subgroups are smaller than it says is not', async () => {
    const { device } = backend;
    const pretending = Object.create(backend, {
      device: {
        value: new Proxy(device, {
          get: (target, name) => {
            if (name === 'adapterInfo') return { subgroupMinSize: 32 };
            const value: unknown = Reflect.get(target, name);
            return typeof value === 'function' ? (value.bind(target) as unknown) : value;
          },
        }),
      },
    }) as WebGPUBackend;
    const found = await trySubgroups(pretending);
    expect(found?.size).toBe(32);
    expect(found?.reason).toContain('differ');
    expect(subgroupSize(pretending)).toBe(0);
  });
});

test('without subgroups nothing of them is in the code', () => {
  const held = { array: 'sums', merge: (a: string, b: string) => `${a} + ${b}`, further: () => 'subgroup' };
  expect(halveHeld('1', held, 0)).not.toContain('subgroup');
});
