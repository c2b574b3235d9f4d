/**
 * The data set: loading (samples, files, another class of them), labels with undo, and images that follow the working size.
 * One load runs at a time; a newer one takes its place. The state keeps the old images until new ones are there.
 */
import type { StateCreator } from 'zustand';
import { grouped } from '../core/calibration/given-groups.ts';
import { withGroupsOf } from '../core/calibration/group-file.ts';
import { relabelItem } from '../core/dataset/relabel.ts';
import type { Correction } from '../core/dataset/reading/types.ts';
import type { DatasetItem } from '../core/dataset/types.ts';
import { toErrorReport } from '../core/errors.ts';
import type { ImportResult } from '../services/import/import-files.ts';
import { loadSample } from '../services/samples/load-sample.ts';
import { unseenByRun } from './calibration.ts';
import { noImages } from './dataset-errors.ts';
import { DatasetLibrary } from './dataset-library.ts';
import { remember, rememberedFor } from './import-memory.ts';
import type { DatasetSlice, ImportProgress, ImportTarget, PlaygroundState } from './state.ts';

const UNDO_DEPTH = 50;
const PROGRESS_EVERY_MS = 100;
const SETTLE_MS = 250;

type DataConfig = Pick<PlaygroundState['config']['data'], 'imageSizePx' | 'fit'>;

interface Job {
  readonly controller: AbortController;
  readonly resizing: boolean;
}

const sameData = (a: DataConfig, b: DataConfig): boolean =>
  a.imageSizePx === b.imageSizePx && a.fit === b.fit;

export const createDatasetSlice: StateCreator<PlaygroundState, [], [], DatasetSlice> = (set, get, api) => {
  const library = new DatasetLibrary();
  let history: (readonly DatasetItem[])[] = [];
  let job: Job | null = null;
  /** Size and fit of the images in the state. */
  let loaded: DataConfig | null = null;

  const begin = (stage: ImportProgress['stage']) => {
    job?.controller.abort();
    const mine: Job = { controller: new AbortController(), resizing: stage === 'resizing' };
    job = mine;
    const startedAtMs = Date.now();
    set({ importProgress: { stage, done: 0, total: 0, startedAtMs }, importError: null });
    let shownAtMs = 0;
    return {
      signal: mine.controller.signal,
      superseded: () => job !== mine,
      onProgress: (done: number, total: number) => {
        const now = performance.now();
        if (job !== mine || (done < total && now - shownAtMs < PROGRESS_EVERY_MS)) return;
        shownAtMs = now;
        const next = stage === 'reading' ? 'decoding' : stage;
        set({ importProgress: { stage: next, done, total, startedAtMs } });
      },
    };
  };

  /** Runs a load; whatever it throws becomes the error in place, unless it was stopped. */
  const runJob = async (
    stage: ImportProgress['stage'],
    work: (running: ReturnType<typeof begin>) => Promise<void>,
  ): Promise<void> => {
    const running = begin(stage);
    try {
      await work(running);
    } catch (error) {
      if (!running.superseded() && !running.signal.aborted) set({ importError: toErrorReport(error) });
    }
    if (running.superseded()) return;
    job = null;
    set({ importProgress: null });
    followConfig();
  };

  const clearHistory = (): void => {
    history = [];
    set({ canUndoDataset: false });
  };

  const record = (items: readonly DatasetItem[]): void => {
    if (items === get().items) return;
    history = [...history.slice(1 - UNDO_DEPTH), get().items];
    const selected = get().selectedItemId;
    const stillThere = items.some(({ id }) => id === selected);
    set({ items, canUndoDataset: true, selectedItemId: stillThere ? selected : null });
  };

  /** Decodes again when size or fit changed. */
  const followConfig = (): void => {
    const wanted = get().config.data;
    if (job?.resizing) job.controller.abort();
    else if (job) return;
    if (!loaded || get().items.length === 0 || sameData(loaded, wanted)) {
      if (job?.resizing) {
        job = null;
        set({ importProgress: null });
      }
      return;
    }
    void runJob('resizing', async ({ signal, onProgress, superseded }) => {
      const { imageSizePx: sizePx, fit } = wanted;
      // A slider that is being dragged changes the size many times.
      await new Promise((resolve) => setTimeout(resolve, SETTLE_MS));
      signal.throwIfAborted();
      const sourceOf = (id: string) => library.sourceOf(id);
      const { redecode } = await import('../services/import/redecode.ts');
      const again = await redecode(get().items, sourceOf, { sizePx, fit, signal, onProgress });
      if (superseded()) return;
      for (const [id, hash] of again.hashes) library.update(id, { hash });
      loaded = wanted;
      clearHistory();
      // Labels may have been changed meanwhile.
      const pixels = new Map(again.items.map((item) => [item.id, item]));
      const items = get().items.flatMap((item) => {
        const fresh = pixels.get(item.id);
        return fresh ? [{ ...item, image: fresh.image, mask: fresh.mask }] : [];
      });
      set({ items, skipped: [...get().skipped, ...again.skipped] });
    });
  };
  api.subscribe((state, before) => {
    if (state.config !== before.config && !sameData(state.config.data, before.config.data)) followConfig();
  });

  /** A region of interest was drawn on other images: it goes with them, and that is told. */
  const withoutRegion = (same: boolean): Partial<PlaygroundState> => {
    const { config, items, notices } = get();
    if (same || items.length === 0 || config.data.region === '') return {};
    const code = 'region-removed';
    const others = notices.filter((notice) => notice.code !== code);
    return {
      config: { ...config, data: { ...config.data, region: '' } },
      notices: [...others, { id: code, code, detail: {} }],
    };
  };

  const takeImport = (result: ImportResult, target: ImportTarget, data: DataConfig, same: boolean): void => {
    const adding = target !== 'replace';
    const before = adding ? get().items : [];
    const skipped = adding ? [...get().skipped, ...result.skipped] : result.skipped;
    if (result.images.length + result.masks.length === 0) {
      set({ skipped, importError: toErrorReport(noImages(result.name, get().items.length > 0)) });
      return;
    }
    for (const { itemId, masks } of result.masks) {
      const source = library.sourceOf(itemId);
      if (source && 'masks' in source) library.update(itemId, { source: { ...source, masks } });
    }
    const masks = new Map(result.masks.map((one) => [one.itemId, one.mask]));
    const kept = before.map((item) =>
      masks.has(item.id) ? { ...item, mask: masks.get(item.id) ?? null } : item,
    );
    const fresh = result.images.map(({ item, hash, source }) => ({
      ...item,
      id: library.register(source, hash),
    }));
    loaded = data;
    clearHistory();
    const items = [...kept, ...fresh];
    library.keepOnly(items);
    set(
      adding
        ? { items, skipped }
        : {
            ...withoutRegion(same),
            items,
            skipped,
            datasetName: result.name,
            sampleName: null,
            classNames: result.classNames,
            className: result.className,
            heldOutCount: result.heldOut,
            importReport: result.report,
            selectedItemId: null,
          },
    );
  };

  /** A folder that waits for an answer; it takes the place of the open one when it is loaded. */
  let asked: { readonly files: readonly File[]; readonly className?: string } | null = null;

  const runImport = (
    files: readonly File[],
    target: ImportTarget,
    {
      className,
      corrections = [],
    }: { readonly className?: string; readonly corrections?: readonly Correction[] } = {},
  ): Promise<void> => {
    const adding = target !== 'replace' && get().items.length > 0;
    const data = adding && loaded ? loaded : get().config.data;
    const order = get().importOrder;
    asked = null;
    set({ importQuestion: null });
    return runJob('reading', async ({ signal, onProgress, superseded }) => {
      const { importFiles } = await import('../services/import/import-files.ts');
      const result = await importFiles(files, {
        target: adding ? target : 'replace',
        className: className ?? order.className,
        corrections: [...order.corrections, ...corrections],
        askClass: order.askClass,
        ignore: order.ignore,
        remembered: rememberedFor,
        existing: adding ? library.describe(get().items) : [],
        set: adding ? library.setOf(get().items) : undefined,
        sizePx: data.imageSizePx,
        fit: data.fit,
        signal,
        onProgress,
      });
      if (superseded()) return;
      if ('question' in result) {
        asked = { files, className };
        set({ importQuestion: result.question, startWaits: false });
        return;
      }
      // The same folder, read in another way.
      const same = files === library.files && (className ?? '') === get().className;
      if (!adding && result.images.length > 0) {
        library.files = files;
        library.corrections = result.corrections;
      }
      takeImport(result, adding ? target : 'replace', data, same);
    });
  };

  return {
    datasetName: '',
    sampleName: null,
    classNames: [],
    className: '',
    heldOutCount: 0,
    items: [],
    skipped: [],
    importProgress: null,
    importError: null,
    importQuestion: null,
    importReport: null,
    importOrder: { corrections: [] },
    selectedItemId: null,
    canUndoDataset: false,

    loadSample: (name, seed = 0, part) =>
      runJob('painting', async ({ signal, onProgress, superseded }) => {
        const data = get().config.data;
        const painted = await loadSample({ name, seed, part, sizePx: data.imageSizePx, signal, onProgress });
        if (superseded()) return;
        const items = painted.map(({ item, hash }) => ({
          ...item,
          id: library.register({ sample: { name, seed, path: item.path } }, hash),
        }));
        library.keepOnly(items);
        library.files = [];
        loaded = data;
        clearHistory();
        set({
          ...withoutRegion(false),
          items,
          skipped: [],
          datasetName: name,
          sampleName: name,
          classNames: [],
          className: '',
          heldOutCount: 0,
          importReport: null,
          importQuestion: null,
          selectedItemId: null,
        });
      }),

    importFiles: (files, target) => runImport(files, get().importOrder.target ?? target),

    chooseClass: (name) => runImport(library.files, 'replace', { className: name }),

    orderImport: (importOrder) => set({ importOrder }),

    answerImport: async (answers) => {
      const { importQuestion } = get();
      if (!asked || !importQuestion) return;
      const { files, className } = asked;
      remember(importQuestion.fingerprint, [...rememberedFor(importQuestion.fingerprint), ...answers]);
      await runImport(files, 'replace', { className });
    },

    dismissImportQuestion: () => {
      asked = null;
      set({ importQuestion: null });
    },

    correctGroup: async (id, as) => {
      const { importReport, className } = get();
      if (!importReport || library.files.length === 0) return;
      const others = library.corrections.filter(({ name }) => name !== id);
      remember(importReport.fingerprint, as === null ? others : [...others, { name: id, as }]);
      await runImport(library.files, 'replace', className === '' ? {} : { className });
    },

    cancelImport: () => {
      if (!job) return;
      set({ startWaits: false });
      job.controller.abort(new DOMException('Cancelled', 'AbortError'));
      // Sizes are never mixed: without the new images the old size stays.
      if (job.resizing && loaded) {
        job = null;
        set({ importProgress: null });
        const { imageSizePx, fit } = loaded;
        get().setParameter('data.imageSizePx', imageSizePx);
        get().setParameter('data.fit', fit);
      }
    },

    dismissImportError: () => set({ importError: null }),

    relabel: (ids, change) => {
      const chosen = new Set(change.role === 'calibration' ? unseenByRun(get(), ids) : ids);
      if (chosen.size < ids.length) {
        const detail = { count: ids.length - chosen.size };
        const others = get().notices.filter(({ code }) => code !== 'threshold-needs-unseen');
        set({
          notices: [...others, { id: 'threshold-needs-unseen', code: 'threshold-needs-unseen', detail }],
        });
      }
      const items = get().items.map((item) => (chosen.has(item.id) ? relabelItem(item, change) : item));
      if (items.some((item, i) => item !== get().items[i])) record(items);
    },

    group: (sets, as) => record(grouped(get().items, sets, as)),
    groupByTable: (text) => record(withGroupsOf(get().items, text)),

    removeItems: (ids) => {
      const gone = new Set(ids);
      const items = get().items.filter((item) => !gone.has(item.id));
      if (items.length < get().items.length) record(items);
    },

    undoDataset: () => {
      const items = history.at(-1);
      if (!items) return;
      history = history.slice(0, -1);
      set({ items, canUndoDataset: history.length > 0 });
    },

    imageSource: (id) => ({ source: library.sourceOf(id) ?? null, fit: (loaded ?? get().config.data).fit }),

    datasetOrigin: () => {
      const { items, config } = get();
      const { imageSizePx: sizePx, fit } = loaded ?? config.data;
      const hashes = items.map(({ id }) => library.hashOf(id));
      return { sample: library.sampleOf(items), sizePx, fit, hashes };
    },

    adoptDataset: ({ items, sample, name, className, heldOutCount, sizePx, fit, config }) => {
      job?.controller.abort();
      job = null;
      const fresh = items.map(({ item, hash }) => {
        const source = sample
          ? { sample: { ...sample, path: item.path } }
          : { kept: { image: item.image, mask: item.mask } };
        return { ...item, id: library.register(source, hash) };
      });
      library.keepOnly(fresh);
      library.files = [];
      loaded = { imageSizePx: sizePx, fit };
      clearHistory();
      const named = { datasetName: name, sampleName: sample?.name ?? null, className, heldOutCount };
      const loading = { importProgress: null, importError: null, startWaits: false };
      // One change: images of another size than the setting would be decoded again.
      const unread = { importReport: null, importQuestion: null };
      const empty = { skipped: [], selectedItemId: null, classNames: [] };
      set({ items: fresh, ...empty, config, ...named, ...loading, ...unread });
      return fresh.map(({ id }) => id);
    },

    keepDataset: () => {
      const { items, skipped, selectedItemId, canUndoDataset } = get();
      const { datasetName, sampleName, classNames, className, heldOutCount, importReport } = get();
      const kept = { library: library.keep(), history, loaded };
      return () => {
        job?.controller.abort();
        job = null;
        library.bringBack(kept.library);
        ({ history, loaded } = kept);
        const named = { datasetName, sampleName, classNames, className, heldOutCount, importReport };
        const loading = { importProgress: null, importError: null, startWaits: false };
        set({ items, skipped, selectedItemId, canUndoDataset, ...named, ...loading });
      };
    },

    selectItem: (selectedItemId) => set({ selectedItemId }),
  };
};
