import { expect, it } from 'vitest';
import { exampleRun } from '../../core/runs/testing/example.ts';
import type { RunWeights } from '../../core/runs/types.ts';
import { deleteCheckpoint, loadCheckpoint, saveCheckpoint } from './checkpoints.ts';
import { createDatabase } from './database.ts';
import { createMemoryBacking } from './memory-backing.ts';

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
  expect(await loadCheckpoint('run', open)).toBeNull();
  await saveCheckpoint('run', weights, open);
  expect(await loadCheckpoint('run', open)).toEqual(weights);
  const keysBefore = await inner.keys('autosave', '');
  // The tensors, and the list that names them.
  for (const room of [0, 1]) {
    writesLeft = room;
    await expect(saveCheckpoint('run', later(20, 1), open)).rejects.toMatchObject({ code: 'storage-full' });
    writesLeft = Infinity;
    expect(await loadCheckpoint('run', open)).toEqual(weights);
    expect(await inner.keys('autosave', '')).toEqual(keysBefore);
  }
  await saveCheckpoint('run', later(20, 1), open);
  await saveCheckpoint('run', later(30, 2), open);
  await saveCheckpoint('run-2', later(5, 9), open);
  expect(await loadCheckpoint('run', open)).toEqual(later(30, 2));
  await deleteCheckpoint('run', open);
  expect(await loadCheckpoint('run', open)).toBeNull();
  expect(await loadCheckpoint('run-2', open)).toEqual(later(5, 9));
  await deleteCheckpoint('run-2', open);
  expect(await inner.keys('autosave', '')).toEqual([]);
});
