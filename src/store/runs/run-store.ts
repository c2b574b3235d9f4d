/**
 * Runs in the browser's storage: records in `runs`, large parts in `run-parts` under `id/part`; weights as everywhere
 * (`services/storage/kept-weights.ts`).
 */
import { parseKeptConfig } from '../../core/config/kept.ts';
import type { RunParts, RunRecord, RunWeights, WholeRun } from '../../core/runs/types.ts';
import { database, type Database } from '../../services/storage/database.ts';
import type { Write } from '../../services/storage/backing.ts';
import { loadWeights, saveWeights, type WeightsPlace } from '../../services/storage/kept-weights.ts';

const SMALL_PARTS = ['scores', 'thumbnails', 'maps'] as const;
type SmallPart = (typeof SMALL_PARTS)[number];
const partKey = (id: string, part: keyof RunParts): string => `${id}/${part}`;
const weightsPlace = (id: string): WeightsPlace => ({
  store: 'run-parts',
  list: partKey(id, 'weights'),
  parts: `${partKey(id, 'weights')}/`,
});

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

  /** @throws PlaygroundError `storage-full`; what was kept before is still there then. */
  saveWeights(id: string, weights: RunWeights): Promise<void> {
    return saveWeights(weightsPlace(id), weights, this.#open);
  }

  /** With settings that came since at their values of then. @throws PlaygroundError `bad-config` */
  async weights(id: string): Promise<RunWeights | null> {
    const kept = await loadWeights(weightsPlace(id), this.#open);
    return kept && { ...kept, config: parseKeptConfig(kept.config).config };
  }

  async #removal(id: string, part = ''): Promise<Write[]> {
    const keys = await (await this.#open()).keyed('run-parts').keys(`${id}/${part}`);
    return keys.map((key) => ({ store: 'run-parts', key, value: undefined }));
  }

  /** All parts whose names begin with `part`. */
  async deleteParts(id: string, part = ''): Promise<void> {
    await (await this.#open()).write(await this.#removal(id, part));
  }

  /** The run and its parts, for good and at once. */
  async remove(id: string): Promise<void> {
    const removal = await this.#removal(id);
    await (await this.#open()).write([{ store: 'runs', key: id, value: undefined }, ...removal]);
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
        writes.push({ store: 'runs', key: record.id, value: undefined }, ...(await this.#removal(record.id)));
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
