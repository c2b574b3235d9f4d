/** ROC and AUROC over steps. The chart library is loaded when there is a first curve to draw; its place is kept free. */
import { useTranslation } from 'react-i18next';
import { asSeen } from '../../../store/seen.ts';
import { usePlayground } from '../../../store/store.ts';
import { InTurn } from '../../components/in-turn.tsx';
import { useLoaded } from '../../components/use-loaded.ts';
import styles from './evaluation-panel.module.css';
import { formatRate } from './format.ts';
import {
  selectAurocHistory,
  selectConfusion,
  selectLookHistory,
  selectBaselineRoc,
  selectRoc,
  selectUntrainedAuroc,
  selectUntrainedRoc,
  type ScoredSet,
} from './selectors.ts';

const loadCharts = () => import('./charts.tsx');

export function Curves({ set }: { readonly set: ScoredSet }) {
  const { t } = useTranslation('evaluation');
  const charts = useLoaded(loadCharts);
  const roc = usePlayground((state) => selectRoc(asSeen(state)));
  const untrainedRoc = usePlayground((state) => selectUntrainedRoc(asSeen(state)));
  const confusion = usePlayground((state) => selectConfusion(asSeen(state)));
  const baseline = usePlayground(selectBaselineRoc);
  const history = usePlayground(selectAurocHistory);
  const looks = usePlayground(selectLookHistory);
  const untrained = usePlayground(selectUntrainedAuroc);
  const former = usePlayground((state) => new Set(state.formerEvaluations.map(({ step }) => step)).size);
  if (!roc) return null;
  return (
    <section className={styles.section} aria-labelledby="evaluation-roc">
      <h3 id="evaluation-roc" className={styles.heading}>
        {t('roc')}
      </h3>
      <div className={styles.square}>
        {charts ? (
          <InTurn
            part={charts.RocChart}
            props={{
              set,
              points: roc,
              untrained: untrainedRoc,
              baseline,
              dotX: confusion && confusion.fp / set.normal,
              dotY: confusion && confusion.tp / set.anomalous,
            }}
          />
        ) : (
          <p className={styles.loading}>{t('loadingChart')}</p>
        )}
      </div>
      <p className={styles.help}>
        {t('rocHelp')} {baseline && t('rocHelpBaseline')}
      </p>
      <h3 className={styles.heading}>{t('aurocOverSteps')}</h3>
      <div
        className={styles.wide}
        role="img"
        aria-label={t('stepsSummary', {
          first: formatRate(history[0]?.y),
          last: formatRate((looks.at(-1) ?? history.at(-1))?.y),
        })}
      >
        {charts ? (
          <InTurn part={charts.StepsChart} props={{ points: history, looks, untrained }} />
        ) : (
          <p className={styles.loading}>{t('loadingChart')}</p>
        )}
      </div>
      <p className={styles.help}>
        {t('stepsHelp')} {looks.length > 0 && t('stepsHelpLooks')}
      </p>
      {former > 0 && <p className={styles.help}>{t('stepsFormer', { count: former })}</p>}
    </section>
  );
}
