/**
 * Weights in the browser's storage: the checkpoint of a session, the weights of a run that were kept by hand. They are written beside those
 * of before, a few tensors at a time (a browser copies a value on the page's thread, and a transaction for every tensor takes long), and
 * take their place in one transaction, with whatever else must change with them: whatever dies meanwhile, whole ones are there.
 */
import type { RunWeights } from '../../core/runs/types.ts';
import { Turn } from '../turn.ts';
import type { StoreName, Write } from './backing.ts';
import { database, type Database } from './database.ts';

/** Where weights lie: the key of their list, and what the keys of their tensors begin with. */
export interface WeightsPlace {
  readonly store: StoreName;
  readonly list: string;
  readonly parts: string;
}

export const checkpointPlace = (name: string): WeightsPlace => ({
  store: 'autosave',
  list: `checkpoint/${name}`,
  parts: `checkpoint-parts/${name}/`,
});

/** The tensors without their numbers, and where those lie; lists of version 0.1 name no keys, the tensors lie under their index. */
type WeightsList = Omit<RunWeights, 'tensors'> & {
  readonly tensors: readonly {
    readonly name: string;
    readonly shape: readonly number[];
    readonly key?: string;
  }[];
};

const numbered = (prefix: string, index: number): string => `${prefix}${String(index).padStart(5, '0')}`;

const keysOf = ({ tensors }: WeightsList, { parts }: WeightsPlace): string[] =>
  tensors.map(({ key }, index) => key ?? numbered(parts, index));

const removals = (store: StoreName, keys: readonly string[]): Write[] =>
  keys.map((key) => ({ store, key, value: undefined }));

/** Copied in about a millisecond. */
const BYTES_A_WRITE = 1e6;

let written = 0;

/**
 * Writes the tensors; what makes them the ones that count is left to `takeEffect`, which puts it into a transaction of its own choice (a
 * checkpoint with the outline of its session), so that neither is ever there without the other.
 * @throws PlaygroundError `storage-full`, ..., or what `takeEffect` throws; the weights before are still there then.
 */
export async function saveWeights(
  place: WeightsPlace,
  weights: RunWeights,
  open: () => Promise<Database> = database,
  takeEffect: (writes: readonly Write[]) => Promise<void> = async (writes) => (await open()).write(writes),
): Promise<void> {
  const { store, list, parts } = place;
  const db = await open();
  const before = await db.keyed(store).keys(parts);
  const generation = `${parts}${Date.now()}-${++written}/`;
  const turn = new Turn();
  const waiting: Write[] = [];
  let bytes = 0;
  const tensors: WeightsList['tensors'][number][] = [];
  try {
    for (const [index, { name, shape, data }] of weights.tensors.entries()) {
      const key = numbered(generation, index);
      tensors.push({ name, shape, key });
      waiting.push({ store, key, value: data });
      bytes += data.byteLength;
      if (bytes < BYTES_A_WRITE && index + 1 < weights.tensors.length) continue;
      await db.write(waiting.splice(0));
      bytes = 0;
      await turn.end();
    }
    const value: WeightsList = { ...weights, tensors };
    await takeEffect([{ store, key: list, value }, ...removals(store, before)]);
  } catch (error) {
    const keys = await db.keyed(store).keys(generation);
    await db.write(removals(store, keys)).catch(() => undefined);
    throw error;
  }
}

/** Whether they are there with all their tensors, or will be with these writes. */
export async function hasWeights(
  place: WeightsPlace,
  open: () => Promise<Database> = database,
  writes: readonly Write[] = [],
): Promise<boolean> {
  const db = await open();
  const coming = writes.find(({ store, key }) => store === place.store && key === place.list)?.value;
  const list =
    (coming as WeightsList | undefined) ?? (await db.keyed<WeightsList>(place.store).get(place.list));
  const there = new Set(await db.keyed(place.store).keys(place.parts));
  return list !== undefined && keysOf(list, place).every((key) => there.has(key));
}

/** Null where there are none, or not all of them. */
export async function loadWeights(
  place: WeightsPlace,
  open: () => Promise<Database> = database,
): Promise<RunWeights | null> {
  const db = await open();
  const list = await db.keyed<WeightsList>(place.store).get(place.list);
  if (!list) return null;
  const tensors: RunWeights['tensors'][number][] = [];
  for (const [index, key] of keysOf(list, place).entries()) {
    const data = await db.keyed<Float32Array>(place.store).get(key);
    if (!data) return null;
    const { name, shape } = list.tensors[index];
    tensors.push({ name, shape, data });
  }
  return { step: list.step, config: list.config, tensors };
}

/** What removes them, in whatever transaction. */
export async function weightsRemoval(
  { store, list, parts }: WeightsPlace,
  open: () => Promise<Database> = database,
): Promise<Write[]> {
  const db = await open();
  return removals(store, [list, ...(await db.keyed(store).keys(parts))]);
}
