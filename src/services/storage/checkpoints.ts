/**
 * Checkpoints of runs in the browser's storage, one a run. Each is written beside the one before, a few tensors at a time (a browser
 * copies a value on the page's thread, and a transaction for every tensor takes long), and takes its place in one transaction: whatever dies meanwhile, a whole one is there.
 */
import type { RunWeights } from '../../core/runs/types.ts';
import { Turn } from '../turn.ts';
import { database, type Database } from './database.ts';
import type { Write } from './backing.ts';

/** The tensors without their numbers, and where those lie. */
type CheckpointList = Omit<RunWeights, 'tensors'> & {
  readonly tensors: readonly {
    readonly name: string;
    readonly shape: readonly number[];
    readonly key: string;
  }[];
};

const listKey = (runId: string): string => `checkpoint/${runId}`;
const partsPrefix = (runId: string): string => `checkpoint-parts/${runId}/`;
const store = 'autosave';

/** Copied in about a millisecond. */
const BYTES_A_WRITE = 1e6;

let written = 0;

/** @throws PlaygroundError `storage-full`, ...; the checkpoint before is still there then. */
export async function saveCheckpoint(
  runId: string,
  checkpoint: RunWeights,
  open: () => Promise<Database> = database,
): Promise<void> {
  const db = await open();
  const before = await db.keyed(store).keys(partsPrefix(runId));
  const generation = `${partsPrefix(runId)}${Date.now()}-${++written}/`;
  const turn = new Turn();
  const waiting: Write[] = [];
  let bytes = 0;
  const tensors: CheckpointList['tensors'][number][] = [];
  try {
    for (const [index, { name, shape, data }] of checkpoint.tensors.entries()) {
      const key = `${generation}${String(index).padStart(5, '0')}`;
      tensors.push({ name, shape, key });
      waiting.push({ store, key, value: data });
      bytes += data.byteLength;
      if (bytes < BYTES_A_WRITE && index + 1 < checkpoint.tensors.length) continue;
      await db.write(waiting.splice(0));
      bytes = 0;
      await turn.end();
    }
    await db.write([
      { store, key: listKey(runId), value: { ...checkpoint, tensors } satisfies CheckpointList },
      ...before.map((key) => ({ store, key, value: undefined }) as const),
    ]);
  } catch (error) {
    const keys = await db.keyed(store).keys(generation);
    await db.write(keys.map((key) => ({ store, key, value: undefined }) as const)).catch(() => undefined);
    throw error;
  }
}

/** Whether there is one with all its tensors. */
export async function hasCheckpoint(
  runId: string,
  open: () => Promise<Database> = database,
): Promise<boolean> {
  const db = await open();
  const list = await db.keyed<CheckpointList>(store).get(listKey(runId));
  const there = new Set(await db.keyed(store).keys(partsPrefix(runId)));
  return list !== undefined && list.tensors.every(({ key }) => there.has(key));
}

/** Null where there is none, or not all of it. */
export async function loadCheckpoint(
  runId: string,
  open: () => Promise<Database> = database,
): Promise<RunWeights | null> {
  const db = await open();
  const list = await db.keyed<CheckpointList>(store).get(listKey(runId));
  if (!list) return null;
  const tensors: RunWeights['tensors'][number][] = [];
  for (const { name, shape, key } of list.tensors) {
    const data = await db.keyed<Float32Array>(store).get(key);
    if (!data) return null;
    tensors.push({ name, shape, data });
  }
  return { step: list.step, config: list.config, tensors };
}

export async function deleteCheckpoint(
  runId: string,
  open: () => Promise<Database> = database,
): Promise<void> {
  const db = await open();
  const keys = [listKey(runId), ...(await db.keyed(store).keys(partsPrefix(runId)))];
  await db.write(keys.map((key) => ({ store, key, value: undefined })));
}
