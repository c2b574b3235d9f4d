/**
 * The actions of a session. Each is refused with `not-now` in a phase where it makes no sense; what goes wrong while it works
 * ends in phase `failed` with `sessionError`, never in a rejected promise.
 */
import type { StateCreator } from 'zustand';
import { PlaygroundError, toErrorReport } from '../../core/errors.ts';
import type { SpawnEngine } from '../../worker/engine-connection.ts';
import { conflictOf } from '../../core/config/conflicts.ts';
import { sameRun } from '../../core/config/scope.ts';
import { longer } from '../../core/schedule/longer.ts';
import { assertAction, type SessionAction } from './session-machine.ts';
import type { RunOutcome } from './run-events.ts';
import { SessionRun } from './session-run.ts';
import type { PlaygroundState, SessionSlice } from '../state.ts';
import { untilStep } from '../evaluation-line.ts';
import { until } from '../until.ts';

const REEVALUATE_DELAY_MS = 300;

export interface SessionParts {
  readonly slice: StateCreator<PlaygroundState, [], [], SessionSlice>;
  /** Set when the slice is created; the store's watchers use it. */
  run(): SessionRun;
}

export function createSessionParts(spawn?: SpawnEngine): SessionParts {
  let run: SessionRun | null = null;

  const slice: StateCreator<PlaygroundState, [], [], SessionSlice> = (set, get, api) => {
    const session = (run = new SessionRun(get, set, spawn));
    let timer: ReturnType<typeof setTimeout> | null = null;
    let waiting: { promise: Promise<void>; resolve: () => void } | null = null;

    /** Settings that the network cannot take are told; the run is as well as before. */
    const refused = (error: unknown): null => {
      const { code, detail } = toErrorReport(error);
      if (code !== 'input-too-small') throw error;
      session.notice(code, detail);
      return null;
    };

    const evaluateAgain = async (): Promise<void> => {
      const { phase, importProgress, evaluations, config } = get();
      if (phase === 'preparing' || phase === 'evaluating' || phase === 'pausing' || importProgress) {
        timer = setTimeout(() => void evaluateAgain(), REEVALUATE_DELAY_MS);
        return;
      }
      timer = null;
      const { resolve } = waiting ?? { resolve: () => undefined };
      waiting = null;
      if (evaluations.length > 0 && session.client.hasRun && phase !== 'failed') {
        await session.interrupt('evaluating', async () => {
          const { density, evaluation: settings } = config;
          const { pasteBeforeResize = false } = get().runConfig?.mistakes ?? {};
          const mistakes = { ...config.mistakes, pasteBeforeResize };
          const asked = { density, evaluation: settings, mistakes };
          const scored = await session.rescore(asked).then(() => true, refused);
          if (!scored) return {};
          const { runConfig } = get();
          set(({ notices }) => ({ notices: notices.filter(({ code }) => code !== 'input-too-small') }));
          // Scores of another density are on another scale.
          return {
            looks: [],
            runConfig: runConfig && { ...runConfig, ...asked },
          };
        });
      }
      resolve();
    };

    /** Images that come during a run would end it: a new one begins after them. False when it is not to begin any more. */
    const imagesHaveCome = async (): Promise<boolean> => {
      if (get().startWaits) return false;
      set({ startWaits: true });
      // Images of a size that was changed meanwhile are made right after those.
      while (get().importProgress !== null && get().startWaits)
        await until(
          { get, subscribe: api.subscribe },
          (state) => state.importProgress === null || !state.startWaits,
        );
      const wanted = get().startWaits && get().importError === null;
      set({ startWaits: false });
      return wanted;
    };

    /** Prepares a new run: `paused` when it can train. */
    const begin = async (action: SessionAction): Promise<RunOutcome> => {
      if (get().importProgress !== null) {
        if (!(await imagesHaveCome())) return 'abandoned';
        assertAction(action, get().phase);
      }
      const conflict = conflictOf(get().config);
      if (conflict) throw conflict;
      return session.begin();
    };

    const train = (untilStep: number) => session.train(untilStep);
    const totalSteps = () => (get().runConfig ?? get().config).training.steps;

    return {
      phase: 'idle',
      status: null,
      backendChoice: 'auto',
      backend: null,
      plan: null,
      runConfig: null,
      step: 0,
      sessionError: null,
      startWaits: false,
      notices: [],
      pace: null,

      setPace: async (pace) => {
        set({ pace });
        await session.client.setPace(pace);
      },

      play: async () => {
        const { phase, step, config, runConfig, importProgress } = get();
        if (phase !== 'idle' || importProgress === null) assertAction('play', phase);
        if (phase === 'failed' && session.client.hasRun && step > 0) {
          session.client.stop();
          await session.interrupt('preparing', async () => ({}));
        } else if (phase !== 'paused' || (step === 0 && !(runConfig && sameRun(runConfig, config)))) {
          const begun = await begin('play');
          if (begun !== 'paused') return begun;
        }
        return get().phase === 'paused' ? train(totalSteps()) : session.outcome();
      },

      pause: async () => {
        if (get().startWaits) return set({ startWaits: false });
        assertAction('pause', get().phase);
        await session.pause();
      },

      stepOnce: async () => {
        assertAction('stepOnce', get().phase);
        if (get().phase === 'ready' && (await begin('stepOnce')) !== 'paused') return;
        await train(get().step + 1);
      },

      reset: async () => {
        const { phase, items } = get();
        assertAction('reset', phase);
        await session.abandon(items.length > 0 ? 'ready' : 'idle');
      },

      evaluateNow: async () => {
        assertAction('evaluateNow', get().phase);
        if (get().phase === 'ready') return void (await begin('evaluateNow'));
        await session.interrupt('evaluating', async () => {
          await session.client.evaluate();
          return {};
        });
      },

      restoreCheckpoint: async (checkpoint) => {
        assertAction('restoreCheckpoint', get().phase);
        const work = async (): Promise<Partial<PlaygroundState>> => {
          const { density, evaluation } = get().config;
          const restored = { ...checkpoint, config: { ...checkpoint.config, density, evaluation } };
          const plan = await session.client.restore(restored).catch(refused);
          if (!plan) return {};
          const { step } = checkpoint;
          return {
            plan,
            step,
            confusion: session.confusionAt(step),
            config: restored.config,
            runConfig: restored.config,
            records: get().records.filter((record) => record.step <= step),
            ...untilStep(get(), step),
            looks: get().looks.filter((one) => one.step <= step),
          };
        };
        await session.interrupt('preparing', work, false);
      },

      trainLonger: async () => {
        assertAction('trainLonger', get().phase);
        const { runConfig } = get();
        const next = runConfig && longer(runConfig);
        if (!next)
          throw new PlaygroundError(
            'no-longer',
            'The run cannot be trained longer: its steps do not divide into whole cycles, or there would be too many. Nothing was changed.',
          );
        await session.interrupt(
          'preparing',
          async () => {
            const checkpoint = await session.client.takeCheckpoint();
            const { density, evaluation } = get().config;
            const config = { ...next, density, evaluation };
            const plan = await session.client.restore({ ...checkpoint, config });
            return { plan, config, runConfig: config };
          },
          false,
        );
        return get().phase === 'paused' ? train(totalSteps()) : session.outcome();
      },

      reevaluate: () => {
        if (timer !== null) clearTimeout(timer);
        timer = setTimeout(() => void evaluateAgain(), REEVALUATE_DELAY_MS);
        if (!waiting) {
          let resolve = (): void => undefined;
          const promise = new Promise<void>((done) => (resolve = done));
          waiting = { promise, resolve };
        }
        return waiting.promise;
      },

      setBackendChoice: async (choice) => {
        const { phase, backendChoice } = get();
        if (choice === backendChoice) return;
        if (phase === 'preparing' || phase === 'pausing' || phase === 'evaluating') {
          throw new PlaygroundError('not-now', 'The engine is busy. Wait for it, or press reset.', {
            action: 'setBackendChoice',
            phase,
          });
        }
        if (phase === 'idle' || phase === 'ready' || (phase === 'failed' && !session.client.hasRun)) {
          session.client.stop();
          set({ backendChoice: choice, backend: null });
          if (phase === 'failed') await session.abandon('ready');
          if (phase !== 'idle') await session.questions.warmUp();
          return;
        }
        if (phase === 'failed') {
          // What failed is not asked for its weights: the last checkpoint goes on elsewhere.
          session.client.stop();
          session.recovery.forget();
          set({ backendChoice: choice });
          await session.interrupt('preparing', async () => ({}));
          return;
        }
        await session.interrupt('preparing', async () => {
          await session.client.takeCheckpoint();
          session.client.stop();
          session.recovery.forget();
          set({ backendChoice: choice });
          return session.recovery.bringBack();
        });
      },

      dismissNotice: (id) =>
        set(({ notices }) => ({ notices: notices.filter((notice) => notice.id !== id) })),
    };
  };

  return {
    slice,
    run: () => {
      if (!run) throw new Error('The session slice was not created yet.');
      return run;
    },
  };
}
