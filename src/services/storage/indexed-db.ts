/**
 * The lasting storage. The schema has a version: a newer page adds its stores in `upgrade`. A page that stands in the way of a
 * newer one in another tab closes its connection and opens it again when it is next used.
 */
import { openDB, type DBSchema, type IDBPDatabase } from 'idb';
import { STORES, type Backing } from './backing.ts';
import { BlockedError } from './storage-errors.ts';

const DATABASE_NAME = 'cutpaste-playground';
const DATABASE_VERSION = 1;

interface Entry {
  key: string;
  value: unknown;
}

interface Schema extends DBSchema {
  runs: Entry;
  'run-parts': Entry;
  autosave: Entry;
  queue: Entry;
  keyval: Entry;
}

/** All keys that begin with `prefix`: `prefix` <= key <= `prefix` and the last code unit. */
const range = (prefix: string): IDBKeyRange | null =>
  prefix === '' ? null : IDBKeyRange.bound(prefix, `${prefix}\uffff`);

function connect(onClose: () => void): Promise<IDBPDatabase<Schema>> {
  return new Promise((resolve, reject) => {
    openDB<Schema>(DATABASE_NAME, DATABASE_VERSION, {
      upgrade: (db) => {
        for (const name of STORES) if (!db.objectStoreNames.contains(name)) db.createObjectStore(name);
      },
      blocked: () => reject(new BlockedError('Another tab holds an older version open.')),
      blocking: (_current, _blocked, event) => {
        (event.target as IDBDatabase).close();
        onClose();
      },
      terminated: onClose,
    }).then(resolve, reject);
  });
}

/** @throws what the browser throws, or BlockedError. */
export async function openIndexedDb(): Promise<Backing> {
  let connection: Promise<IDBPDatabase<Schema>> | null = null;
  const db = (): Promise<IDBPDatabase<Schema>> => (connection ??= connect(() => (connection = null)));
  await db();
  return {
    kind: 'indexed-db',
    get: async (store, key) => (await db()).get(store, key),
    keys: async (store, prefix) => (await db()).getAllKeys(store, range(prefix)),
    values: async (store, prefix) => (await db()).getAll(store, range(prefix)),
    write: async (writes) => {
      if (writes.length === 0) return;
      const names = [...new Set(writes.map(({ store }) => store))];
      const transaction = (await db()).transaction(names, 'readwrite');
      const work = writes.map(({ store, key, value }) => {
        const target = transaction.objectStore(store);
        return value === undefined ? target.delete(key) : target.put(value, key);
      });
      await Promise.all([...work, transaction.done]);
    },
  };
}
