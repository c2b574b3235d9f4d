/**
 * Runs in the browser's storage: records in `runs`, large parts in `run-parts` under `id/part`. Weights are written tensor by tensor in
 * turns, because a browser copies a value on the page's thread; their list comes last, so that weights cut short do not count.
 */
import { parseKeptConfig } from '../../core/config/kept.ts';
import type { RunParts, RunRecord, RunWeights, WholeRun } from '../../core/runs/types.ts';
import { database, type Database } from '../../services/storage/database.ts';
import type { Write } from '../../services/storage/backing.ts';
import { Turn } from '../../services/turn.ts';

const SMALL_PARTS = ['scores', 'thumbnails', 'maps'] as const;
type SmallPart = (typeof SMALL_PARTS)[number];
const partKey = (id: string, part: keyof RunParts): string => `${id}/${part}`;
const tensorKey = (id: string, index: number): string => `${id}/weights/${String(index).padStart(5, '0')}`;

/** The weights without their numbers, which lie beside it. */
type WeightsList = Omit<RunWeights, 'tensors'> & {
  readonly tensors: readonly { readonly name: string; readonly shape: readonly number[] }[];
};

/** Runs that were deleted longer ago cannot be brought back. */
const UNDO_MS = 10 * 60_000;

export class RunStore {
  readonly #open: () => Promise<Database>;

  constructor(open: () => Promise<Database> = database) {
    this.#open = open;
  }

  async problem(): Promise<Database['problem']> {
    return (await this.#open()).problem;
  }

  /** A record with the parts that have changed, in one transaction. */
  async save(record: RunRecord, parts: { readonly [P in SmallPart]?: RunParts[P] | null } = {}) {
    const writes: Write[] = [{ store: 'runs', key: record.id, value: record }];
    for (const part of SMALL_PARTS) {
      const value = parts[part];
      if (value) writes.push({ store: 'run-parts', key: partKey(record.id, part), value });
    }
    await (await this.#open()).write(writes);
  }

  async part<P extends SmallPart>(id: string, part: P): Promise<RunParts[P] | null> {
    const store = (await this.#open()).keyed<RunParts[P]>('run-parts');
    return (await store.get(partKey(id, part))) ?? null;
  }

  /** @throws PlaygroundError `storage-full`; nothing of the weights stays then. */
  async saveWeights(id: string, weights: RunWeights): Promise<void> {
    const db = await this.#open();
    const turn = new Turn();
    try {
      for (const [index, { data }] of weights.tensors.entries()) {
        await db.keyed('run-parts').put(tensorKey(id, index), data);
        await turn.end();
      }
      const tensors = weights.tensors.map(({ name, shape }) => ({ name, shape }));
      await db.keyed<WeightsList>('run-parts').put(partKey(id, 'weights'), { ...weights, tensors });
    } catch (error) {
      await this.deleteParts(id, 'weights').catch(() => undefined);
      throw error;
    }
  }

  /** With settings that came since at their values of then. @throws PlaygroundError `bad-config` */
  async weights(id: string): Promise<RunWeights | null> {
    const db = await this.#open();
    const list = await db.keyed<WeightsList>('run-parts').get(partKey(id, 'weights'));
    if (!list) return null;
    const tensors: RunWeights['tensors'][number][] = [];
    for (const [index, one] of list.tensors.entries()) {
      const data = await db.keyed<Float32Array>('run-parts').get(tensorKey(id, index));
      if (!data) return null;
      tensors.push({ ...one, data });
    }
    return { ...list, config: parseKeptConfig(list.config).config, tensors };
  }

  /** All parts whose names begin with `part`. */
  async deleteParts(id: string, part = ''): Promise<void> {
    const db = await this.#open();
    const keys = await db.keyed('run-parts').keys(`${id}/${part}`);
    await db.write(keys.map((key) => ({ store: 'run-parts', key, value: undefined })));
  }

  /** The run and its parts, for good. */
  async remove(id: string): Promise<void> {
    await this.deleteParts(id);
    await (await this.#open()).keyed('runs').delete(id);
  }

  async whole(record: RunRecord): Promise<WholeRun> {
    const [scores, thumbnails, maps, weights] = await Promise.all([
      this.part(record.id, 'scores'),
      this.part(record.id, 'thumbnails'),
      this.part(record.id, 'maps'),
      record.weightsBytes > 0 ? this.weights(record.id) : null,
    ]);
    return { record, scores, thumbnails, maps, weights };
  }

  /**
   * All records, newest first. Runs that still say `running` though no tab runs them were interrupted; runs deleted long ago go for
   * good.
   * @param alive ids of the runs that some tab is running
   */
  async load(now: number, alive: ReadonlySet<string>): Promise<RunRecord[]> {
    const db = await this.#open();
    const records = await db.keyed<RunRecord>('runs').values();
    const writes: Write[] = [];
    const kept: RunRecord[] = [];
    for (const record of records) {
      if (record.deletedAt !== null) {
        if (now - record.deletedAt < UNDO_MS) continue;
        writes.push({ store: 'runs', key: record.id, value: undefined });
        await this.deleteParts(record.id);
      } else if (record.state === 'running' && !alive.has(record.id)) {
        const interrupted: RunRecord = { ...record, state: 'interrupted' };
        kept.push(interrupted);
        writes.push({ store: 'runs', key: record.id, value: interrupted });
      } else kept.push(record);
    }
    await db.write(writes);
    return kept.sort((a, b) => b.startedAt - a.startedAt);
  }
}

const LOCK = 'cutpaste-run:';

/** Tells other tabs that this one runs it, until the returned function is called or the tab dies. */
export function holdRun(id: string): () => void {
  if (typeof navigator === 'undefined' || !navigator.locks) return () => undefined;
  let release: () => void = () => undefined;
  const held = new Promise<void>((resolve) => (release = resolve));
  navigator.locks.request(LOCK + id, () => held).catch(() => undefined);
  return release;
}

/** Runs that some tab is running. */
export async function runsAlive(): Promise<ReadonlySet<string>> {
  if (typeof navigator === 'undefined' || !navigator.locks) return new Set();
  const { held = [] } = await navigator.locks.query();
  return new Set(held.flatMap(({ name }) => (name?.startsWith(LOCK) ? [name.slice(LOCK.length)] : [])));
}
