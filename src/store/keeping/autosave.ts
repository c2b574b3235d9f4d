/**
 * Keeps the open session in the browser's storage as it goes: images once, evaluations as they come, the outline and the last checkpoint
 * after each change. Saving comes in turns, one save at a time; what a crash leaves behind is the save before. Every data set has a session of its own:
 * other images never take the place of what was kept. While the textbook is open
 * the page's state is the textbook's, so that the person's own session stays as it was when the book was opened.
 */
import { trainsNothing } from '../../core/config/untrained.ts';
import type { DatasetItem } from '../../core/dataset/types.ts';
import { PlaygroundError } from '../../core/errors.ts';
import { newId } from '../../services/new-id.ts';
import { storageEstimate } from '../../services/storage/database.ts';
import { checkpointPlace, saveWeights } from '../../services/storage/kept-weights.ts';
import {
  partsOf,
  SESSION_VERSION,
  type SessionStore,
  type StoredOutline,
} from '../../services/storage/sessions.ts';
import { Turn } from '../../services/turn.ts';
import type { Checkpoint, Evaluation } from '../../worker/protocol.ts';
import { checkpointBytes } from '../results-memory.ts';
import type { RunEvent } from '../session/run-events.ts';
import type { PlaygroundState } from '../state.ts';
import type { DatasetOrigin } from './keeping-state.ts';
import { hasResult } from './has-result.ts';
import { keptEvaluation, outlineOf, placesOf, pixelsOf } from './outline.ts';
import { copied, evaluationBytes, keyOf, nothingStored, pixelBytes, type Stored } from './stored-session.ts';

/** A change of phase, figures of an evaluation and its checkpoint come close together. */
const SETTLE_MS = 400;
const ITEMS_A_PART = 1000;
/** Room that is left for the outline and for what other parts of the page keep. */
const SPARE_BYTES = 4e6;

export interface AutosaveHost {
  get(): PlaygroundState;
  lastCheckpoint(): Checkpoint | null;
  /** The weights of now, when the engine is at rest. */
  takeCheckpoint(): Promise<Checkpoint | null>;
  saved(savedAt: number, bytes: number, withoutImages: boolean): void;
  /** The session that this tab keeps from now on; `left`: the one it kept until now stays stored, and other images are open. */
  keeps(id: string, left: boolean): void;
  /** Something could not be kept. */
  notice(code: string, detail: Readonly<Record<string, string | number>>): void;
}

/** What one save is made of. */
interface Wish {
  readonly id: string;
  readonly state: PlaygroundState;
  readonly origin: DatasetOrigin;
  readonly checkpoint: Checkpoint | null;
}

const AT_REST: ReadonlySet<PlaygroundState['phase']> = new Set(['paused', 'finished']);

/** Images of one's own, labels or a run. */
const hasWork = (state: PlaygroundState, { sample }: DatasetOrigin): boolean =>
  sample === null || hasResult(state) || state.canUndoDataset;

/** Whether there is anything that a person would miss. */
const isWorthKeeping = (state: PlaygroundState, origin: DatasetOrigin): boolean =>
  state.items.length > 0 && (hasWork(state, origin) || state.config.preset === 'custom');

export class Autosave {
  readonly #store: SessionStore;
  readonly #host: AutosaveHost;
  #id: string;
  #active = false;
  #startAsked = false;
  #seen: PlaygroundState | null = null;
  /** What was wanted last, and what waits to be saved, by session. */
  #wish: Wish | null = null;
  readonly #waiting = new Map<string, Wish>();
  #timer: ReturnType<typeof setTimeout> | null = null;
  #saving: Promise<void> = Promise.resolve();
  /** Sessions by the ids of their images, which no other images of the page ever have. */
  readonly #sessionOf = new Map<string, string>();
  readonly #stored = new Map<string, Stored>();

  constructor(store: SessionStore, host: AutosaveHost, id: string = newId()) {
    this.#store = store;
    this.#host = host;
    this.#id = id;
  }

  get id(): string {
    return this.#id;
  }

  /** This tab keeps its session from now on. */
  start(): void {
    this.#startAsked = true;
    this.#active = true;
    this.#host.keeps(this.#id, false);
    const state = this.#host.get();
    if (!isLesson(state)) this.#soon(state);
  }

  /** Opens a kept session by `open`; it is kept on from then on, in the tab that keeps. Nothing is kept meanwhile; what was open stays kept. */
  async restore(open: () => Promise<StoredOutline>): Promise<void> {
    await this.flush();
    this.#active = false;
    try {
      const restored = await open();
      const { summary, pixels } = restored;
      this.#id = summary.id;
      const opened = this.#host.get().items;
      const stored = this.#forgetStored(summary.id);
      stored.live = partsOf(restored);
      opened.forEach((item, i) => {
        this.#sessionOf.set(item.id, summary.id);
        if (pixels[i]) stored.pixels.set(item.image, { mask: item.mask, key: pixels[i] });
      });
    } finally {
      this.#wish = null;
      if (this.#startAsked) this.start();
    }
  }

  #storedOf(id: string): Stored {
    return this.#stored.get(id) ?? this.#forgetStored(id);
  }

  #forgetStored(id: string): Stored {
    const stored = nothingStored();
    this.#stored.set(id, stored);
    return stored;
  }

  /** The session of these images: theirs, where one of them was kept before; a new one where all are new. */
  #enter(items: readonly DatasetItem[]): void {
    if (items.length === 0) return;
    const known = items.find(({ id }) => this.#sessionOf.has(id));
    const id = known ? this.#sessionOf.get(known.id) : this.#isTaken() ? newId() : this.#id;
    if (id !== undefined && id !== this.#id) {
      const left = this.#stored.get(this.#id);
      // The images themselves are not held here.
      if (left) Object.assign(left, { items: null, checkpoint: null });
      this.#leave(this.#id);
      this.#id = id;
      this.#host.keeps(id, true);
    }
    for (const item of items) this.#sessionOf.set(item.id, this.#id);
  }

  /** Of a sample that nothing was made of there are only the settings, and those go on with the next images. */
  #leave(id: string): void {
    const last = this.#wish;
    if (last?.id !== id || hasWork(last.state, last.origin)) return;
    this.#waiting.delete(id);
    this.#stored.delete(id);
    this.#saving = this.#saving
      .then(() => this.#store.remove(id))
      .catch((error: unknown) => this.#failed(error));
  }

  #isTaken(): boolean {
    return [...this.#sessionOf.values()].includes(this.#id);
  }

  async #put(id: string, kind: 'items' | 'pixels' | 'evaluation', value: unknown): Promise<string> {
    const key = await this.#store.putPart(id, kind, value);
    this.#storedOf(id).live.add(key);
    return key;
  }

  /** To be called with every change of the store. */
  observe(): void {
    const state = this.#host.get();
    const before = this.#seen;
    this.#seen = state;
    if (!this.#active || state === before) return;
    if (isLesson(state)) {
      // What was open when the book was opened is written now, before the page's own images come.
      if (before && !isLesson(before)) {
        this.#want(before);
        void this.flush();
      }
      return;
    }
    const changed =
      before === null ||
      isLesson(before) ||
      state.items !== before.items ||
      state.config !== before.config ||
      state.manualThreshold !== before.manualThreshold ||
      state.lessonMet !== before.lessonMet;
    if (changed) this.#soon(state);
  }

  /** What a run comes to is kept as it comes; also a run that was set aside for the textbook, with its last weights. */
  hear(event: RunEvent): void {
    const state = this.#host.get();
    if (!this.#active) return;
    if (event.type === 'checkpoint' && event.aside) {
      // Other images come next: what was open is written with its last weights.
      if (!isLesson(state)) this.#want(state);
      if (!this.#wish) return;
      this.#wish = { ...this.#wish, checkpoint: event.checkpoint };
      this.#waiting.set(this.#wish.id, this.#wish);
      void this.flush();
    } else if (event.type !== 'runBegan' && event.type !== 'trainingStarted' && !isLesson(state))
      this.#soon(state);
  }

  #soon(state: PlaygroundState): void {
    this.#want(state);
    this.#timer ??= setTimeout(() => void this.flush(), SETTLE_MS);
  }

  #want(state: PlaygroundState): void {
    if (state.importProgress !== null) return;
    this.#enter(state.items);
    const checkpoint = state.runConfig ? this.#host.lastCheckpoint() : null;
    this.#wish = { id: this.#id, state, origin: state.datasetOrigin(), checkpoint };
    this.#waiting.set(this.#id, this.#wish);
  }

  /** Settles when everything seen until now is kept, or it was said why not. */
  flush(): Promise<void> {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
    this.#saving = this.#saving.then(async () => {
      // Of the page as it is by now; a textbook's page is not the person's.
      const state = this.#host.get();
      if (this.#active && !isLesson(state)) this.#want(state);
      for (const [id, wish] of [...this.#waiting]) {
        this.#waiting.delete(id);
        await this.#save(wish).catch((error: unknown) => this.#failed(error));
      }
    });
    return this.#saving;
  }

  #failed(error: unknown): void {
    if (!(error instanceof PlaygroundError)) throw error;
    const reason = String(error.detail.reason ?? error.message);
    if (error.code === 'storage-full') this.#host.notice('autosave-full', {});
    else this.#host.notice('autosave-failed', { reason });
  }

  async #save(wish: Wish): Promise<void> {
    const { id, state, origin } = wish;
    if (!isWorthKeeping(state, origin)) return;
    let { checkpoint } = wish;
    const resting = AT_REST.has(state.phase) && id === this.#id && !isLesson(this.#host.get());
    if (resting && hasResult(state) && checkpoint?.step !== state.step) {
      checkpoint = (await this.#host.takeCheckpoint()) ?? checkpoint;
    }
    if (checkpoint?.step === 0 && !trainsNothing(checkpoint.config)) checkpoint = null;
    const own = origin.sample === null;
    const stored = this.#storedOf(id);
    const missing = own ? state.items.filter((item) => keyOf(stored, item) === null) : [];
    const bytes = missing.reduce((sum, item) => sum + pixelBytes(pixelsOf(item)), 0);
    const needed =
      bytes +
      (checkpoint && checkpoint !== stored.checkpoint ? checkpointBytes(checkpoint) : 0) +
      [...state.evaluations, ...state.formerEvaluations].reduce(
        (sum, one) => sum + (stored.evaluations.has(one) ? 0 : evaluationBytes(one)),
        0,
      );
    if (!stored.withoutImages && bytes > 0 && (await this.#lacksRoom(needed)))
      this.#leaveOutImages(id, bytes);
    const write = () =>
      this.#write(wish, checkpoint).catch((error: unknown) => {
        if (!(error instanceof PlaygroundError && error.code === 'session-parts-gone')) throw error;
        // The storage was cleared under the open page: what was remembered of it is gone, everything is written again.
        this.#forgetStored(id);
        return this.#write(wish, checkpoint);
      });
    try {
      await write();
    } catch (error) {
      const full = error instanceof PlaygroundError && error.code === 'storage-full';
      if (!full || !own || this.#storedOf(id).withoutImages) throw error;
      this.#leaveOutImages(id, bytes);
      await write();
    }
  }

  async #lacksRoom(needed: number): Promise<boolean> {
    const room = await storageEstimate();
    return room !== null && room.usedBytes + needed + SPARE_BYTES >= room.quotaBytes;
  }

  /** Said before anything is lost: the images are still on the page. */
  #leaveOutImages(id: string, bytes: number): void {
    this.#storedOf(id).withoutImages = true;
    this.#host.notice('autosave-without-images', { megabytes: Math.ceil(bytes / 1e6) });
  }

  async #write({ id, state, origin }: Wish, checkpoint: Checkpoint | null): Promise<void> {
    const memory = this.#storedOf(id);
    const turn = new Turn();
    const withPixels = origin.sample === null && !memory.withoutImages;
    const pixels: string[] = [];
    for (const item of withPixels ? state.items : []) {
      let key = keyOf(memory, item);
      if (key === null) {
        key = await this.#put(id, 'pixels', copied(pixelsOf(item)));
        memory.pixels.set(item.image, { mask: item.mask, key });
      }
      pixels.push(key);
      await turn.end();
    }
    const step = checkpoint?.step ?? 0;
    const places = placesOf(state.items);
    const keptOnes = async (all: readonly Evaluation[]): Promise<string[]> => {
      const keys: string[] = [];
      for (const evaluation of checkpoint ? all.filter((one) => one.step <= step) : []) {
        const stored = memory.evaluations.get(evaluation);
        let key = stored?.items === state.items && memory.live.has(stored.key) ? stored.key : null;
        if (key === null) {
          key = await this.#put(id, 'evaluation', keptEvaluation(evaluation, places));
          memory.evaluations.set(evaluation, { items: state.items, key });
        }
        keys.push(key);
        await turn.end();
      }
      return keys;
    };
    const evaluations = await keptOnes(state.evaluations);
    const former = await keptOnes(state.formerEvaluations);
    const savedAt = Date.now();
    const outline = outlineOf(state, origin, checkpoint, savedAt, [], null, []);
    if (memory.items?.of !== state.items || !memory.items.keys.every((key) => memory.live.has(key))) {
      const keys: string[] = [];
      for (let from = 0; from < outline.items.length; from += ITEMS_A_PART) {
        keys.push(await this.#put(id, 'items', outline.items.slice(from, from + ITEMS_A_PART)));
        await turn.end();
      }
      memory.items = { of: state.items, keys };
    }
    const checkpointName = checkpoint ? `${id}-${state.currentRunId ?? 'run'}` : null;
    const bytes =
      (withPixels ? state.items.reduce((sum, item) => sum + pixelBytes(pixelsOf(item)), 0) : 0) +
      (checkpoint ? checkpointBytes(checkpoint) : 0) +
      [...state.evaluations, ...state.formerEvaluations].reduce((sum, one) => sum + evaluationBytes(one), 0);
    const withoutImages = origin.sample === null && memory.withoutImages;
    const stored: StoredOutline = {
      version: SESSION_VERSION,
      summary: {
        id,
        savedAt,
        name: state.datasetName,
        sample: origin.sample?.name ?? null,
        images: state.items.length,
        step,
        totalSteps: checkpoint?.config.training.steps ?? 0,
        ...(checkpoint?.step === 0 && { untrained: true as const }),
        bytes,
        withoutImages,
      },
      outline: { ...outline, items: [] },
      items: memory.items.keys,
      pixels,
      evaluations,
      former,
      checkpoint: checkpointName,
    };
    // One transaction for both: a session never offers a step, or losses and scores, of other weights than its own.
    if (checkpoint && checkpointName && checkpoint !== memory.checkpoint) {
      await saveWeights(checkpointPlace(checkpointName), checkpoint, this.#store.open, (writes) =>
        this.#store.commit(stored, writes),
      );
      memory.checkpoint = checkpoint;
    } else await this.#store.commit(stored);
    memory.live = partsOf(stored);
    if (id === this.#id) this.#host.saved(savedAt, bytes, withoutImages);
  }
}

const isLesson = ({ lessonPage, lessonBusy }: PlaygroundState): boolean => lessonPage !== null || lessonBusy;
