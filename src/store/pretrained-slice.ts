/**
 * The no-training baseline (ImageNet features, no CutPaste): measured by itself as soon as images have come, so that there is a first ROC
 * while a person looks at the samples, and scored again when the density changes. A result counts only for the images it was
 * made from: with other images it is dropped. It can be switched off (its weights are an 8 MB download, once).
 */
import type { StateCreator } from 'zustand';
import { toErrorReport } from '../core/errors.ts';
import { readBackbone } from '../services/backbone/read-backbone.ts';
import type { BackboneFile, BackbonePreprocessing } from '../worker/protocol.ts';
import { sameScoring } from '../core/config/scope.ts';
import type { SessionRun } from './session/session-run.ts';
import type { PlaygroundState, PretrainedSlice } from './state.ts';

/** After the last change of the images. */
const SETTLE_MS = 300;
const FEWEST_TRAINING = 2;
const REMEMBERED = 'auto-pretrained';

const pixelsOf = (state: PlaygroundState) =>
  state.items.map(({ image, role, group }) => [image, role, group] as const);

/** True when both states hold the same images in the same roles and groups. */
function sameImages(a: ReturnType<typeof pixelsOf>, b: ReturnType<typeof pixelsOf>): boolean {
  return a.length === b.length && a.every((one, i) => one.every((value, part) => value === b[i][part]));
}

export function createPretrainedSlice(
  run: () => SessionRun,
): StateCreator<PlaygroundState, [], [], PretrainedSlice> {
  return (set, get, api) => {
    /** Waits until the images have come to rest. */
    let timer: ReturnType<typeof setTimeout> | null = null;
    const runSoon = () => {
      if (timer !== null) clearTimeout(timer);
      timer = setTimeout(() => {
        const { autoPretrained, importProgress, items } = get();
        if (importProgress) return runSoon();
        if (autoPretrained && trainingCount(items) >= FEWEST_TRAINING) void get().runPretrained();
      }, SETTLE_MS);
    };
    api.subscribe((state, before) => {
      if (state.items !== before.items && !sameImages(pixelsOf(state), pixelsOf(before))) {
        if (state.pretrainedRunning)
          void run()
            .client.cancelPretrained()
            .catch(() => undefined);
        if (state.pretrained || state.pretrainedError)
          set({ pretrained: null, pretrainedError: null, mapSource: 'run' });
        if (state.autoPretrained && state.items.length > 0) runSoon();
      } else if (state.config !== before.config && !sameScoring(state.config, before.config)) {
        // Other density settings: the same features are scored again.
        if (state.pretrained || state.pretrainedRunning) rescoreSoon();
      }
    });
    let rescoreTimer: ReturnType<typeof setTimeout> | null = null;
    const rescoreSoon = () => {
      if (rescoreTimer !== null) clearTimeout(rescoreTimer);
      rescoreTimer = setTimeout(() => {
        if (get().items.length > 0) void get().runPretrained();
      }, SETTLE_MS);
    };
    let calls = 0;
    /** The new network is measured where the old one was, or measures itself. */
    const exchange = async (files: () => Promise<BackboneFile[] | null>, how: BackbonePreprocessing) => {
      if (get().backboneOpening) return;
      set({ backboneOpening: true, backboneError: null });
      try {
        const ownBackbone = await run().questions.useBackbone(await files(), how);
        set({ ownBackbone, pretrained: null, pretrainedError: null });
      } catch (error) {
        return set({ backboneError: toErrorReport(error) });
      } finally {
        set({ backboneOpening: false });
      }
      if (get().ownBackbone || get().autoPretrained) await get().runPretrained();
    };
    return {
      ownBackbone: null,
      backboneOpening: false,
      backboneError: null,
      chooseBackbone: (files, preprocessing) => exchange(() => readBackbone(files), preprocessing),
      dropBackbone: () => exchange(() => Promise.resolve(null), 'imagenet'),
      pretrained: null,
      pretrainedRunning: false,
      pretrainedError: null,
      pretrainedStatus: null,
      autoPretrained: false,
      setAutoPretrained: (on) => {
        remember(on);
        set({ autoPretrained: on });
        if (on && !get().pretrained) runSoon();
      },
      mapSource: 'run',
      setMapSource: (mapSource) => set({ mapSource }),
      runPretrained: async () => {
        if (get().items.length === 0) return;
        const call = ++calls;
        set({ pretrainedRunning: true, pretrainedError: null, pretrainedStatus: null });
        const images = pixelsOf(get());
        try {
          const pretrained = await run().questions.pretrained();
          if (call === calls && sameImages(images, pixelsOf(get()))) set({ pretrained });
        } catch (error) {
          const report = toErrorReport(error);
          if (call === calls && report.code !== 'cancelled') set({ pretrainedError: report });
        } finally {
          if (call === calls) set({ pretrainedRunning: false, pretrainedStatus: null });
        }
      },
    };
  };
}

const trainingCount = (items: PlaygroundState['items']) =>
  items.filter(({ role, label }) => role === 'train' && label === 'normal').length;

/** What the person chose before, else on, except where the browser was told to save data. */
export const wantsAutoPretrained = (): boolean => rememberedChoice() ?? !savesData();

/** The browser was told to save data: 8 MB are then fetched only when asked for. */
function savesData(): boolean {
  const { connection } = (globalThis.navigator ?? {}) as { connection?: { saveData?: boolean } };
  return connection?.saveData ?? false;
}

function rememberedChoice(): boolean | null {
  try {
    const value = localStorage.getItem(REMEMBERED);
    return value === null ? null : value === 'on';
  } catch {
    return null;
  }
}

function remember(on: boolean): void {
  try {
    localStorage.setItem(REMEMBERED, on ? 'on' : 'off');
  } catch {
    // Storage may be refused; the choice then holds for this visit.
  }
}
