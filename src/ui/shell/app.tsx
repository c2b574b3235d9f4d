/** The page: top bar, messages, and three columns that read from left to right as the method does; tabs instead on a narrow screen. */
import { useTranslation } from 'react-i18next';
import { SETUPS } from '../../core/lessons/setups.ts';
import { usePlayground } from '../../store/store.ts';
import { classes } from '../components/classes.ts';
import { Tabs } from '../components/tabs.tsx';
import { useTheme } from '../theme.ts';
import { useBoard } from '../use-board.ts';
import { useMediaQuery } from '../use-media-query.ts';
import styles from './app.module.css';
import { Dialogs } from './dialogs.tsx';
import { useFollowedRun } from './follow-run.ts';
import { LiveRegion } from './live-region.tsx';
import { loadData, loadPanel } from './loaded-columns.ts';
import { Notices } from './notices.tsx';
import { Part } from './part.tsx';
import { StageWithLesson } from './stage-with-lesson.tsx';
import { TopBar } from './top-bar.tsx';
import { useIsHidden } from './use-shown.ts';

const loadPresenter = async () => (await import('./presenter.tsx')).Presenter;
const loadOverlay = async () => (await import('../features/dataset/drop-overlay.tsx')).DropOverlay;

/** The page of the textbook that is about images of one's own: it leaves the data column in view. */
const OWN_DATA_PAGE = 9;

export function App() {
  useTheme();
  useFollowedRun();
  const presenting = usePlayground((state) => state.presenting);
  const narrow = useMediaQuery('(max-width: 900px)');
  return (
    <div className={styles.app}>
      <SkipLink />
      {!presenting && <TopBar />}
      <Notices />
      {presenting ? <Part load={loadPresenter} /> : narrow ? <NarrowColumns /> : <WideColumns />}
      <Part load={loadOverlay} />
      <Dialogs />
      <LiveRegion />
    </div>
  );
}

/** The first stop of the Tab key: past the bar to what is looked at. No address of its own, because the address names settings. */
function SkipLink() {
  const { t } = useTranslation('shell');
  const skip = () => {
    const main = document.querySelector<HTMLElement>('main');
    main?.setAttribute('tabindex', '-1');
    main?.focus();
  };
  return (
    <button type="button" className={styles.skip} onClick={skip}>
      {t('skip')}
    </button>
  );
}

function WideColumns() {
  const { t } = useTranslation('shell');
  const hidden = useIsHidden('data');
  const reading = usePlayground((state) => state.lessonPage !== null && state.lessonPage !== OWN_DATA_PAGE);
  const noData = hidden || reading;
  const quiet = usePlayground(
    ({ lessonPage }) => lessonPage !== null && SETUPS[lessonPage - 1].quiet === true,
  );
  const noPanel = useIsHidden('results') || quiet;
  const board = useBoard();
  return (
    <div
      className={classes(
        styles.columns,
        noData && styles.noData,
        noPanel && styles.noPanel,
        board && styles.board,
      )}
    >
      {!noData && (
        <aside className={styles.data} aria-label={t('data')}>
          <Part load={loadData} />
        </aside>
      )}
      <main className={styles.stage} aria-label={t('stage')}>
        <StageWithLesson />
      </main>
      {!noPanel && (
        <aside className={styles.panel} aria-label={t('panel')}>
          <Part load={loadPanel} />
        </aside>
      )}
    </div>
  );
}

function NarrowColumns() {
  const { t } = useTranslation('shell');
  const column = usePlayground((state) => state.narrowColumn);
  const setColumn = usePlayground((state) => state.setNarrowColumn);
  const hidden = usePlayground((state) => state.hiddenParts);
  const gone = (name: string) => hidden.some((part) => (part === 'results' ? 'panel' : part) === name);
  const all = [
    { value: 'data', label: t('data'), content: <NarrowPart load={loadData} /> },
    { value: 'stage', label: t('stage'), content: <StageWithLesson /> },
    { value: 'panel', label: t('panel'), content: <NarrowPart load={loadPanel} /> },
  ] as const;
  const tabs = all.filter(({ value }) => !gone(value));
  return (
    <main className={styles.narrow}>
      <Tabs
        label={t('columns')}
        className={styles.narrowTabs}
        value={gone(column) ? 'stage' : column}
        onChange={setColumn}
        tabs={tabs}
      />
    </main>
  );
}

function NarrowPart({ load }: Parameters<typeof Part>[0]) {
  return (
    <div className={styles.narrowPart}>
      <Part load={load} />
    </div>
  );
}
