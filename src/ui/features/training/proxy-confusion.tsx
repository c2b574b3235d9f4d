/** Proxy confusion matrix: which class of view the network takes for which, over the last steps. */
import { useTranslation } from 'react-i18next';
import { taskViews } from '../../../core/augment/tasks.ts';
import { usePlayground } from '../../../store/store.ts';
import { ClassConfusion } from '../../components/class-confusion.tsx';
import stage from './training-stage.module.css';

export function ProxyConfusion() {
  const { t } = useTranslation(['training', 'kinds']);
  const confusion = usePlayground((state) => state.confusion);
  const task = usePlayground((state) => (state.runConfig ?? state.config).augment.task);
  const names = taskViews(task).map(({ className }) => t(`kinds:${className}.name`));
  const fits = confusion !== null && confusion.length === names.length ** 2;
  return (
    <section className={stage.figure} aria-label={t('confusion.title')}>
      <h3>{t('confusion.title')}</h3>
      {fits ? (
        <>
          <ClassConfusion
            names={names}
            counts={confusion}
            caption={t('confusion.caption')}
            captionHidden
            cellTitle={(cell) => t('confusion.cell', cell)}
          />
          <p className={stage.note}>{t('confusion.text')}</p>
        </>
      ) : (
        <p className={stage.empty}>{t('confusion.empty')}</p>
      )}
    </section>
  );
}
