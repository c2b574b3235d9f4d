/** Contents of the textbook: twelve pages, which are done, and the way in. */
import { useTranslation } from 'react-i18next';
import { donePages, LESSONS } from '../../../core/lessons/lessons.ts';
import { usePlayground } from '../../../store/store.ts';
import { Button } from '../../components/button.tsx';
import { Icon } from '../../components/icon.tsx';
import { SummaryButton } from './lesson-column.tsx';
import styles from './lessons.module.css';

export function LearnStage() {
  const { t } = useTranslation('lessons');
  const met = usePlayground((state) => state.lessonMet);
  const open = usePlayground((state) => state.lessonPage);
  const openLesson = usePlayground((state) => state.openLesson);
  const forget = usePlayground((state) => state.forgetLessons);
  const done = donePages(new Set(met));
  return (
    <section className={styles.contents} aria-labelledby="learn-title">
      <h2 id="learn-title">{t('contents')}</h2>
      <p>{t('contentsText')}</p>
      <ol>
        {LESSONS.map(({ page, id }) => (
          <li key={page}>
            <button
              type="button"
              aria-current={open === page || undefined}
              onClick={() => void openLesson(page)}
            >
              <span className={styles.number}>{page}</span>
              <span>{t(`${id}.title`)}</span>
              {done.includes(page) && (
                <span className={styles.doneMark}>
                  <Icon name="check" size={12} /> {t('done')}
                </span>
              )}
            </button>
          </li>
        ))}
      </ol>
      <p className={styles.note}>
        {t('progress', { done: done.length, count: LESSONS.length })}{' '}
        {met.length > 0 && (
          <Button size="small" onClick={forget}>
            {t('forget')}
          </Button>
        )}
      </p>
      <p>
        <SummaryButton />
      </p>
    </section>
  );
}
