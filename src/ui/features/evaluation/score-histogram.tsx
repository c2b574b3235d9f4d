/**
 * Histogram of the anomaly scores: normal (blue) beside anomalous (hatched vermilion) test images, held-out training images
 * as an outline. Each bin lists its images when clicked; the threshold is dragged over it.
 */
import { useState, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { usePlayground } from '../../../store/store.ts';
import { formatScore } from './format.ts';
import { BIN_COUNT, toFraction, type HistogramModel } from './histogram-model.ts';
import styles from './score-histogram.module.css';
import type { ScoredSet } from './selectors.ts';
import { ThresholdHandle } from './threshold-handle.tsx';

interface Props {
  readonly set: ScoredSet;
  readonly model: HistogramModel;
  readonly threshold: number;
  readonly automatic: number;
  /** The outline is of images that were kept for the threshold, not of training images. */
  readonly kept: boolean;
}

/** Share of the plot's height under the highest bar's top. */
const HEADROOM = 0.94;

export function ScoreHistogram({ set, model, threshold, automatic, kept }: Props) {
  const { t } = useTranslation('evaluation');
  const setResultFilter = usePlayground((state) => state.setResultFilter);
  const chosen = usePlayground((state) => state.selectedItemId);
  const [focused, setFocused] = useState(0);
  const { normal, anomalous, heldOut, edges, axis, ids } = model;
  const synthetic = set.source === 'synthetic';
  const testPeak = Math.max(1, ...normal, ...anomalous);
  const heldOutPeak = Math.max(1, ...heldOut);
  const percent = (share: number) => `${(100 * HEADROOM * share).toFixed(2)}%`;

  const choose = (bin: number) => {
    if (ids[bin].length === 0) return;
    const range = { from: formatScore(edges[bin]), to: formatScore(edges[bin + 1]) };
    setResultFilter({ label: t('filterBin', range), ids: ids[bin] });
  };
  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    const next = Math.min(BIN_COUNT - 1, Math.max(0, focused + step));
    setFocused(next);
    (event.currentTarget.children[next] as HTMLElement).focus();
  };
  const outline = Array.from(heldOut, (count, bin) => {
    const y = (1 - (HEADROOM * count) / heldOutPeak) * 100;
    return `L${bin} ${y.toFixed(2)} L${bin + 1} ${y.toFixed(2)}`;
  }).join(' ');

  return (
    <div className={styles.histogram}>
      <div className={styles.plot}>
        <div className={styles.bins} role="group" aria-label={t('histogram')} onKeyDown={onKeyDown}>
          {edges.slice(0, -1).map((edge, bin) => (
            <button
              key={bin}
              type="button"
              className={styles.bin}
              tabIndex={bin === focused ? 0 : -1}
              onFocus={() => setFocused(bin)}
              onClick={() => choose(bin)}
              aria-disabled={ids[bin].length === 0}
              data-chosen={chosen !== null && ids[bin].includes(chosen)}
              title={t('bin', {
                from: formatScore(edge),
                to: formatScore(edges[bin + 1]),
                normal: normal[bin],
                anomalous: anomalous[bin],
                heldOut: heldOut[bin],
              })}
            >
              <span className={styles.normal} style={{ height: percent(normal[bin] / testPeak) }} />
              <span className={styles.anomalous} style={{ height: percent(anomalous[bin] / testPeak) }} />
            </button>
          ))}
        </div>
        <svg
          className={styles.outline}
          viewBox={`0 0 ${BIN_COUNT} 100`}
          preserveAspectRatio="none"
          aria-hidden
        >
          <path d={`M0 100 ${outline} L${BIN_COUNT} 100`} vectorEffect="non-scaling-stroke" />
        </svg>
        <span
          className={styles.automatic}
          style={{ left: `${100 * toFraction(axis, automatic)}%` }}
          aria-hidden
        />
        <ThresholdHandle axis={axis} threshold={threshold} />
      </div>
      <div className={styles.axis} aria-hidden>
        <span>{formatScore(axis.low)}</span>
        <span>{t(axis.logarithmic ? 'scoreAxisLog' : 'scoreAxis')}</span>
        <span>{formatScore(axis.high)}</span>
      </div>
      <ul className={styles.legend}>
        {set.normal > 0 && (
          <li>
            <span className={styles.swatchNormal} /> {t(synthetic ? 'syntheticNormal' : 'normal')}
          </li>
        )}
        {set.anomalous > 0 && (
          <li>
            <span className={styles.swatchAnomalous} /> {t(synthetic ? 'syntheticDefect' : 'anomalous')}
          </li>
        )}
        <li>
          <span className={styles.swatchHeldOut} /> {t(kept ? 'keptForThreshold' : 'heldOut')}
        </li>
      </ul>
    </div>
  );
}
