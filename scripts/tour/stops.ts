/** The stops of the tour in their order: each brings the page into a state that a person meets, and says what is there to be looked at. */
import type { Playground } from '../../e2e/pages/playground.ts';
import type { PlaygroundState } from '../../src/store/state.ts';
import { drawn } from './drawn.ts';

export interface Stop {
  readonly name: string;
  /** Widths in px at which it is looked at. */
  readonly widths: readonly number[];
  /** The column of a narrow page that shows it. */
  readonly column: 'data' | 'stage' | 'panel';
  come(tour: Tour): Promise<void>;
}

export interface Tour {
  readonly playground: Playground;
  readonly steps: number;
}

const ALL = [390, 1024, 1440, 1920] as const;
const WIDE = [1440] as const;
const BOTH = [390, 1440] as const;

const tab = (name: 'augment' | 'train' | 'maps' | 'runs' | 'embedding' | 'learn') => async (tour: Tour) => {
  await tour.playground.page.evaluate(
    (to) => (window as unknown as Automated).playground.store.getState().setStageTab(to),
    name,
  );
  await drawn(tour.playground.page);
};

interface Automated {
  readonly playground: {
    readonly store: {
      getState(): PlaygroundState;
    };
  };
}

const lesson = (page: number) => ({
  name: `lesson-${String(page).padStart(2, '0')}`,
  widths: BOTH,
  column: 'stage' as const,
  come: async ({ playground }: Tour) => {
    await playground.page.evaluate(
      (to) => (window as unknown as Automated).playground.store.getState().openLesson(to),
      page,
    );
    await drawn(playground.page);
  },
});

/** Until the network was looked at after its first steps. */
async function moving({ playground }: Tour): Promise<void> {
  await playground.page.waitForFunction(
    () => (window as unknown as Automated).playground.store.getState().looks.some(({ step }) => step > 0),
    undefined,
    { timeout: 300_000 },
  );
  await drawn(playground.page);
}

export const STOPS: readonly Stop[] = [
  { name: 'first-visit', widths: ALL, column: 'stage', come: async () => undefined },
  {
    name: 'samples',
    widths: ALL,
    column: 'stage',
    come: async ({ playground, steps }) => {
      await playground.loadSample('Hex nuts');
      await playground.set({ 'training.steps': steps, 'evaluation.everySteps': steps });
      await drawn(playground.page);
    },
  },
  { name: 'data', widths: [390], column: 'data', come: async () => undefined },
  {
    name: 'learning',
    widths: ALL,
    column: 'stage',
    come: async (tour) => {
      await tour.playground.page.evaluate(() => {
        const { watchLooks, setStageTab } = (window as unknown as Automated).playground.store.getState();
        watchLooks(true);
        setStageTab('train');
      });
      await tour.playground.play();
      await moving(tour);
    },
  },
  { name: 'learning-results', widths: [390], column: 'panel', come: async () => undefined },
  {
    name: 'finished',
    widths: ALL,
    column: 'panel',
    come: async ({ playground }) => {
      await playground.finished();
      await drawn(playground.page);
    },
  },
  { name: 'maps', widths: ALL, column: 'stage', come: tab('maps') },
  { name: 'runs', widths: BOTH, column: 'stage', come: tab('runs') },
  { name: 'embedding', widths: BOTH, column: 'stage', come: tab('embedding') },
  { name: 'learn', widths: BOTH, column: 'stage', come: tab('learn') },
  ...Array.from({ length: 12 }, (_, i) => ({ ...lesson(i + 1), widths: i < 4 ? BOTH : WIDE })),
];
