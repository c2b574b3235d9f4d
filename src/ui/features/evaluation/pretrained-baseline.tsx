/** The mandatory comparison (method section 3): untouched ImageNet features with the same density, measured when asked for. */
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { auroc as aurocOf } from '../../../core/metrics/roc.ts';
import { usePlayground } from '../../../store/store.ts';
import { Button } from '../../components/button.tsx';
import styles from './evaluation-panel.module.css';
import { formatRate } from './format.ts';
import { scoredSet } from './selectors.ts';

export function PretrainedBaseline() {
  const { t } = useTranslation(['evaluation', 'errors']);
  const pretrained = usePlayground((state) => state.pretrained);
  const running = usePlayground((state) => state.pretrainedRunning);
  const error = usePlayground((state) => state.pretrainedError);
  const items = usePlayground((state) => state.items);
  const run = usePlayground((state) => state.runPretrained);
  const auroc = useMemo(() => {
    if (!pretrained) return null;
    const { scores, labels } = scoredSet(pretrained, items);
    return aurocOf(scores, labels);
  }, [pretrained, items]);
  const reason = items.length === 0 ? t('pretrained.noImages') : running ? t('pretrained.running') : null;
  return (
    <section className={styles.section} aria-labelledby="evaluation-pretrained">
      <h3 id="evaluation-pretrained" className={styles.heading}>
        {t('pretrained.title')}
      </h3>
      {pretrained && (
        <p className={styles.headline} data-testid="pretrained-auroc">
          <strong>{auroc === null ? '–' : formatRate(auroc)}</strong>
          <span className={styles.interval}>
            {auroc === null
              ? t('pretrained.noAnomalies')
              : pretrained.pixel && t('pretrained.pixel', { value: formatRate(pretrained.pixel.auroc) })}
          </span>
        </p>
      )}
      <p className={styles.muted}>{t('pretrained.help')}</p>
      {error && (
        <p role="alert" className={styles.warning}>
          {t(`errors:${error.code}`, { ...error.detail, defaultValue: error.message })}
        </p>
      )}
      <Button size="small" onClick={() => void run()} disabledReason={reason} aria-busy={running}>
        {running ? t('pretrained.running') : t(pretrained ? 'pretrained.again' : 'pretrained.run')}
      </Button>
    </section>
  );
}
