/**
 * The comparison of tasks without labels: trials are made in the engine between the steps of a run; what ranks them is core/choice. With other images,
 * another seed, region or settings of the views it is dropped: it was made with those.
 */
import type { StateCreator } from 'zustand';
import { TRIAL_STEPS, TRIED_TASKS } from '../core/choice/trial-config.ts';
import type { Config } from '../core/config/schema.ts';
import { toErrorReport } from '../core/errors.ts';
import type { ChoiceSlice } from './choice-state.ts';
import type { SessionRun } from './session/session-run.ts';
import type { PlaygroundState } from './state.ts';

/** Of the trials; the task is what is chosen, and which one is set now changes nothing. */
const keyOf = ({ seed, data, augment, kernels }: Config): string =>
  JSON.stringify([seed, data.region, { ...augment, task: null }, kernels]);

const madeOf = ({ items }: PlaygroundState) =>
  items.filter(({ role }) => role !== 'test').map(({ image, label, role }) => [image, label, role] as const);

function sameImages(a: ReturnType<typeof madeOf>, b: ReturnType<typeof madeOf>): boolean {
  return a.length === b.length && a.every((own, i) => own.every((part, k) => part === b[i][k]));
}

/** Undefined: no test image any more. */
const labelOf = (item: PlaygroundState['items'][number] | undefined): boolean | undefined =>
  item?.role === 'test' ? item.label === 'anomalous' : undefined;

const NOTHING = { choice: null, choiceCostMs: null, choiceError: null } as const;

export function createChoiceSlice(run: () => SessionRun): StateCreator<PlaygroundState, [], [], ChoiceSlice> {
  return (set, get, api) => {
    let calls = 0;
    const stop = () => {
      calls++;
      if (get().choiceRunning || get().choiceMeasuring)
        void run()
          .client.cancelChoice()
          .catch(() => undefined);
      set({ choiceRunning: false, choiceMeasuring: false });
    };
    api.subscribe((state, before) => {
      const other =
        (state.items !== before.items && !sameImages(madeOf(state), madeOf(before))) ||
        (state.config !== before.config && keyOf(state.config) !== keyOf(before.config));
      if (!other) return;
      if (state.choiceRunning || state.choiceMeasuring) stop();
      if (state.choice || state.choiceError || state.choiceCostMs !== null) set(NOTHING);
    });
    /** `work` under a flag; what a later call, or a stop, has overtaken is not kept. */
    const asked = async <T>(
      flag: 'choiceRunning' | 'choiceMeasuring',
      work: (wanted: () => boolean) => Promise<T>,
      keep: (value: T) => Partial<ChoiceSlice>,
    ) => {
      const call = ++calls;
      set({ [flag]: true, choiceError: null });
      try {
        const value = await work(() => call === calls);
        if (call === calls) set(keep(value));
      } catch (error) {
        const report = toErrorReport(error);
        if (call === calls && report.code !== 'cancelled') set({ choiceError: report });
      } finally {
        if (call === calls) set({ [flag]: false });
      }
    };
    const order = (steps = TRIAL_STEPS) => ({ tasks: get().choiceTasks, steps });
    const idle = () => !get().choiceRunning && !get().choiceMeasuring && get().items.length > 0;
    return {
      ...NOTHING,
      choiceOpened: false,
      setChoiceOpened: (choiceOpened) => set({ choiceOpened }),
      choiceTasks: TRIED_TASKS,
      setChoiceTasks: (choiceTasks) => {
        if (get().choiceRunning || get().choiceMeasuring) stop();
        set({ choiceTasks, choiceCostMs: null });
      },
      choiceMeasuring: false,
      measureChoice: async (steps) => {
        if (!idle()) return;
        await asked(
          'choiceMeasuring',
          (wanted) => run().questions.choiceCost(order(steps), wanted),
          (choiceCostMs) => ({ choiceCostMs }),
        );
      },
      choiceRunning: false,
      choiceShare: 0,
      runChoice: async (steps) => {
        if (!idle()) return;
        set({ choice: null, choiceShare: 0 });
        await asked(
          'choiceRunning',
          (wanted) => run().questions.tryTasks(order(steps), wanted),
          (choice) => ({ choice }),
        );
      },
      stopChoice: stop,
      reportChoice: async () => {
        const { choice, datasetName, backend, items } = get();
        if (!choice) return null;
        const { choiceReport } = await import('../core/choice/report.ts');
        const byId = new Map(items.map((item) => [item.id, item]));
        return choiceReport(
          choice,
          { dataset: datasetName, backend: backend?.name ?? null },
          (id) => labelOf(byId.get(id)),
          (id) => byId.get(id)?.path ?? id,
        );
      },
    };
  };
}
