/** Where a score lies among normal images: each of those as a tick, the threshold, this image now and (where known) before training. */
import styles from './why-decision.module.css';
import { formatScore } from './format.ts';

interface Props {
  /** Ascending: the scores that the threshold rests on. */
  readonly normal: ArrayLike<number>;
  readonly threshold: number;
  readonly score: number;
  readonly anomalous: boolean;
  readonly labels: { readonly normal: string; readonly threshold: string; readonly image: string };
}

/** Largest over smallest score from which the axis is logarithmic, as in the panel's histogram. */
const LOG_FROM = 8;

/** Decorative: the sentence beside it says the same in words. */
export function ScoreStrip({ normal, threshold, score, anomalous, labels }: Props) {
  const all = [...Array.from(normal), threshold, score].filter(Number.isFinite);
  const [low, high] = [Math.min(...all), Math.max(...all)];
  const scale = low > 0 && high / low >= LOG_FROM ? Math.log : (value: number) => value;
  const span = scale(high) - scale(low) || 1;
  const at = (value: number) => `${(2 + (96 * (scale(value) - scale(low))) / span).toFixed(2)}%`;
  return (
    <div className={styles.strip} aria-hidden="true">
      <div className={styles.track}>
        {Array.from(normal, (value, i) => (
          <span key={i} className={styles.tick} style={{ left: at(value) }} />
        ))}
        <span className={styles.threshold} style={{ left: at(threshold) }} />
        <span className={styles.image} data-anomalous={anomalous} style={{ left: at(score) }} />
      </div>
      <p className={styles.key}>
        <span className={styles.normalKey}>{labels.normal}</span>
        <span className={styles.thresholdKey}>
          {labels.threshold} {formatScore(threshold)}
        </span>
        <span className={styles.imageKey} data-anomalous={anomalous}>
          {labels.image} {formatScore(score)}
        </span>
      </p>
    </div>
  );
}
