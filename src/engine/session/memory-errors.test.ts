/** What is told of a device that runs out of memory, and of one that fails otherwise. */
import { expect, it } from 'vitest';
import { deviceHadRoom } from './memory-errors.ts';

/** Gives its errors in the order in which scopes end: validation first. */
function deviceWith(errors: { validation?: string; memory?: string }) {
  const open: string[] = [];
  return {
    open,
    pushErrorScope: (filter: string) => void open.push(filter),
    popErrorScope: () => {
      const message = open.pop() === 'validation' ? errors.validation : errors.memory;
      return Promise.resolve(message ? ({ message } as GPUError) : null);
    },
  };
}

const fails = () => Promise.reject(new Error('the buffer cannot be mapped'));
const works = () => Promise.resolve();

it('says whether there was room, whatever else went wrong because of it', async () => {
  const fine = deviceWith({});
  expect(await deviceHadRoom(fine, works)).toBe(true);
  expect(fine.open).toEqual([]);
  const full = deviceWith({ memory: 'no memory', validation: 'an invalid buffer' });
  expect(await deviceHadRoom(full, fails)).toBe(false);
  expect(full.open).toEqual([]);
});

it('lets other errors through', async () => {
  await expect(deviceHadRoom(deviceWith({}), fails)).rejects.toThrow('cannot be mapped');
  await expect(deviceHadRoom(deviceWith({ validation: 'a wrong shader' }), works)).rejects.toThrow(
    'wrong shader',
  );
});
