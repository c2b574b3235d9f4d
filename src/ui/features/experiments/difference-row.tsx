/** The AUROC of one run against another on the same images, with both intervals and a sentence that says what they mean. */
import { useTranslation } from 'react-i18next';
import type { RunRecord, RunScores } from '../../../core/runs/types.ts';
import styles from './compare.module.css';
import { interval, signed } from './format.ts';
import { LineMark } from './line-mark.tsx';
import { useComparison } from './use-comparison.ts';

interface Props {
  readonly index: number;
  readonly run: RunRecord;
  readonly reference: RunRecord;
  readonly scores: RunScores | null | undefined;
  readonly referenceScores: RunScores | null | undefined;
}

export function DifferenceRow({ index, run, reference, scores, referenceScores }: Props) {
  const { t } = useTranslation('experiments');
  const found = useComparison(run, reference, scores, referenceScores);
  const loading = scores === undefined || referenceScores === undefined;
  return (
    <li>
      <div className={styles.pair}>
        <LineMark index={index} width={36} />
        <strong>{run.name}</strong>
        {found && (
          <>
            <span className={styles.figure}>{signed(found.difference)}</span>
            <span className={styles.muted}>
              {t('difference.delong', { interval: interval(found.delong), p: found.pValue.toPrecision(2) })}
            </span>
            <span className={styles.muted}>
              {t('difference.bootstrap', { interval: found.bootstrap ? interval(found.bootstrap) : '…' })}
            </span>
          </>
        )}
      </div>
      <p className={styles.verdict} data-verdict={found?.verdict ?? undefined} role="status">
        {loading
          ? t('loading')
          : !found
            ? t('difference.notShared')
            : found.verdict === null
              ? t('difference.drawing')
              : t(`difference.${found.verdict}`, {
                  a: run.name,
                  b: reference.name,
                  size: Math.abs(found.difference).toFixed(3),
                  count: found.shared,
                })}
        {found && found.unshared > 0 && ` ${t('difference.unshared', { count: found.unshared })}`}
      </p>
    </li>
  );
}
