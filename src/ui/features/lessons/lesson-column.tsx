/** One page of the textbook beside the live view: prose, a figure of the live data, what to do (checked from the state), sources. */
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { goalKey, lessonOf, LESSONS } from '../../../core/lessons/lessons.ts';
import { SETUPS } from '../../../core/lessons/setups.ts';
import { usePlayground } from '../../../store/store.ts';
import { Button } from '../../components/button.tsx';
import { IconButton } from '../../components/icon-button.tsx';
import { Icon } from '../../components/icon.tsx';
import { Expectation } from './expectation.tsx';
import { FIGURES } from './figures.ts';
import styles from './lessons.module.css';
import { RichText } from './rich-text.tsx';

function Goals() {
  const { t } = useTranslation('lessons');
  const lesson = usePlayground((state) => lessonOf(state.lessonPage));
  const met = usePlayground((state) => state.lessonMet);
  if (!lesson) return null;
  const done = lesson.goals.every((goal) => met.includes(goalKey(lesson, goal)));
  return (
    <section className={styles.goals} aria-label={t('todo')}>
      <h3>{t('todo')}</h3>
      <ul>
        {lesson.goals.map((goal) => {
          const isMet = met.includes(goalKey(lesson, goal));
          return (
            <li key={goal.id} data-goal={goal.id} data-met={isMet}>
              <span className={styles.box} role="img" aria-label={t(isMet ? 'met' : 'open')}>
                {isMet && <Icon name="check" size={12} />}
              </span>
              <span>{t(`${lesson.id}.goals.${goal.id}`)}</span>
            </li>
          );
        })}
      </ul>
      <p role="status" className={styles.doneLine}>
        {done ? t('pageDone') : ''}
      </p>
    </section>
  );
}

export function SummaryButton() {
  const { t } = useTranslation('guesses');
  return <Button onClick={() => usePlayground.getState().setDialog('summary')}>{t('summary.open')}</Button>;
}

export function LessonColumn() {
  const { t } = useTranslation('lessons');
  const lesson = usePlayground((state) => lessonOf(state.lessonPage));
  const busy = usePlayground((state) => state.lessonBusy);
  const keeps = usePlayground((state) => state.lessonKeeps);
  const openLesson = usePlayground((state) => state.openLesson);
  const closeLesson = usePlayground((state) => state.closeLesson);
  const head = useRef<HTMLHeadingElement>(null);
  const page = lesson?.page;
  const shown = useRef(page);
  useEffect(() => {
    // A turned page is read from its top; the first one leaves the focus where it was.
    if (shown.current !== page) head.current?.focus();
    shown.current = page;
    head.current?.scrollIntoView({ block: 'nearest' });
  }, [page]);
  if (!lesson) return null;
  const Figure = FIGURES[lesson.id];
  const turn = (to: number) => void openLesson(to);
  return (
    <article
      className={styles.lesson}
      aria-labelledby="lesson-title"
      data-page={lesson.page}
      data-busy={busy}
    >
      <header className={styles.head}>
        <span className={styles.count}>{t('pageOf', { page: lesson.page, count: LESSONS.length })}</span>
        <Button
          size="small"
          className={styles.toLive}
          onClick={() => document.getElementById('live-part')?.scrollIntoView()}
        >
          {t('toLive')}
        </Button>
        <IconButton
          variant="ghost"
          size="small"
          icon="close"
          label={t('close')}
          onClick={() => void closeLesson()}
        />
      </header>
      <h2 id="lesson-title" ref={head} tabIndex={-1}>
        {t(`${lesson.id}.title`)}
      </h2>
      <div className={styles.prose}>
        <RichText text={t(`${lesson.id}.text`)} />
      </div>
      <p className={styles.busy} role="status">
        {busy ? t('settingUp') : ''}
      </p>
      <Expectation key={lesson.id} id={lesson.id} />
      {!SETUPS[lesson.page - 1].stage && <Figure />}
      <Goals />
      <div className={styles.sources}>
        <RichText text={t(`${lesson.id}.sources`)} />
      </div>
      <nav className={styles.turn} aria-label={t('turn')}>
        <Button
          disabledReason={lesson.page === 1 ? t('firstPage') : null}
          onClick={() => turn(lesson.page - 1)}
        >
          {t('previous')}
        </Button>
        <Button
          variant="primary"
          disabledReason={lesson.page === LESSONS.length ? t('lastPage') : null}
          onClick={() => turn(lesson.page + 1)}
        >
          {t('next')}
        </Button>
      </nav>
      {lesson.page === LESSONS.length && <SummaryButton />}
      {keeps !== 'nothing' && <p className={styles.note}>{t(`keeps.${keeps}`)}</p>}
    </article>
  );
}
