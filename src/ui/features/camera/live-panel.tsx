/** Live scoring: the score of the present frame against the threshold, in words, and how many frames a second. */
import { useTranslation } from 'react-i18next';
import { usePlayground } from '../../../store/store.ts';
import { Button } from '../../components/button.tsx';
import { Icon } from '../../components/icon.tsx';
import { Notice } from '../../components/notice.tsx';
import styles from './camera-stage.module.css';
import type { LiveScores } from './use-live-scores.ts';

export interface LivePanelProps {
  readonly live: boolean;
  readonly scores: LiveScores;
  readonly onChange: (live: boolean) => void;
}

/** Why frames cannot be scored now; null when they can. */
export function useWhyNotLive(): 'no-run' | 'busy' | null {
  return usePlayground(({ phase, runConfig, step, importProgress }) => {
    if (importProgress || phase === 'preparing' || phase === 'evaluating') return 'busy';
    if (phase === 'training' || phase === 'pausing') return 'busy';
    return runConfig && step > 0 && phase !== 'failed' ? null : 'no-run';
  });
}

export function LivePanel({ live, scores, onChange }: LivePanelProps) {
  const { t } = useTranslation(['camera', 'errors']);
  const why = useWhyNotLive();
  return (
    <section className={styles.section} aria-label={t('live.title')}>
      <h3>{t('live.title')}</h3>
      <p className={styles.note}>{t('live.lead')}</p>
      <Button disabledReason={why && t(`live.why.${why}`)} onClick={() => onChange(!live)}>
        {t(live ? 'live.stop' : 'live.start')}
      </Button>
      {scores.error && (
        <Notice tone="error">
          {t(`errors:${scores.error.code}`, { ...scores.error.detail, defaultValue: scores.error.message })}
        </Notice>
      )}
      {live && !scores.error && <Verdict scores={scores} />}
    </section>
  );
}

function Verdict({ scores: { frame, framesPerSecond } }: { readonly scores: LiveScores }) {
  const { t, i18n } = useTranslation('camera');
  const manual = usePlayground((state) => state.manualThreshold);
  if (!frame) return <p role="status">{t('live.fitting')}</p>;
  const threshold = manual ?? frame.threshold;
  const anomalous = frame.score >= threshold;
  const digits = new Intl.NumberFormat(i18n.language, { maximumSignificantDigits: 3 });
  const whole = new Intl.NumberFormat(i18n.language, { maximumFractionDigits: 1 });
  const share = Math.min(1, frame.score / (2 * threshold || 1));
  return (
    <div className={styles.verdict} data-anomalous={anomalous} data-testid="live-verdict">
      {/* Only a change of the verdict is said aloud. */}
      <strong role="status">
        <Icon name={anomalous ? 'warning' : 'check'} />
        {t(anomalous ? 'live.anomalous' : 'live.normal')}
      </strong>
      <div
        className={styles.meter}
        role="meter"
        aria-label={t('live.score')}
        aria-valuemin={0}
        aria-valuemax={2 * threshold}
        aria-valuenow={frame.score}
        aria-valuetext={digits.format(frame.score)}
      >
        <div style={{ inlineSize: `${100 * Math.max(0, share)}%` }} />
      </div>
      <dl className={styles.facts}>
        <div>
          <dt>{t('live.score')}</dt>
          <dd>{digits.format(frame.score)}</dd>
        </div>
        <div>
          <dt>{t('live.threshold')}</dt>
          <dd>{digits.format(threshold)}</dd>
        </div>
        <div>
          <dt>{t('live.rate')}</dt>
          <dd data-testid="live-rate">{framesPerSecond === null ? '–' : whole.format(framesPerSecond)}</dd>
        </div>
      </dl>
    </div>
  );
}
