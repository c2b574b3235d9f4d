/** Storage for this visit only, with the behaviour of the lasting one: values are clones, keys come in order. */
import type { Backing, StoreName } from './backing.ts';

export function createMemoryBacking(): Backing {
  const stores = new Map<StoreName, Map<string, unknown>>();
  const open = (name: StoreName): Map<string, unknown> => {
    const store = stores.get(name) ?? new Map<string, unknown>();
    stores.set(name, store);
    return store;
  };
  const keys = (store: StoreName, prefix: string): string[] =>
    [...open(store).keys()].filter((key) => key.startsWith(prefix)).sort();
  return {
    kind: 'memory',
    get: async (store, key) => structuredClone(open(store).get(key)),
    keys: async (store, prefix) => keys(store, prefix),
    values: async (store, prefix) => keys(store, prefix).map((key) => structuredClone(open(store).get(key))),
    write: async (writes) => {
      const clones = writes.map((one) => ({ ...one, value: structuredClone(one.value) }));
      for (const { store, key, value } of clones) {
        if (value === undefined) open(store).delete(key);
        else open(store).set(key, value);
      }
    },
  };
}
