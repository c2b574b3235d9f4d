/**
 * Keeps the open session in the browser's storage as it goes: images once, evaluations as they come, the outline and the last checkpoint
 * after each change. Saving comes in turns, one save at a time; what a crash leaves behind is the save before. While the textbook is open
 * the page's state is the textbook's, so that the person's own session stays as it was when the book was opened.
 */
import type { DatasetItem } from '../../core/dataset/types.ts';
import { PlaygroundError } from '../../core/errors.ts';
import type { KeptPixels } from '../../core/project/content.ts';
import { newId } from '../../services/new-id.ts';
import { saveCheckpoint } from '../../services/storage/checkpoints.ts';
import { storageEstimate } from '../../services/storage/database.ts';
import { SESSION_VERSION, type SessionStore, type StoredOutline } from '../../services/storage/sessions.ts';
import { Turn } from '../../services/turn.ts';
import type { Checkpoint, Evaluation } from '../../worker/protocol.ts';
import { checkpointBytes } from '../results-memory.ts';
import type { RunEvent } from '../session/run-events.ts';
import type { PlaygroundState } from '../state.ts';
import type { DatasetOrigin } from './keeping-state.ts';
import { keptEvaluation, outlineOf, placesOf, pixelsOf } from './outline.ts';

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
  /** The session that this tab keeps. */
  keeps(id: string): void;
  /** Something could not be kept. */
  notice(code: string, detail: Readonly<Record<string, string | number>>): void;
}

/** What one save is made of. */
interface Wish {
  readonly state: PlaygroundState;
  readonly origin: DatasetOrigin;
  readonly checkpoint: Checkpoint | null;
}

const AT_REST: ReadonlySet<PlaygroundState['phase']> = new Set(['paused', 'finished']);

/** Whether there is anything that a person would miss. */
export function isWorthKeeping(state: PlaygroundState, origin: DatasetOrigin): boolean {
  if (state.items.length === 0) return false;
  return origin.sample === null || state.step > 0 || state.canUndoDataset || state.config.preset === 'custom';
}

const pixelBytes = ({ image, mask }: KeptPixels): number => image.data.length + (mask?.data.length ?? 0);

const evaluationBytes = ({ maps, otherMaps, testIds, trainIds }: Evaluation): number =>
  [maps, ...otherMaps.map((set) => set.maps)].flat().reduce((sum, { scores }) => sum + scores.byteLength, 0) +
  24 * (testIds.length + trainIds.length);

/** Shared memory cannot be stored. */
const copied = ({ image, mask }: KeptPixels): KeptPixels => ({
  image: { ...image, data: image.data.slice() },
  mask: mask && { ...mask, data: mask.data.slice() },
});

export class Autosave {
  readonly #store: SessionStore;
  readonly #host: AutosaveHost;
  #id: string;
  #active = false;
  #startAsked = false;
  #seen: PlaygroundState | null = null;
  #wish: Wish | null = null;
  #timer: ReturnType<typeof setTimeout> | null = null;
  #saving: Promise<void> = Promise.resolve();
  /** Keys of what is stored already. */
  #pixels = new WeakMap<DatasetItem['image'], { readonly mask: DatasetItem['mask']; readonly key: string }>();
  #evaluations = new WeakMap<Evaluation, { readonly items: unknown; readonly key: string }>();
  #items: { readonly of: unknown; readonly keys: readonly string[] } | null = null;
  /** Keys that are stored and will not be deleted by the next commit's rule. */
  #live = new Set<string>();
  #checkpoint: Checkpoint | null = null;
  #withoutImages = false;

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
    this.#host.keeps(this.#id);
    const state = this.#host.get();
    if (!isLesson(state)) this.#soon(state);
  }

  /** Opens a kept session by `open`; what is kept from then on takes its place, in the tab that keeps. Nothing is kept meanwhile. */
  async restore(open: () => Promise<StoredOutline>): Promise<void> {
    this.#active = false;
    await this.flush();
    try {
      const { summary, items, pixels, evaluations } = await open();
      this.#id = summary.id;
      this.#forgetStored();
      this.#live = new Set([...items, ...pixels, ...evaluations]);
      this.#host.get().items.forEach((item, i) => {
        if (pixels[i]) this.#pixels.set(item.image, { mask: item.mask, key: pixels[i] });
      });
    } finally {
      this.#wish = null;
      if (this.#startAsked) this.start();
    }
  }

  #forgetStored(): void {
    this.#pixels = new WeakMap();
    this.#evaluations = new WeakMap();
    this.#items = null;
    this.#live = new Set();
    this.#checkpoint = null;
    this.#withoutImages = false;
  }

  async #put(kind: 'items' | 'pixels' | 'evaluation', value: unknown): Promise<string> {
    const key = await this.#store.putPart(this.#id, kind, value);
    this.#live.add(key);
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
      if (!this.#wish || !isLesson(state)) return;
      this.#wish = { ...this.#wish, checkpoint: event.checkpoint };
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
    const checkpoint = state.runConfig ? this.#host.lastCheckpoint() : null;
    this.#wish = { state, origin: state.datasetOrigin(), checkpoint };
  }

  /** Settles when everything seen until now is kept, or it was said why not. */
  flush(): Promise<void> {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
    this.#saving = this.#saving.then(async () => {
      // Of the page as it is by now; a textbook's page is not the person's.
      const state = this.#host.get();
      if (this.#active && !isLesson(state)) this.#want(state);
      const wish = this.#wish;
      if (!wish) return;
      try {
        await this.#save(wish);
      } catch (error) {
        this.#failed(error);
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
    const { state, origin } = wish;
    if (!isWorthKeeping(state, origin)) return;
    let { checkpoint } = wish;
    const resting = AT_REST.has(state.phase) && !isLesson(this.#host.get());
    if (resting && state.runConfig && state.step > 0 && checkpoint?.step !== state.step) {
      checkpoint = (await this.#host.takeCheckpoint()) ?? checkpoint;
    }
    if (checkpoint?.step === 0) checkpoint = null;
    const own = origin.sample === null;
    const missing = own ? state.items.filter((item) => this.#keyOf(item) === null) : [];
    const bytes = missing.reduce((sum, item) => sum + pixelBytes(pixelsOf(item)), 0);
    const needed =
      bytes +
      (checkpoint && checkpoint !== this.#checkpoint ? checkpointBytes(checkpoint) : 0) +
      state.evaluations.reduce(
        (sum, one) => sum + (this.#evaluations.has(one) ? 0 : evaluationBytes(one)),
        0,
      );
    if (!this.#withoutImages && bytes > 0) this.#withoutImages = await this.#lacksRoom(needed, bytes);
    const write = () =>
      this.#write(state, origin, checkpoint).catch((error: unknown) => {
        if (!(error instanceof PlaygroundError && error.code === 'session-parts-gone')) throw error;
        // The storage was cleared under the open page: what was remembered of it is gone, everything is written again.
        this.#forgetStored();
        return this.#write(state, origin, checkpoint);
      });
    try {
      await write();
    } catch (error) {
      const full = error instanceof PlaygroundError && error.code === 'storage-full';
      if (!full || !own || this.#withoutImages) throw error;
      this.#leaveOutImages(bytes);
      await write();
    }
  }

  async #lacksRoom(needed: number, imageBytes: number): Promise<boolean> {
    const room = await storageEstimate();
    if (!room || room.usedBytes + needed + SPARE_BYTES < room.quotaBytes) return false;
    this.#leaveOutImages(imageBytes);
    return true;
  }

  /** Said before anything is lost: the images are still on the page. */
  #leaveOutImages(bytes: number): void {
    this.#withoutImages = true;
    this.#pixels = new WeakMap();
    this.#host.notice('autosave-without-images', { megabytes: Math.ceil(bytes / 1e6) });
  }

  #keyOf(item: DatasetItem): string | null {
    const stored = this.#pixels.get(item.image);
    return stored && stored.mask === item.mask && this.#live.has(stored.key) ? stored.key : null;
  }

  async #write(state: PlaygroundState, origin: DatasetOrigin, checkpoint: Checkpoint | null): Promise<void> {
    const turn = new Turn();
    const withPixels = origin.sample === null && !this.#withoutImages;
    const pixels: string[] = [];
    for (const item of withPixels ? state.items : []) {
      let key = this.#keyOf(item);
      if (key === null) {
        key = await this.#put('pixels', copied(pixelsOf(item)));
        this.#pixels.set(item.image, { mask: item.mask, key });
      }
      pixels.push(key);
      await turn.end();
    }
    const step = checkpoint?.step ?? 0;
    const evaluations: string[] = [];
    const places = placesOf(state.items);
    for (const evaluation of checkpoint ? state.evaluations.filter((one) => one.step <= step) : []) {
      const stored = this.#evaluations.get(evaluation);
      let key = stored?.items === state.items && this.#live.has(stored.key) ? stored.key : null;
      if (key === null) {
        key = await this.#put('evaluation', keptEvaluation(evaluation, places));
        this.#evaluations.set(evaluation, { items: state.items, key });
      }
      evaluations.push(key);
      await turn.end();
    }
    const savedAt = Date.now();
    const outline = outlineOf(state, origin, checkpoint, savedAt, []);
    if (this.#items?.of !== state.items || !this.#items.keys.every((key) => this.#live.has(key))) {
      const keys: string[] = [];
      for (let from = 0; from < outline.items.length; from += ITEMS_A_PART) {
        keys.push(await this.#put('items', outline.items.slice(from, from + ITEMS_A_PART)));
        await turn.end();
      }
      this.#items = { of: state.items, keys };
    }
    const checkpointName = checkpoint ? `${this.#id}-${state.currentRunId ?? 'run'}` : null;
    if (checkpoint && checkpointName && checkpoint !== this.#checkpoint) {
      await saveCheckpoint(checkpointName, checkpoint, this.#store.open);
      this.#checkpoint = checkpoint;
    }
    const bytes =
      (withPixels ? state.items.reduce((sum, item) => sum + pixelBytes(pixelsOf(item)), 0) : 0) +
      (checkpoint ? checkpointBytes(checkpoint) : 0) +
      state.evaluations.reduce((sum, one) => sum + evaluationBytes(one), 0);
    const withoutImages = origin.sample === null && this.#withoutImages;
    const stored: StoredOutline = {
      version: SESSION_VERSION,
      summary: {
        id: this.#id,
        savedAt,
        name: state.datasetName,
        sample: origin.sample?.name ?? null,
        images: state.items.length,
        step,
        totalSteps: checkpoint?.config.training.steps ?? 0,
        bytes,
        withoutImages,
      },
      outline: { ...outline, items: [] },
      items: this.#items.keys,
      pixels,
      evaluations,
      checkpoint: checkpointName,
    };
    await this.#store.commit(stored);
    this.#live = new Set([...stored.items, ...pixels, ...evaluations]);
    this.#host.saved(savedAt, bytes, withoutImages);
  }
}

const isLesson = ({ lessonPage, lessonBusy }: PlaygroundState): boolean => lessonPage !== null || lessonBusy;
