/**
 * What the page keeps in this browser: one IndexedDB database with a store for each kind of thing, all keyed by text. Where the
 * browser refuses it (private windows, a full disk, another tab with an older page), the same calls work in memory for this visit
 * and `problem` says why. What a store holds is the business of the code that uses it: `keyed<T>('autosave')`.
 *
 * Values are structured clones. Pixels in shared memory cannot be cloned: copy them first (`slice()`).
 */
import type { PlaygroundError } from '../../core/errors.ts';
import type { Backing, StoreName, Write } from './backing.ts';
import { openIndexedDb } from './indexed-db.ts';
import { createMemoryBacking } from './memory-backing.ts';
import { toStorageError } from './storage-errors.ts';

/** One store with values of one type. */
export interface Keyed<T> {
  get(key: string): Promise<T | undefined>;
  keys(prefix?: string): Promise<string[]>;
  values(prefix?: string): Promise<T[]>;
  put(key: string, value: T): Promise<void>;
  delete(key: string): Promise<void>;
}

/** All calls throw PlaygroundError: `storage-full`, `storage-outdated` or `storage-failed`. */
export interface Database {
  /** 'memory': nothing outlives this visit. */
  readonly kind: Backing['kind'];
  /** Why it is only memory: `storage-refused`, `storage-blocked`, `storage-outdated` or `storage-failed`; null otherwise. */
  readonly problem: PlaygroundError | null;
  keyed<T>(store: StoreName): Keyed<T>;
  /** Several changes in one transaction: all or none. */
  write(writes: readonly Write[]): Promise<void>;
}

/** @param open gives the lasting storage; when it throws, memory takes its place. */
export async function createDatabase(open: () => Promise<Backing>): Promise<Database> {
  let problem: PlaygroundError | null = null;
  const backing = await open().catch((error: unknown) => {
    problem = toStorageError(error);
    return createMemoryBacking();
  });
  const guard = async <R>(work: Promise<R>): Promise<R> => {
    try {
      return await work;
    } catch (error) {
      throw toStorageError(error);
    }
  };
  const write = (writes: readonly Write[]) => guard(backing.write(writes));
  return {
    kind: backing.kind,
    problem,
    keyed: <T>(store: StoreName): Keyed<T> => ({
      get: (key) => guard(backing.get(store, key) as Promise<T | undefined>),
      keys: (prefix = '') => guard(backing.keys(store, prefix)),
      values: (prefix = '') => guard(backing.values(store, prefix) as Promise<T[]>),
      put: (key, value) => write([{ store, key, value }]),
      delete: (key) => write([{ store, key, value: undefined }]),
    }),
    write,
  };
}

let opened: Promise<Database> | null = null;

/** The page's database, opened at the first call. Never rejects. */
export function database(): Promise<Database> {
  return (opened ??= createDatabase(openIndexedDb));
}

export interface StorageEstimate {
  readonly usedBytes: number;
  readonly quotaBytes: number;
  /** True when the browser has promised not to clear it by itself. */
  readonly persisted: boolean;
}

/** What is used and what is allowed, as the browser tells it; null where it does not. */
export async function storageEstimate(): Promise<StorageEstimate | null> {
  try {
    const { usage, quota } = await navigator.storage.estimate();
    const persisted = (await navigator.storage.persisted?.()) ?? false;
    return { usedBytes: usage ?? 0, quotaBytes: quota ?? 0, persisted };
  } catch {
    return null;
  }
}

/** Ask the browser not to clear what was kept when the disk runs short. It may ask the person; false when it says no. */
export async function requestPersistence(): Promise<boolean> {
  try {
    return await navigator.storage.persist();
  } catch {
    return false;
  }
}
