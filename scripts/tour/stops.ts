/** The stops of the tour in their order: each brings the page into a state that a person meets, and says what is there to be looked at. */
import { settingsKey, writeEntry } from '../../src/core/classroom/entry.ts';
import { PRESETS } from '../../src/core/config/presets.ts';
import type { Playground } from '../../e2e/pages/playground.ts';
import type { PlaygroundState } from '../../src/store/state.ts';
import type { DialogName } from '../../src/store/sharing-state.ts';
import { drawn } from './drawn.ts';

export interface Stop {
  readonly name: string;
  /** Widths in px at which it is looked at. */
  readonly widths: readonly number[];
  /** The column of a narrow page that shows it. */
  readonly column: 'data' | 'stage' | 'panel';
  come(tour: Tour): Promise<void>;
  /** After each change of width, theme and language: what has to be brought into sight again. */
  show?(tour: Tour): Promise<void>;
}

export interface Tour {
  readonly playground: Playground;
  readonly steps: number;
}

const ALL = [390, 1024, 1440, 1920] as const;
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

const dialog =
  (name: DialogName, then: (tour: Tour) => Promise<void> = () => Promise.resolve()) =>
  async (tour: Tour) => {
    const { page } = tour.playground;
    await page.evaluate(
      (to) => (window as unknown as Automated).playground.store.getState().setDialog(to),
      name,
    );
    await page.getByRole('dialog').waitFor();
    await then(tour);
    await drawn(page);
  };

const shut = ({ playground }: Tour) =>
  playground.page.evaluate(() =>
    (window as unknown as Automated).playground.store.getState().setDialog(null),
  );

/** A class of eight, seven of them with the settings of the run that is open. */
async function fillBoard({ playground }: Tour): Promise<void> {
  const config = await playground.page.evaluate(
    () => (window as unknown as Automated).playground.store.getState().runConfig,
  );
  if (!config) throw new Error('There is no run whose class could be shown.');
  const seats = ['Aiko', 'Ben', 'Chloé', 'Dana', 'Emil', 'Fatima', 'Goro', 'Hana'].map((name, i) =>
    writeEntry({
      name,
      data: 'hex-nuts',
      preset: config.preset,
      settings: i < 7 ? settingsKey(config) : 'ffffffff',
      seed: i,
      steps: config.training.steps,
      auroc: [0.912, 0.874, 0.955, 0.83, 0.921, 0.968, 0.897, 0.71][i],
      untrained: 0.61,
    }),
  );
  await playground.page
    .getByTestId('class-files')
    .setInputFiles([{ name: 'class.txt', mimeType: 'text/plain', buffer: Buffer.from(seats.join('\n')) }]);
  await playground.page.getByRole('row', { name: /Hana/ }).waitFor();
}

/** Tasks compared by short trials: what the panel looks like, not what it would say after whole ones. */
async function compared(tour: Tour): Promise<void> {
  const { page } = tour.playground;
  await tab('augment')(tour);
  await page.evaluate(async () => {
    const { setChoiceTasks, runChoice } = (window as unknown as Automated).playground.store.getState();
    setChoiceTasks(['cutpaste', 'scar', 'perlin']);
    await runChoice(20);
  });
}

/** The panel's title in either language. */
const CHOICE = /Which augmentation for my images|自分の画像に合う拡張/;

/** Another width may have laid the lab out anew, with the panel folded. */
async function unfolded({ playground: { page } }: Tour): Promise<void> {
  const panel = page.locator('details').filter({ has: page.locator('summary', { hasText: CHOICE }) });
  if (!(await panel.evaluate((part: HTMLDetailsElement) => part.open)))
    await panel.locator('summary').first().click();
  await page.getByTestId('task-ranking').evaluate((part) => part.scrollIntoView({ block: 'center' }));
}

/** The pictures are painted in a worker, a moment after the page stands. */
async function cardsPainted({ playground: { page } }: Tour): Promise<void> {
  await page.evaluate(() => (window as unknown as Automated).playground.store.getState().watchLooks(true));
  await page.waitForFunction(() => document.querySelectorAll('li button canvas').length >= 10, undefined, {
    timeout: 120_000,
  });
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

/** Until the network has answered. */
const asked = ({ playground }: Tour) => playground.page.getByTestId('paste-verdict').waitFor();

/** Until the network was looked at after its first steps. */
async function moving({ playground }: Tour): Promise<void> {
  await playground.page.waitForFunction(
    () => (window as unknown as Automated).playground.store.getState().looks.some(({ step }) => step > 0),
    undefined,
    { timeout: 300_000 },
  );
  await drawn(playground.page);
}

/** The stop that loads the sample and sets the number of steps: later ones stand on it. */
export const SET_UP = 'samples';

export const STOPS: readonly Stop[] = [
  { name: 'first-visit', widths: ALL, column: 'stage', come: async () => undefined },
  {
    name: 'sample-cards',
    widths: ALL,
    column: 'data',
    come: cardsPainted,
    show: ({ playground }) =>
      playground.page
        .locator('li button canvas')
        .first()
        .evaluate((part) => part.scrollIntoView({ block: 'center' })),
  },
  {
    name: SET_UP,
    widths: ALL,
    column: 'stage',
    come: async ({ playground, steps }) => {
      await playground.loadSample('Hex nuts');
      await playground.set({ 'training.steps': steps, 'evaluation.everySteps': steps });
      await drawn(playground.page);
    },
  },
  { name: 'task-choice', widths: ALL, column: 'stage', come: compared, show: unfolded },
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
  { name: 'results-board', widths: [1600, 1920], column: 'panel', come: tab('train') },
  {
    name: 'backend-chip',
    widths: ALL,
    column: 'stage',
    come: async ({ playground }) => {
      await playground.page.getByTestId('backend-chip').click();
      await drawn(playground.page);
    },
  },
  {
    name: 'poster',
    widths: ALL,
    column: 'panel',
    come: async (tour) => {
      await tour.playground.page.keyboard.press('Escape');
      await dialog('poster')(tour);
    },
  },
  { name: 'class-board', widths: ALL, column: 'stage', come: dialog('classroom', fillBoard) },
  { name: 'game', widths: ALL, column: 'stage', come: dialog('game', asked) },
  { name: 'worksheet', widths: ALL, column: 'stage', come: dialog('worksheet') },
  {
    name: 'worksheet-teacher',
    widths: BOTH,
    column: 'stage',
    come: async ({ playground }) => {
      await playground.page.getByRole('dialog').getByRole('combobox').selectOption('teacher');
      await drawn(playground.page);
    },
  },
  { name: 'summary', widths: BOTH, column: 'stage', come: dialog('summary') },
  {
    name: 'maps',
    widths: ALL,
    column: 'stage',
    come: async (tour) => {
      await shut(tour);
      await tab('maps')(tour);
    },
  },
  { name: 'runs', widths: BOTH, column: 'stage', come: tab('runs') },
  { name: 'embedding', widths: BOTH, column: 'stage', come: tab('embedding') },
  {
    name: 'best',
    widths: ALL,
    column: 'panel',
    come: async (tour) => {
      const { playground } = tour;
      await tab('train')(tour);
      await playground.page.evaluate(async (config) => {
        const { reset, setConfig } = (window as unknown as Automated).playground.store.getState();
        await reset();
        setConfig(config);
      }, PRESETS.best);
      await playground.play();
      await playground.finished();
      await drawn(playground.page);
    },
  },
  { name: 'learn', widths: BOTH, column: 'stage', come: tab('learn') },
  ...Array.from({ length: 12 }, (_, i) => ({
    ...lesson(i + 1),
    widths: i < 4 ? BOTH : i % 2 ? [390, 1920] : [1024, 1440],
  })),
];
