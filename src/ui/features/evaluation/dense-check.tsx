/** How much `fast` scoring of windows differs from `exact` with the present weights (method section 4), measured when asked for. */
import { useTranslation } from 'react-i18next';
import { backboneOf } from '../../../core/networks/registry.ts';
import { usePlayground } from '../../../store/store.ts';
import { Button } from '../../components/button.tsx';
import styles from './evaluation-panel.module.css';
import { formatRate } from './format.ts';

const seconds = (ms: number) => (ms / 1000).toFixed(ms < 100 ? 3 : ms < 10_000 ? 2 : 1);

export function DenseCheck() {
  const { t } = useTranslation(['evaluation', 'errors']);
  const comparison = usePlayground((state) => state.denseComparison);
  const comparing = usePlayground((state) => state.denseComparing);
  const error = usePlayground((state) => state.mapsError);
  const compareDense = usePlayground((state) => state.compareDense);
  const evaluated = usePlayground((state) => state.evaluations.length > 0);
  const padded = usePlayground(({ runConfig }) => !runConfig || backboneOf(runConfig.model).padded);
  const reason = comparing ? t('dense.running') : evaluated ? null : t('dense.notYet');
  return (
    <div className={styles.check} role="group" aria-label={t('dense.title')}>
      <strong>{t('dense.title')}</strong>
      <p className={styles.help}>{t('dense.help')}</p>
      {comparison && (
        <ul className={styles.findings} data-testid="dense-comparison">
          <li>
            {t('dense.rank', {
              count: comparison.ids.length,
              mean: formatRate(comparison.rankCorrelation),
              lowest: formatRate(comparison.lowestRankCorrelation),
            })}
          </li>
          {comparison.pixelAuroc && (
            <li>
              {t('dense.pixel', {
                fast: formatRate(comparison.pixelAuroc.fast),
                exact: formatRate(comparison.pixelAuroc.exact),
              })}
            </li>
          )}
          {padded && <li>{t('dense.padding')}</li>}
          <li>{t('dense.time', { fast: seconds(comparison.fastMs), exact: seconds(comparison.exactMs) })}</li>
        </ul>
      )}
      {error && !comparing && (
        <p role="alert" className={styles.warning}>
          {t(`errors:${error.code}`, { ...error.detail, defaultValue: error.message })}
        </p>
      )}
      <Button size="small" onClick={() => void compareDense()} disabledReason={reason} aria-busy={comparing}>
        {comparing ? t('dense.running') : t(comparison ? 'dense.again' : 'dense.run')}
      </Button>
    </div>
  );
}
