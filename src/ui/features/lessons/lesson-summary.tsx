/** The end of the textbook on one page: what each page came to, in the reader's own figures, and what had been expected. */
import { useTranslation } from 'react-i18next';
import { MISTAKES } from '../../../core/lessons/facts.ts';
import { goalKey, LESSONS } from '../../../core/lessons/lessons.ts';
import { usePlayground } from '../../../store/store.ts';
import { Icon } from '../../components/icon.tsx';
import { Sheet } from '../../components/sheet.tsx';
import { signed } from './changed-figure.tsx';
import notes from './lesson-notes.module.css';

const SHARES = ['accuracy', 'alarmsBefore', 'alarmsWorst', 'recallBefore', 'recallWorst'];
/** Told for 100 parts, as on page 11. */
const COSTS = ['cost', 'least', 'stated', 'unseen'];
const AUROCS = ['before', 'after', 'run', 'pretrained', 'right', ...MISTAKES];

/** Each as the page's own figure tells it: shares in per cent, AUROC with three decimals; others with three digits, whole ones as they are. */
function figureText(key: string, value: number, language: string): string {
  if (SHARES.includes(key)) return `${Math.round(100 * value)} %`;
  if (COSTS.includes(key)) return (100 * value).toPrecision(3);
  if (key === 'level') return signed(value);
  if (key === 'plain' || key === 'hidden') return value.toFixed(1);
  if (key === 'near' || key === 'far') return value.toFixed(2);
  if (AUROCS.includes(key)) return value.toFixed(3);
  return Number.isInteger(value) ? value.toLocaleString(language) : value.toPrecision(3);
}

export function LessonSummary() {
  const { t, i18n } = useTranslation(['guesses', 'lessons']);
  const met = usePlayground((state) => state.lessonMet);
  const findings = usePlayground((state) => state.lessonFindings);
  const guesses = usePlayground((state) => state.lessonFacts.guesses);
  const setDialog = usePlayground((state) => state.setDialog);
  const rows = LESSONS.map((lesson) => ({
    lesson,
    done: lesson.goals.filter((goal) => met.includes(goalKey(lesson, goal))).length,
    figures: findings[lesson.id] as Readonly<Record<string, number>> | undefined,
    guess: guesses[lesson.id] as (typeof guesses)[string] | undefined,
  }));
  const sentence = (id: string, figures: Readonly<Record<string, number>>) =>
    t(`findings.${id}`, {
      ...Object.fromEntries(
        ['near', 'far', 'hidden', 'alarms', 'misses', 'stated', 'unseen', ...MISTAKES].map((key) => [
          key,
          '–',
        ]),
      ),
      ...Object.fromEntries(
        Object.entries(figures).map(([key, value]) => [key, figureText(key, value, i18n.language)]),
      ),
    });
  return (
    <Sheet title={t('summary.title')} onClose={() => setDialog(null)}>
      <p className={notes.lead}>
        {t('summary.lead', { date: new Date().toLocaleDateString(i18n.language) })}
      </p>
      <ol className={notes.summary}>
        {rows.map(({ lesson, done, figures, guess }) => (
          <li key={lesson.id} data-page={lesson.page}>
            <strong>{t(`lessons:${lesson.id}.title`)}</strong>{' '}
            <span className={notes.quiet}>
              {done === lesson.goals.length && <Icon name="check" size={12} />}{' '}
              {t('summary.tasks', { done, count: lesson.goals.length })}
            </span>
            {figures && <p>{sentence(lesson.id, figures)}</p>}
            {guess && guess.outcome !== null && (
              <p>
                {t(guess.choice === guess.outcome ? 'asExpected' : 'otherwise', {
                  expected: t(`${lesson.id}.options.${guess.choice}`),
                  came: t(`${lesson.id}.options.${guess.outcome}`),
                })}
              </p>
            )}
          </li>
        ))}
      </ol>
    </Sheet>
  );
}
