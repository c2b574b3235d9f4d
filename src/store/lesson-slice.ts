/**
 * The textbook's state: which page is open, what it set aside, which goals were met. Opening and closing take turns; the page itself
 * shows at once, its data and run follow. Rules and set-ups are core/lessons.
 */
import type { StateCreator } from 'zustand';
import { PRESETS } from '../core/config/presets.ts';
import { NO_FACTS } from '../core/lessons/facts.ts';
import { DoneByDoing, lessonOf, metGoals } from '../core/lessons/lessons.ts';
import { withFindings } from '../core/lessons/findings.ts';
import { settled } from '../core/lessons/guesses.ts';
import { LESSON_PART, SETUPS } from '../core/lessons/setups.ts';
import { keepAll, type Kept } from './lesson-keep.ts';
import { rememberedFindings, rememberedGoals, rememberFindings, rememberGoals } from './lesson-progress.ts';
import { askedTask, lessonViewOf, measuredBy } from './lesson-view.ts';
import { sameRun } from '../core/config/scope.ts';
import type { SessionRun } from './session/session-run.ts';
import type { LessonSlice, PlaygroundState } from './state.ts';
import { until } from './until.ts';

const PAGE_QUESTION = 3;
const PAGE_TRAINING = 4;
const PAGE_BREAK = 8;

export function createLessonSlice(run: () => SessionRun): StateCreator<PlaygroundState, [], [], LessonSlice> {
  return (set, get, api) => {
    const store = { get, set, subscribe: api.subscribe };
    let kept: Kept | null = null;
    /** The built-in set that a page loaded and that is still there. */
    let loaded: string | null = null;
    let queue: Promise<void> = Promise.resolve();
    let wanted: number | null = null;
    const doing = new DoneByDoing();

    const isOwn = ({ items, sampleName }: PlaygroundState) => items.length > 0 && sampleName === null;

    const keep = async (): Promise<void> => {
      kept = await keepAll(store, run(), PRESETS.quick);
      set({ lessonKeeps: kept.what });
    };

    const resetRun = async (): Promise<void> => {
      await until(store, ({ importProgress }) => importProgress === null);
      const { phase, reset } = get();
      if (phase !== 'idle' && phase !== 'ready') await reset();
    };

    const setUp = async (page: number): Promise<void> => {
      const { data, config, tab } = SETUPS[page - 1];
      set({ stageTab: tab, narrowColumn: 'stage' });
      if (data === 'keep') return;
      if (data === 'own') {
        if (!isOwn(get())) await kept?.restore();
        loaded = null;
        set({ stageTab: tab });
        return;
      }
      const { runConfig, items } = get();
      const there = loaded === data && get().sampleName === data && items.length > 0;
      const fresh = page === PAGE_TRAINING && !get().lessonMet.includes('training.step');
      if (!(there && runConfig && config && sameRun(runConfig, config) && !fresh)) await resetRun();
      if (config) set({ config });
      set({ manualThreshold: null, resultFilter: null });
      if (get().pace !== null) await get().setPace(null);
      if (there) return;
      loaded = data;
      await get().loadSample(data, 0, LESSON_PART);
    };

    const turn = (work: () => Promise<void>): Promise<void> => {
      set({ lessonBusy: true });
      const mine = queue.then(work).finally(() => {
        if (queue !== mine) return;
        const lesson = lessonOf(get().lessonPage);
        doing.arrive(lesson ? metGoals(lesson, lessonViewOf(get())) : []);
        set({ lessonBusy: false });
      });
      queue = mine;
      return mine;
    };

    const watch = (state: PlaygroundState): void => {
      const lesson = lessonOf(state.lessonPage);
      if (!lesson || state.lessonBusy) return;
      if (lesson.page === PAGE_QUESTION && state.runConfig && state.step > 0) {
        const { task } = state.runConfig.augment;
        const now = askedTask(state);
        const known = state.lessonFacts.asked[task];
        if (
          now &&
          (known?.step !== now.step ||
            known.accuracy !== now.accuracy ||
            known.auroc.after !== now.auroc.after)
        )
          return get().noteLesson({ asked: { ...state.lessonFacts.asked, [task]: now } });
      }
      if (lesson.page === PAGE_BREAK) {
        const measured = measuredBy(state);
        if (measured !== state.lessonFacts.measured) return get().noteLesson({ measured });
      }
      const view = lessonViewOf(state);
      const { guesses } = state.lessonFacts;
      const known = settled(lesson.id, guesses[lesson.id], view);
      if (known) return get().noteLesson({ guesses: { ...guesses, [lesson.id]: known } });
      const lessonFindings = withFindings(state.lessonFindings, lesson.id, view);
      if (lessonFindings !== state.lessonFindings) {
        rememberFindings(lessonFindings);
        return set({ lessonFindings });
      }
      const done = doing.done(metGoals(lesson, view));
      const fresh = done.filter((key) => !state.lessonMet.includes(key));
      if (fresh.length === 0) return;
      const lessonMet = [...state.lessonMet, ...fresh];
      rememberGoals(lessonMet);
      set({ lessonMet });
    };
    api.subscribe(watch);

    return {
      lessonPage: null,
      lessonBusy: false,
      lessonKeeps: 'nothing',
      lessonMet: rememberedGoals(),
      lessonFacts: NO_FACTS,
      lessonFindings: rememberedFindings(),

      openLesson: (page) => {
        if (!lessonOf(page)) return Promise.resolve();
        const opening = get().lessonPage === null && kept === null;
        wanted = page;
        // Busy from the first moment: what is there now belongs to another page.
        set({ lessonPage: page, lessonBusy: true, ...(opening ? { lessonFacts: NO_FACTS } : {}) });
        return turn(async () => {
          // Someone has turned the page again, or closed the book, meanwhile.
          if (wanted !== page) return;
          if (kept === null || isOwn(get())) await keep();
          if (wanted === page) await setUp(page);
        });
      },

      closeLesson: () => {
        if (get().lessonPage === null) return Promise.resolve();
        wanted = null;
        set({ lessonPage: null });
        return turn(async () => {
          if (wanted !== null || kept === null) return;
          if (!isOwn(get())) await kept.restore();
          else if (get().runConfig === null) set({ config: kept.config });
          kept = null;
          loaded = null;
          set({ lessonKeeps: 'nothing' });
        });
      },

      noteLesson: (facts) => set({ lessonFacts: { ...get().lessonFacts, ...facts } }),

      forgetLessons: () => {
        rememberGoals([]);
        rememberFindings({});
        set({ lessonMet: [], lessonFacts: NO_FACTS, lessonFindings: {} });
      },
    };
  };
}
