/** What is tried with a run that stands: corrupted photographs, fewer images, all training images ranked. Answers go with the evaluation that they were made from. */
import type { StateCreator } from 'zustand';
import { PlaygroundError, toErrorReport } from '../core/errors.ts';
import type { SessionRun } from './session/session-run.ts';
import type { PlaygroundState, TrialsSlice } from './state.ts';

/** Evaluations that may overtake a trial. */
const MOST_ATTEMPTS = 4;

const NOTHING = {
  robustness: {},
  learningCurve: null,
  trainingRanking: null,
  trialsError: null,
} as const satisfies Partial<TrialsSlice>;

export function createTrialsSlice(run: () => SessionRun): StateCreator<PlaygroundState, [], [], TrialsSlice> {
  return (set, get, api) => {
    api.subscribe((state, before) => {
      if (state.evaluations.at(-1) !== before.evaluations.at(-1)) set(NOTHING);
      // The baseline ranks better: what the run said before is not shown as its.
      else if (state.pretrained !== before.pretrained && state.trainingRanking)
        set({ trainingRanking: null });
    });
    /** What `work` brings counts only for the evaluation that was latest when it was asked for; else it is asked again. @returns whether it came */
    const tried = async <T>(work: () => Promise<T>, keep: (value: T) => Partial<TrialsSlice>) => {
      try {
        for (let attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
          const latest = get().evaluations.at(-1);
          const value = await work();
          if (!latest || get().evaluations.at(-1) !== latest) continue;
          set(keep(value));
          return true;
        }
        throw new PlaygroundError(
          'trial-outdated',
          'The run was evaluated anew each time before the trial had ended. Nothing was kept of it; pause the run and try again.',
        );
      } catch (error) {
        const stopped = error instanceof PlaygroundError && error.code === 'cancelled';
        if (!stopped) set({ trialsError: toErrorReport(error) });
        return false;
      }
    };
    return {
      ...NOTHING,
      robustnessQueue: [],
      learningCurveRunning: false,
      runRobustness: async (corruptions) => {
        if (get().robustnessQueue.length > 0) return;
        set({ robustnessQueue: corruptions, trialsError: null });
        let going = true;
        while (going && get().robustnessQueue.length > 0) {
          const [name] = get().robustnessQueue;
          going = await tried(
            () => run().questions.ask((client) => client.robustness(name)),
            (scores) => ({ robustness: { ...get().robustness, [name]: scores } }),
          );
          set({ robustnessQueue: get().robustnessQueue.slice(1) });
        }
        set({ robustnessQueue: [] });
      },
      stopRobustness: () => set({ robustnessQueue: get().robustnessQueue.slice(0, 1) }),
      runLearningCurve: async () => {
        if (get().learningCurveRunning) return;
        set({ learningCurveRunning: true, trialsError: null });
        await tried(
          () => run().questions.ask((client) => client.learningCurve()),
          (learningCurve) => ({ learningCurve }),
        );
        set({ learningCurveRunning: false });
      },
      trainingRankingRunning: false,
      rankTraining: async () => {
        if (get().trainingRankingRunning) return;
        set({ trainingRankingRunning: true, trialsError: null });
        const byBaseline = get().pretrained !== null && !get().pretrainedRunning;
        await tried(
          () =>
            run().questions.ask((client) =>
              byBaseline ? client.rankByBaseline(get().config) : client.rankTraining(),
            ),
          (trainingRanking) => ({ trainingRanking }),
        );
        set({ trainingRankingRunning: false, ...(byBaseline && { pretrainedStatus: null }) });
      },
    };
  };
}
