import { describe, expect, it } from 'vitest';
import { PlaygroundError } from '../../core/errors.ts';
import { createDatabase } from './database.ts';
import type { Backing } from './backing.ts';
import { createMemoryBacking } from './memory-backing.ts';
import { BlockedError } from './storage-errors.ts';

const exception = (name: string) => new DOMException('as a browser says it', name);
const codeOf = async (work: Promise<unknown>): Promise<string> => {
  const error = await work.then(
    () => null,
    (reason: unknown) => reason,
  );
  return error instanceof PlaygroundError ? error.code : String(error);
};

describe('the database', () => {
  it('keeps values by store and key, lists them by prefix in order, and deletes', async () => {
    const db = await createDatabase(async () => createMemoryBacking());
    const parts = db.keyed<{ n: number }>('run-parts');
    await parts.put('b/weights', { n: 2 });
    await parts.put('a/weights', { n: 1 });
    await parts.put('a/evaluations', { n: 0 });
    expect(await parts.keys('a/')).toEqual(['a/evaluations', 'a/weights']);
    expect(await parts.values()).toEqual([{ n: 0 }, { n: 1 }, { n: 2 }]);
    expect(await db.keyed('runs').keys()).toEqual([]);
    await parts.delete('a/weights');
    expect(await parts.get('a/weights')).toBeUndefined();
  });

  it('holds clones, as IndexedDB does', async () => {
    const db = await createDatabase(async () => createMemoryBacking());
    const value = { list: [1] };
    await db.keyed('keyval').put('x', value);
    value.list.push(2);
    expect(await db.keyed('keyval').get('x')).toEqual({ list: [1] });
  });

  it('writes all or nothing', async () => {
    const db = await createDatabase(async () => createMemoryBacking());
    const writes = [
      { store: 'runs', key: 'good', value: 1 },
      { store: 'runs', key: 'cannot be cloned', value: () => 1 },
    ] as const;
    expect(await codeOf(db.write(writes))).toBe('storage-failed');
    expect(await db.keyed('runs').keys()).toEqual([]);
  });

  it.each([
    [exception('SecurityError'), 'storage-refused'],
    [exception('InvalidStateError'), 'storage-refused'],
    [new ReferenceError('indexedDB is not defined'), 'storage-refused'],
    [new BlockedError('old tab'), 'storage-blocked'],
    [exception('VersionError'), 'storage-outdated'],
    [exception('UnknownError'), 'storage-failed'],
  ])('goes on in memory and says why: %s', async (thrown, code) => {
    const db = await createDatabase(() => Promise.reject(thrown));
    expect([db.kind, db.problem?.code]).toEqual(['memory', code]);
    await db.keyed('keyval').put('x', 1);
    expect(await db.keyed('keyval').get('x')).toBe(1);
  });

  it('says that there is no room, and keeps what was there', async () => {
    const inner = createMemoryBacking();
    let full = false;
    const backing: Backing = {
      ...inner,
      write: (writes) => (full ? Promise.reject(exception('QuotaExceededError')) : inner.write(writes)),
    };
    const db = await createDatabase(async () => backing);
    await db.keyed('runs').put('one', 1);
    full = true;
    expect(await codeOf(db.keyed('runs').put('two', 2))).toBe('storage-full');
    expect(await db.keyed('runs').values()).toEqual([1]);
  });
});
