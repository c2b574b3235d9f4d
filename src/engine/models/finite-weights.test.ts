/** Weights that are no numbers are found where a loss would not show them. */
import { setBackend } from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-backend-cpu';
import { beforeAll, expect, it } from 'vitest';
import { requireFiniteWeights } from './finite-weights.ts';
import { WeightStore } from './weight-store.ts';

beforeAll(async () => {
  await setBackend('cpu');
});

function storeWith(value: number): WeightStore {
  const store = new WeightStore();
  store.upload('first', new Float32Array(12).fill(1), [3, 4]);
  store.upload('second', Float32Array.of(-2, value, 5), [3]);
  return store;
}

it('lets numbers pass, and an empty store', async () => {
  await expect(requireFiniteWeights(storeWith(3e30), 4)).resolves.toBeUndefined();
  await expect(requireFiniteWeights(new WeightStore(), 4)).resolves.toBeUndefined();
});

it.each([NaN, Infinity, -Infinity])('names the tensor that holds %s', async (value) => {
  await expect(requireFiniteWeights(storeWith(value), 4)).rejects.toMatchObject({
    code: 'weights-not-finite',
    detail: { step: 4, name: 'second' },
  });
});
