/**
 * Four marks on the live page (driver.js): the batch, the figure, where the defect is, and "now break it". Arrow keys turn them, Escape ends
 * them; the focus goes into each mark and comes back. On a narrow page the column with the mark comes to the front first.
 */
import { driver, type Driver } from 'driver.js';
import 'driver.js/dist/driver.css';
import './coach-marks.css';
import { usePlayground } from '../../../store/store.ts';

const MARKS = [
  { name: 'batch', at: '[aria-labelledby="batch-verdicts"]', column: 'stage' },
  { name: 'figure', at: '[aria-labelledby="evaluation-auroc"]', column: 'panel' },
  { name: 'where', at: '[aria-labelledby="evaluation-chosen"]', column: 'panel' },
  { name: 'breakIt', at: '[role="tab"][id$="-trigger-learn"]', column: 'stage' },
] as const;

/** The page of the textbook that breaks the method. */
const BREAK_IT = 8;

type Texts = (key: string, values?: Readonly<Record<string, unknown>>) => string;

const twoFrames = () =>
  new Promise<void>((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => resolve())));

/** Brings the mark's column to the front, where columns are tabs, and the Train tab. */
async function show(index: number): Promise<void> {
  const { setStageTab, setNarrowColumn } = usePlayground.getState();
  setStageTab('train');
  setNarrowColumn(MARKS[index].column);
  await twoFrames();
}

export function startCoach(t: Texts): Driver {
  const still = matchMedia('(prefers-reduced-motion: reduce)').matches;
  const turn = async (by: 1 | -1) => {
    const next = (marks.getActiveIndex() ?? 0) + by;
    if (next >= MARKS.length) {
      marks.destroy();
      await usePlayground.getState().openLesson(BREAK_IT);
    } else if (next >= 0) {
      await show(next);
      if (marks.isActive()) marks.moveTo(next);
    }
  };
  const marks: Driver = driver({
    animate: !still,
    smoothScroll: false,
    popoverClass: 'coach-mark',
    stagePadding: 6,
    stageRadius: 6,
    showProgress: true,
    progressText: t('progress', { current: '{{current}}', total: '{{total}}' }),
    nextBtnText: t('next'),
    prevBtnText: t('previous'),
    doneBtnText: t('breakIt.do'),
    onNextClick: () => void turn(1),
    onPrevClick: () => void turn(-1),
    onPopoverRender: ({ closeButton, title }) => {
      closeButton.setAttribute('aria-label', t('close'));
      // The library makes it a header, which would be a second banner of the page.
      title.setAttribute('role', 'none');
    },
    steps: MARKS.map(({ name, at }) => ({
      element: at,
      popover: { title: t(`${name}.title`), description: t(`${name}.text`) },
    })),
  });
  void show(0).then(() => marks.drive());
  return marks;
}
