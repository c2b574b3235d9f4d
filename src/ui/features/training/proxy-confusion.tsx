/** Proxy confusion matrix: which class of view the network takes for which, over the last steps. */
import { useTranslation } from 'react-i18next';
import { taskViews } from '../../../core/augment/tasks.ts';
import { usePlayground } from '../../../store/store.ts';
import styles from './proxy-confusion.module.css';
import { rowShares } from './row-shares.ts';
import stage from './training-stage.module.css';

export function ProxyConfusion() {
  const { t } = useTranslation('training');
  const confusion = usePlayground((state) => state.confusion);
  const task = usePlayground((state) => (state.runConfig ?? state.config).augment.task);
  const names = taskViews(task).map(({ className }) => t(`classes.${className}`));
  const fits = confusion !== null && confusion.length === names.length ** 2;
  const shares = fits ? rowShares(confusion, names.length) : null;
  const percent = (share: number | null) => (share === null ? '–' : `${Math.round(100 * share)} %`);
  return (
    <section className={stage.figure} aria-label={t('confusion.title')}>
      <h3>{t('confusion.title')}</h3>
      {shares ? (
        <>
          <table className={styles.table}>
            <caption>{t('confusion.caption')}</caption>
            <thead>
              <tr>
                <td />
                {names.map((name) => (
                  <th key={name} scope="col">
                    {name}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {shares.map((row, r) => (
                <tr key={names[r]}>
                  <th scope="row">{names[r]}</th>
                  {row.map((share, c) => (
                    <td
                      key={names[c]}
                      data-right={r === c}
                      style={{ '--share': share ?? 0 } as React.CSSProperties}
                      title={t('confusion.cell', {
                        share: percent(share),
                        truth: names[r],
                        called: names[c],
                      })}
                    >
                      {percent(share)}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
          <p className={stage.note}>{t('confusion.text')}</p>
        </>
      ) : (
        <p className={stage.empty}>{t('confusion.empty')}</p>
      )}
    </section>
  );
}
