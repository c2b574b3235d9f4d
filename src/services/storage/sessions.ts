/**
 * Sessions in the browser's storage. An outline names its parts by key (lists of items, pixels, evaluations); parts are written first, each
 * by itself, and count only when the outline that names them is written, in one transaction that also deletes the parts it names no more.
 * So a tab that dies while it saves leaves the session as it was before. Weights are a checkpoint (`kept-weights.ts`).
 */
import type {
  KeptEvaluation,
  KeptItem,
  KeptPixels,
  KeptWeights,
  SessionOutline,
} from '../../core/project/content.ts';
import { parseSession } from '../../core/project/parse-session.ts';
import { requireSensibleWeights } from '../../core/project/plausible.ts';
import { Turn } from '../turn.ts';
import { PlaygroundError } from '../../core/errors.ts';
import type { Write } from './backing.ts';
import { checkpointPlace, hasWeights, loadWeights, weightsRemoval } from './kept-weights.ts';
import { database, type Database } from './database.ts';

/** Another version of the outline is not read. */
export const SESSION_VERSION = 1;

/** What the offer to restore a session says of it. */
export interface SessionSummary {
  readonly id: string;
  /** Grows with every save of any session: clocks are set back, this is not. Sessions of before it came have none. */
  readonly order?: number;
  /** Milliseconds since 1970, by the clock of then: to be shown, not to be compared. */
  readonly savedAt: number;
  readonly name: string;
  readonly sample: string | null;
  readonly images: number;
  /** Of the kept weights; 0 without a run. */
  readonly step: number;
  readonly totalSteps: number;
  /** Its run trained nothing: what it has is the network as it came, judged at step 0. */
  readonly untrained?: true;
  readonly bytes: number;
  /** There was no room for the images of one's own. */
  readonly withoutImages: boolean;
}

export interface StoredOutline {
  readonly version: typeof SESSION_VERSION;
  readonly summary: SessionSummary;
  /** Without items and evaluations. */
  readonly outline: SessionOutline;
  readonly items: readonly string[];
  /** Of each item; empty for a sample and where there was no room. */
  readonly pixels: readonly string[];
  readonly evaluations: readonly string[];
  /** Of other settings or images; sessions of before have none. */
  readonly former?: readonly string[];
  /** Name of the checkpoint; null without weights. */
  readonly checkpoint: string | null;
}

/** Keys of everything that the outline names but the checkpoint. */
export const partsOf = ({ items, pixels, evaluations, former = [] }: StoredOutline): Set<string> =>
  new Set([...items, ...pixels, ...evaluations, ...former]);

export interface LoadedSession {
  readonly outline: SessionOutline;
  readonly weights: KeptWeights;
  readonly pixels: readonly KeptPixels[] | null;
  readonly stored: StoredOutline;
}

const STORE = 'autosave';
/** The `order` that was given last, in the store of small things. */
const COUNTER = { store: 'keyval', key: 'session-order' } as const;
const outlineKey = (id: string): string => `session/${id}`;
const partsPrefix = (id: string): string => `session-parts/${id}/`;

export class SessionStore {
  readonly #open: () => Promise<Database>;
  #written = 0;

  constructor(open: () => Promise<Database> = database) {
    this.#open = open;
  }

  get open(): () => Promise<Database> {
    return this.#open;
  }

  /** False where nothing outlives this visit. */
  async lasting(): Promise<boolean> {
    return (await this.#open()).kind !== 'memory';
  }

  /** The one that was saved last comes first, whatever the clock said. */
  async list(): Promise<SessionSummary[]> {
    const db = await this.#open();
    const all = await db.keyed<StoredOutline>(STORE).values('session/');
    return all
      .filter(({ version }) => version === SESSION_VERSION)
      .map(({ summary }) => summary)
      .sort((a, b) => (b.order ?? 0) - (a.order ?? 0) || b.savedAt - a.savedAt);
  }

  /** One part; returns its key, which no other part has had. */
  async putPart(id: string, kind: 'items' | 'pixels' | 'evaluation', value: unknown): Promise<string> {
    const key = `${partsPrefix(id)}${kind}/${Date.now()}-${++this.#written}`;
    await (await this.#open()).keyed(STORE).put(key, value);
    return key;
  }

  /**
   * The outline takes effect, and with it the checkpoint that `checkpoint` makes the newest; parts that it does not name go.
   * @throws PlaygroundError `session-parts-gone` when a part that it names is not there: the storage was cleared meanwhile.
   */
  async commit(given: StoredOutline, checkpoint: readonly Write[] = []): Promise<void> {
    const { id } = given.summary;
    const db = await this.#open();
    const named = partsOf(given);
    const keys = await db.keyed(STORE).keys(partsPrefix(id));
    const there = new Set(keys);
    const whole =
      given.checkpoint === null ||
      (await hasWeights(checkpointPlace(given.checkpoint), this.#open, checkpoint));
    if (!whole || [...named].some((key) => !there.has(key)))
      throw new PlaygroundError('session-parts-gone', 'The storage was cleared while the page was open.');
    const order = ((await db.keyed<number>(COUNTER.store).get(COUNTER.key)) ?? 0) + 1;
    const stored = { ...given, summary: { ...given.summary, order } };
    const writes: Write[] = keys
      .filter((key) => !named.has(key))
      .map((key) => ({ store: STORE, key, value: undefined }));
    const before = await db.keyed<StoredOutline>(STORE).get(outlineKey(id));
    if (before?.checkpoint && before.checkpoint !== stored.checkpoint)
      writes.push(...(await weightsRemoval(checkpointPlace(before.checkpoint), this.#open)));
    await db.write([
      { store: STORE, key: outlineKey(id), value: stored },
      { ...COUNTER, value: order },
      ...checkpoint,
      ...writes,
    ]);
  }

  /** Null where it is not there, or not all of it. @throws PlaygroundError `project-damaged` when it is not as it should be. */
  async load(id: string, onProgress: (done: number, total: number) => void): Promise<LoadedSession | null> {
    const db = await this.#open();
    const stored = await db.keyed<StoredOutline>(STORE).get(outlineKey(id));
    if (stored?.version !== SESSION_VERSION) return null;
    const turn = new Turn();
    const total = stored.pixels.length + stored.evaluations.length;
    let done = 0;
    const parts = async <T>(keys: readonly string[], counted: boolean): Promise<T[] | null> => {
      const found: T[] = [];
      for (const key of keys) {
        const value = await db.keyed<T>(STORE).get(key);
        if (value === undefined) return null;
        found.push(value);
        if (counted) onProgress(++done, total);
        await turn.end();
      }
      return found;
    };
    const items = await parts<KeptItem[]>(stored.items, false);
    const pixels = await parts<KeptPixels>(stored.pixels, true);
    const evaluations = await parts<KeptEvaluation>(stored.evaluations, true);
    const former = await parts<KeptEvaluation>(stored.former ?? [], false);
    if (!items || !pixels || !evaluations || !former) return null;
    const checkpoint = stored.checkpoint
      ? await loadWeights(checkpointPlace(stored.checkpoint), this.#open)
      : null;
    const { run } = stored.outline;
    if (checkpoint) requireSensibleWeights(checkpoint.tensors);
    const outline = parseSession({
      ...stored.outline,
      items: items.flat(),
      run:
        run && checkpoint
          ? {
              ...run,
              config: checkpoint.config,
              step: checkpoint.step,
              tensors: checkpoint.tensors.map(({ name, shape }) => ({ name, shape })),
              evaluations: evaluations.filter(({ step }) => step <= checkpoint.step),
              formerEvaluations: former.filter(({ step }) => step <= checkpoint.step),
            }
          : null,
    });
    return {
      outline,
      weights: checkpoint?.tensors.map(({ data }) => data) ?? [],
      pixels: stored.pixels.length > 0 || outline.items.length === 0 ? pixels : null,
      stored,
    };
  }

  /** Everything of a session, for good. */
  async remove(id: string): Promise<void> {
    const db = await this.#open();
    const stored = await db.keyed<StoredOutline>(STORE).get(outlineKey(id));
    const keys = [outlineKey(id), ...(await db.keyed(STORE).keys(partsPrefix(id)))];
    await db.write([
      ...keys.map((key) => ({ store: STORE, key, value: undefined }) as const),
      ...(stored?.checkpoint ? await weightsRemoval(checkpointPlace(stored.checkpoint), this.#open) : []),
    ]);
  }
}
