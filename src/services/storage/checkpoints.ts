/**
 * Checkpoints of runs in the browser's storage, one a run. Each is written beside the one before, tensor by tensor in turns (a browser
 * copies a value on the page's thread), and takes its place in one transaction: whatever dies meanwhile, a whole one is there.
 */
import type { RunWeights } from '../../core/runs/types.ts';
import { Turn } from '../turn.ts';
import { database, type Database } from './database.ts';

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
  const tensors: CheckpointList['tensors'][number][] = [];
  try {
    for (const [index, { name, shape, data }] of checkpoint.tensors.entries()) {
      const key = `${generation}${String(index).padStart(5, '0')}`;
      await db.keyed(store).put(key, data);
      tensors.push({ name, shape, key });
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
