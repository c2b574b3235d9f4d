/** What errors cost at the threshold in force and at the one that would cost least, and the precision at the share of defects that is expected. */
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { cheapestThreshold, costAt, type CostAt } from '../../../core/calibration/costs.ts';
import { usePlayground } from '../../../store/store.ts';
import { Button } from '../../components/button.tsx';
import { Disclosure } from '../../components/disclosure.tsx';
import { ParameterControl } from '../../components/parameter-control.tsx';
import styles from './evaluation-panel.module.css';
import { formatRate, formatScore } from './format.ts';
import { selectThreshold, type ScoredSet } from './selectors.ts';

function Row({ name, found }: { readonly name: string; readonly found: CostAt }) {
  const { t } = useTranslation('evaluation');
  return (
    <div className={styles.whole}>
      <dt>{name}</dt>
      <dd>
        {t('costs.row', {
          threshold: formatScore(found.threshold),
          cost: formatScore(100 * found.cost),
          precision: formatRate(found.precision),
          recall: formatRate(found.recall),
        })}
      </dd>
    </div>
  );
}

export function Costs({ set }: { readonly set: ScoredSet }) {
  const { t } = useTranslation('evaluation');
  const miss = usePlayground((state) => state.config.evaluation.missPrice);
  const falseAlarm = usePlayground((state) => state.config.evaluation.alarmPrice);
  const defectShare = usePlayground((state) => state.config.evaluation.defectShare);
  const threshold = usePlayground(selectThreshold);
  const setManualThreshold = usePlayground((state) => state.setManualThreshold);
  const [best, now] = useMemo(() => {
    const prices = { miss, falseAlarm, defectShare };
    return [
      cheapestThreshold(set.scores, set.labels, prices),
      threshold === null ? null : costAt(set.scores, set.labels, threshold, prices),
    ];
  }, [set, miss, falseAlarm, defectShare, threshold]);
  if (!best || !now || set.source === 'synthetic') return null;
  const nothing = best.threshold === Infinity;
  return (
    <section className={styles.section} aria-label={t('costs.title')}>
      <Disclosure summary={<strong>{t('costs.title')}</strong>}>
        <div className={styles.controls}>
          <ParameterControl path="evaluation.missPrice" />
          <ParameterControl path="evaluation.alarmPrice" />
          <ParameterControl path="evaluation.defectShare" />
        </div>
        <dl className={styles.facts}>
          <Row name={t('costs.now')} found={now} />
          <Row name={t('costs.best')} found={best} />
        </dl>
        {nothing ? (
          <p className={styles.help}>{t('costs.nothing')}</p>
        ) : (
          <div className={styles.actions}>
            <Button size="small" onClick={() => setManualThreshold(best.threshold)}>
              {t('costs.take')}
            </Button>
          </div>
        )}
        <p className={styles.help}>{t('costs.help')}</p>
      </Disclosure>
    </section>
  );
}
