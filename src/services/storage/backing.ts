/** The stores by name, and what a place that holds them can do: IndexedDB, or memory for one visit. */

/**
 * `runs`: one small record a run. `run-parts`: its large parts (weights, thumbnails, evaluations with maps), key `run/part`.
 * `autosave`: the open session. `queue`: the grid of runs. `keyval`: small things such as the progress of lessons.
 */
export const STORES = ['runs', 'run-parts', 'autosave', 'queue', 'keyval'] as const;
export type StoreName = (typeof STORES)[number];

export interface Write {
  readonly store: StoreName;
  readonly key: string;
  /** Undefined deletes. */
  readonly value: unknown;
}

/** What a place of storage can do; anything it throws becomes a PlaygroundError in `createDatabase`. */
export interface Backing {
  readonly kind: 'indexed-db' | 'memory';
  get(store: StoreName, key: string): Promise<unknown>;
  /** Keys that begin with `prefix`, in order. */
  keys(store: StoreName, prefix: string): Promise<string[]>;
  values(store: StoreName, prefix: string): Promise<unknown[]>;
  /** All or none. */
  write(writes: readonly Write[]): Promise<void>;
}
