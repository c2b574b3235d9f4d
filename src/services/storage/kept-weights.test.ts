import { expect, it } from 'vitest';
import { exampleRun } from '../../core/runs/testing/example.ts';
import type { RunWeights } from '../../core/runs/types.ts';
import { checkpointPlace, hasWeights, loadWeights, saveWeights, weightsRemoval } from './kept-weights.ts';
import { createDatabase } from './database.ts';
import { createMemoryBacking } from './memory-backing.ts';

const run = checkpointPlace('run');
const other = checkpointPlace('run-2');
const weights = exampleRun('x').weights as RunWeights;
const later = (step: number, value: number): RunWeights => ({
  ...weights,
  step,
  tensors: ['w', 'b'].map((name) => ({ name, shape: [1], data: Float32Array.of(value) })),
});

it('a checkpoint takes the place of the one before, whole or not at all', async () => {
  const inner = createMemoryBacking();
  let writesLeft = Infinity;
  const db = createDatabase(async () => ({
    ...inner,
    write: async (writes) => {
      if (writes.some(({ value }) => value !== undefined) && writesLeft-- <= 0)
        throw new DOMException('', 'QuotaExceededError');
      await inner.write(writes);
    },
  }));
  const open = () => db;
  expect(await loadWeights(run, open)).toBeNull();
  await saveWeights(run, weights, open);
  expect(await loadWeights(run, open)).toEqual(weights);
  const keysBefore = await inner.keys('autosave', '');
  // The tensors, and the list that names them.
  for (const room of [0, 1]) {
    writesLeft = room;
    await expect(saveWeights(run, later(20, 1), open)).rejects.toMatchObject({ code: 'storage-full' });
    writesLeft = Infinity;
    expect(await loadWeights(run, open)).toEqual(weights);
    expect(await inner.keys('autosave', '')).toEqual(keysBefore);
  }
  await saveWeights(run, later(20, 1), open);
  await saveWeights(run, later(30, 2), open);
  await saveWeights(other, later(5, 9), open);
  expect(await loadWeights(run, open)).toEqual(later(30, 2));
  await (await open()).write(await weightsRemoval(run, open));
  expect(await loadWeights(run, open)).toBeNull();
  expect(await loadWeights(other, open)).toEqual(later(5, 9));
  await (await open()).write(await weightsRemoval(other, open));
  expect(await inner.keys('autosave', '')).toEqual([]);
});

it('weights of a run that version 0.1 kept, which name no keys, are read, and go when others take their place', async () => {
  const db = createDatabase(async () => createMemoryBacking());
  const open = () => db;
  const place = { store: 'run-parts', list: 'r/weights', parts: 'r/weights/' } as const;
  const { tensors, ...list } = later(7, 4);
  const former = { ...list, tensors: tensors.map(({ name, shape }) => ({ name, shape })) };
  await (
    await open()
  ).write([
    { store: 'run-parts', key: 'r/weights', value: former },
    ...tensors.map(({ data }, i) => ({
      store: 'run-parts' as const,
      key: `r/weights/0000${i}`,
      value: data,
    })),
  ]);
  expect(await hasWeights(place, open)).toBe(true);
  expect(await loadWeights(place, open)).toEqual(later(7, 4));
  await saveWeights(place, later(8, 5), open);
  expect(await loadWeights(place, open)).toEqual(later(8, 5));
  expect((await (await open()).keyed('run-parts').keys('r/weights/0')).length).toBe(0);
});
