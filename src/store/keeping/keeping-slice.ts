/**
 * Keeping and taking away: sessions of earlier visits are offered, the open one is kept as it goes, and project files are written and
 * opened. Nothing of the open session changes before what comes in is read and checked whole.
 */
import type { StateCreator } from 'zustand';
import { PlaygroundError, toErrorReport } from '../../core/errors.ts';
import { withCorrections } from '../config-slice.ts';
import type { SessionOutline } from '../../core/project/content.ts';
import { keptDensity, type KeptDensity } from '../../core/project/density.ts';
import { downloadFile } from '../../services/export/download.ts';
import { SessionStore } from '../../services/storage/sessions.ts';
import type { Checkpoint } from '../../worker/protocol.ts';
import { isBusy } from '../session/session-machine.ts';
import type { SessionRun } from '../session/session-run.ts';
import type { PlaygroundState, SessionPhase } from '../state.ts';
import { adoptSession, largestDifference, pixelsAmong, type Adoptable } from './adopt.ts';
import { Autosave } from './autosave.ts';
import { hasResult } from './has-result.ts';
import type { KeepingSlice } from './keeping-state.ts';
import { fingerprintOf, outlineOf, pixelsOf } from './outline.ts';
import { holdSession, holdTab, sessionsInUse } from './tab-lock.ts';

const PROGRESS_EVERY_MS = 100;
/** Phases in which training can wait until a file is written. */
const CAN_WAIT: ReadonlySet<SessionPhase> = new Set(['training', 'pausing', 'paused', 'finished']);

/** Not part of the first load. */
const files = () => import('../../services/project/project.ts');

type Job = NonNullable<KeepingSlice['keepingJob']>['what'];
type Waiting = Omit<Adoptable, 'pixels'>;

/** Something is open that a person could not have back with one click. */
function wouldLose({ items, phase, datasetOrigin }: PlaygroundState): boolean {
  return items.length > 0 && (datasetOrigin().sample === null || (phase !== 'ready' && phase !== 'idle'));
}

/** @param store another storage, for tests */
export function createKeepingSlice(
  run: () => SessionRun,
  store: SessionStore = new SessionStore(),
): StateCreator<PlaygroundState, [], [], KeepingSlice> {
  return (set, get, api) => {
    const host = { get, set, subscribe: api.subscribe };
    /** A project that was read and waits for an answer. */
    let offered: { readonly session: Adoptable | Waiting; readonly name: string } | null = null;
    let waiting: { readonly session: Waiting; readonly name: string | null } | null = null;
    let controller = new AbortController();

    /** Of the weights as they are, or the last one where the engine is gone. */
    const latestCheckpoint = async (): Promise<Checkpoint | null> => {
      const { client } = run();
      if (!client.alive) return client.lastCheckpoint;
      return client.takeCheckpoint().catch(() => client.lastCheckpoint);
    };

    let releaseSession = (): void => undefined;
    /** The session of the images that were open before these: the page can bring them back itself (`opening-slice.ts`). */
    let before: string | null = null;
    let current: string | null = null;
    const autosave = new Autosave(store, {
      get,
      lastCheckpoint: () => run().client.lastCheckpoint,
      takeCheckpoint: () => latestCheckpoint(),
      saved: (savedAt, bytes, withoutImages) =>
        set({ autosave: { ...get().autosave, savedAt, bytes, withoutImages } }),
      keeps: (id, left) => {
        releaseSession();
        releaseSession = holdSession(id);
        before = left ? current : null;
        current = id;
        // Of three sets of images the page remembers two; the first is offered.
        if (left) void offerSessions().catch(() => undefined);
      },
      notice: (code, detail) => run().notice(code, detail),
    });

    const job = (what: Job) => {
      controller.abort();
      controller = new AbortController();
      let shownAt = 0;
      set({ keepingJob: { what, done: 0, total: 0 }, keepingError: null });
      return {
        signal: controller.signal,
        onProgress: (done: number, total: number) => {
          const now = performance.now();
          if (done < total && now - shownAt < PROGRESS_EVERY_MS) return;
          shownAt = now;
          set({ keepingJob: { what, done, total } });
        },
      };
    };
    /** What goes wrong is shown where it was asked for; nothing was changed then. */
    const guarded = async (work: () => Promise<void>): Promise<void> => {
      try {
        await work();
      } catch (error) {
        set({ keepingError: toErrorReport(error) });
      } finally {
        set({ keepingJob: null });
      }
    };

    /** The run goes on being kept under its record. One from a file is added to the list where it is not in it. */
    const follow = async ({ run: kept, savedAt }: SessionOutline, file: string | null): Promise<void> => {
      const { runConfig, followRun, adoptRun } = get();
      if (!kept || !runConfig) return;
      if (file === null) return kept.runId ? followRun(kept.runId) : undefined;
      const id = kept.runId ?? fingerprintOf(kept);
      await adoptRun({ id, name: file.replace(/\.zip$/i, ''), step: kept.step, savedAt });
    };

    /**
     * Weights for a file, with scores and density that are theirs: training waits for both, so that whoever opens the file can compute the
     * same again. A run that has stopped with an error, or is at something else, gives its weights alone.
     */
    const runForFile = async (): Promise<{ checkpoint: Checkpoint | null; density: KeptDensity | null }> => {
      const { client } = run();
      const { phase } = get();
      if (!hasResult(get())) return { checkpoint: null, density: null };
      let checkpoint: Checkpoint | null = null;
      let density: KeptDensity | null = null;
      if (CAN_WAIT.has(phase)) {
        await run().interrupt('evaluating', async () => {
          checkpoint = await client.takeCheckpoint();
          if (get().evaluations.at(-1)?.step !== checkpoint.step) await client.evaluate();
          const parts = await client.detectorParts().catch(() => null);
          density =
            parts && keptDensity(parts.density, parts.threshold, parts.mapThreshold, parts.imageScale);
          return {};
        });
      }
      return { checkpoint: checkpoint ?? (await latestCheckpoint()), density };
    };

    /** Before anything is lost: that nothing of this tab is kept, as soon as there is something to keep. */
    const tellIfNotKept = (): void => {
      const { autosave: kept, items, datasetOrigin, lessonPage, keepsNothing } = get();
      if (keepsNothing || items.length === 0 || lessonPage !== null) return;
      if (kept.state !== 'off' && kept.state !== 'other-tab') return;
      if (!hasResult(get()) && datasetOrigin().sample !== null) return;
      set({ keepsNothing: true });
      run().notice(kept.state === 'off' ? 'autosave-off' : 'autosave-other-tab');
    };

    /** All that are kept, but those that tabs have open. None is removed but by a person. */
    const offerSessions = async (): Promise<void> => {
      const open = await sessionsInUse();
      const here = new Set([autosave.id, before]);
      set({ offeredSessions: (await store.list()).filter(({ id }) => !here.has(id) && !open.has(id)) });
    };

    /** @param file name of the project file that it comes from */
    const adopt = async (session: Adoptable | Waiting, file: string | null): Promise<void> => {
      const { outline, weights } = session;
      set({ notices: withCorrections(get().notices, outline.corrections ?? []) });
      const pixels = 'pixels' in session ? session.pixels : pixelsAmong(outline, get());
      if (pixels) {
        waiting = null;
        set({ waitingSession: null });
        await adoptSession(host, run(), { outline, weights, pixels });
        await follow(outline, file);
        return;
      }
      waiting = { session: { outline, weights }, name: file };
      const { dataset, items, config } = outline;
      set({ waitingSession: { name: dataset.name, images: items.length } });
      get().setConfig(config);
    };

    // The images of a session that came without them may be opened at any time.
    api.subscribe((state, before) => {
      if (state.items === before.items || !waiting || state.importProgress !== null) return;
      const { session, name } = waiting;
      if (pixelsAmong(session.outline, state)) queueMicrotask(() => void guarded(() => adopt(session, name)));
    });

    /** Scores everything again and compares with what the file says. */
    const check = async (outline: SessionOutline, name: string): Promise<void> => {
      const stored = outline.run?.evaluations.at(-1);
      const { phase } = get();
      if (!stored || stored.step !== outline.run?.step || (phase !== 'paused' && phase !== 'finished')) {
        return set({ openedProject: { name, difference: null, scores: 0 } });
      }
      set({ keepingJob: { what: 'checking', done: 0, total: 0 } });
      const atStep = () => get().evaluations.find(({ step }) => step === stored.step);
      const before = atStep();
      await get().evaluateNow();
      const now = atStep();
      // A failed evaluation leaves the one of the file in its place.
      const same = now !== before && now?.testScores.length === stored.testScores.length;
      set({
        openedProject: {
          name,
          difference: now && same ? largestDifference(now.testScores, stored.testScores) : null,
          scores: stored.testScores.length,
        },
      });
    };

    const accept = (session: Adoptable | Waiting, name: string): Promise<void> =>
      guarded(async () => {
        await adopt(session, name);
        if (get().waitingSession === null) await check(session.outline, name);
      });

    return {
      autosave: { state: 'off', savedAt: null, bytes: 0, withoutImages: false },
      keepsNothing: false,
      offeredSessions: [],
      keepingJob: null,
      keepingError: null,
      dismissKeepingError: () => set({ keepingError: null }),
      offeredProject: null,
      openedProject: null,
      dismissOpenedProject: () => set({ openedProject: null }),
      waitingSession: null,
      forgetWaitingSession: () => {
        waiting = null;
        set({ waitingSession: null });
      },

      startKeeping: async () => {
        const state = (next: KeepingSlice['autosave']['state']) =>
          set({ autosave: { ...get().autosave, state: next } });
        state('starting');
        api.subscribe(() => tellIfNotKept());
        if (!(await store.lasting())) {
          state('off');
          tellIfNotKept();
          return;
        }
        api.subscribe(() => autosave.observe());
        run().events.on((event) => autosave.hear(event));
        const first = new Promise<void>((resolve) =>
          holdTab(
            () => {
              state('on');
              autosave.start();
              set({ notices: get().notices.filter(({ code }) => code !== 'autosave-other-tab') });
              offerSessions().then(resolve, () => resolve());
            },
            () => {
              state('other-tab');
              offerSessions().then(resolve, () => resolve());
            },
          ),
        );
        const save = () => void autosave.flush();
        globalThis.document?.addEventListener('visibilitychange', save);
        globalThis.addEventListener?.('pagehide', save);
        await first;
      },

      restoreSession: (id) =>
        guarded(async () => {
          const { onProgress, signal } = job('restoring');
          const loaded = await store.load(id, onProgress);
          if (!loaded) {
            throw new PlaygroundError(
              'session-damaged',
              'The session was not kept whole. Nothing was changed.',
            );
          }
          const { outline, weights, stored } = loaded;
          const pixels = outline.dataset.sample
            ? await (await files()).paintKept(outline, signal, onProgress)
            : loaded.pixels;
          // What is open is kept with its last weights, and offered as this one was.
          if (isBusy(get().phase)) await run().pause();
          await autosave.restore(async () => {
            await adopt(pixels ? { outline, weights, pixels } : { outline, weights }, null);
            return stored;
          });
          set({ offeredSessions: get().offeredSessions.filter((one) => one.id !== id) });
          await offerSessions();
        }),

      discardSession: (id) =>
        guarded(async () => {
          await store.remove(id);
          set({ offeredSessions: get().offeredSessions.filter((one) => one.id !== id) });
        }),

      saveProject: ({ images }) =>
        guarded(async () => {
          const { onProgress } = job('saving');
          const { checkpoint, density } = await runForFile();
          // Evaluations and curves may have come meanwhile.
          const now = get();
          const outline = outlineOf(
            now,
            now.datasetOrigin(),
            checkpoint,
            Date.now(),
            now.evaluations,
            density,
          );
          const pixels = images ? get().items.map(pixelsOf) : null;
          const { packProject } = await files();
          const archive = await packProject(
            outline,
            (checkpoint?.tensors ?? []).map(({ data }) => data),
            pixels,
            onProgress,
          );
          downloadFile(`${outline.dataset.name || 'cutpaste'}-project.zip`, archive);
        }),

      openProject: (file) =>
        guarded(async () => {
          const { signal, onProgress } = job('opening');
          const { pixels, ...rest } = await (await files()).openProject(file, signal, onProgress);
          const session = pixels ? { ...rest, pixels } : rest;
          if (!wouldLose(get())) return accept(session, file.name);
          offered = { session, name: file.name };
          const { items, run: kept } = rest.outline;
          set({
            offeredProject: { name: file.name, images: items.length, step: kept ? kept.step : null },
          });
        }),

      acceptProject: async () => {
        const answer = offered;
        offered = null;
        set({ offeredProject: null });
        if (answer) await accept(answer.session, answer.name);
      },

      declineProject: () => {
        offered = null;
        set({ offeredProject: null });
      },
    };
  };
}
