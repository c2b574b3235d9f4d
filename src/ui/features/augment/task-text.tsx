/** What the chosen task asks, in a sentence, and the paper it comes from. */
import { useTranslation } from 'react-i18next';
import { kindOf } from '../../../core/augment/registry.ts';
import { taskViews } from '../../../core/augment/tasks.ts';
import styles from './augment-stage.module.css';
import type { Lab } from './use-lab.ts';

export function TaskText({ lab }: { readonly lab: Lab }) {
  const { t } = useTranslation('kinds');
  const { task } = lab.config.augment;
  const { kinds } = taskViews(task)[1];
  return (
    <p className={styles.task}>
      {t(`${task}.text`)}{' '}
      <a href={kindOf(kinds[0]).url} target="_blank" rel="noreferrer">
        {t(`${task}.source`)}
      </a>
    </p>
  );
}
