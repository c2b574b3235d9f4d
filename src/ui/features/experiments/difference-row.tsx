/** The AUROC of one run against another on the same images, with both intervals and a sentence that says what they mean. */
import { useTranslation } from 'react-i18next';
import { levelOf } from '../../../core/runs/compare.ts';
import type { RunRecord, RunScores } from '../../../core/runs/types.ts';
import { usePlayground } from '../../../store/store.ts';
import styles from './compare.module.css';
import { interval, probability, signed } from './format.ts';
import { LineMark } from './line-mark.tsx';
import { useComparison } from './use-comparison.ts';

interface Props {
  readonly index: number;
  readonly run: RunRecord;
  readonly reference: RunRecord;
  readonly scores: RunScores | null | undefined;
  readonly referenceScores: RunScores | null | undefined;
  /** How many runs are compared with the reference. */
  readonly comparisons: number;
}

export function DifferenceRow({ index, run, reference, scores, referenceScores, comparisons }: Props) {
  const { t } = useTranslation('experiments');
  const draws = usePlayground((state) => state.config.evaluation.bootstrapSamples);
  const compared = useComparison(run, reference, scores, referenceScores, { comparisons, draws });
  const percent = Number((100 * levelOf(comparisons)).toFixed(1));
  const loading = scores === undefined || referenceScores === undefined;
  return (
    <li>
      <div className={styles.pair}>
        <LineMark index={index} width={36} />
        <strong>{run.name}</strong>
        {compared && (
          <>
            <span className={styles.figure}>{signed(compared.found.difference)}</span>
            <span className={styles.muted}>
              {t('difference.interval', {
                percent,
                interval: interval(compared.found),
                p: probability(compared.found.pValue),
              })}
            </span>
            {draws > 0 && (
              <span className={styles.muted}>
                {t('difference.bootstrap', {
                  percent,
                  interval: compared.bootstrap ? interval(compared.bootstrap) : '…',
                })}
              </span>
            )}
          </>
        )}
      </div>
      <p className={styles.verdict} data-verdict={compared?.verdict ?? undefined} role="status">
        {loading
          ? t('loading')
          : !compared
            ? t('difference.notShared')
            : compared.verdict === null
              ? t('difference.drawing', { count: draws })
              : t(`difference.${compared.verdict}`, {
                  a: run.name,
                  b: reference.name,
                  size: Math.abs(compared.found.difference).toFixed(3),
                  count: compared.shared,
                })}
        {compared &&
          compared.independent < compared.shared &&
          ` ${t('difference.grouped', { count: compared.independent })}`}
        {compared && compared.unshared > 0 && ` ${t('difference.unshared', { count: compared.unshared })}`}
      </p>
    </li>
  );
}
