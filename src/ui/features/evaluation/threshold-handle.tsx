/** The threshold as a slider over the histogram: by mouse, by touch, and by keyboard (arrows, page keys, Home, End). */
import type { KeyboardEvent, PointerEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { usePlayground } from '../../../store/store.ts';
import { formatScore } from './format.ts';
import { toFraction, toScore, type ScoreAxis } from './histogram-model.ts';
import styles from './score-histogram.module.css';

const STEP = 0.005;
const PAGE = 0.05;

interface Props {
  readonly axis: ScoreAxis;
  readonly threshold: number;
}

export function ThresholdHandle({ axis, threshold }: Props) {
  const { t } = useTranslation('evaluation');
  const setManualThreshold = usePlayground((state) => state.setManualThreshold);
  const fraction = toFraction(axis, threshold);
  const moveTo = (share: number) => setManualThreshold(toScore(axis, share));

  const onPointerDown = (event: PointerEvent<HTMLDivElement>) => {
    event.currentTarget.setPointerCapture(event.pointerId);
    event.currentTarget.focus();
    event.preventDefault();
  };
  const onPointerMove = (event: PointerEvent<HTMLDivElement>) => {
    const plot = event.currentTarget.parentElement;
    if (!plot || !event.currentTarget.hasPointerCapture(event.pointerId)) return;
    const box = plot.getBoundingClientRect();
    moveTo((event.clientX - box.left) / box.width);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const moves: Record<string, number> = {
      ArrowRight: fraction + STEP,
      ArrowUp: fraction + STEP,
      ArrowLeft: fraction - STEP,
      ArrowDown: fraction - STEP,
      PageUp: fraction + PAGE,
      PageDown: fraction - PAGE,
      Home: 0,
      End: 1,
    };
    if (!(event.key in moves)) return;
    event.preventDefault();
    moveTo(moves[event.key]);
  };
  return (
    <div
      role="slider"
      tabIndex={0}
      className={styles.handle}
      style={{ left: `${100 * fraction}%` }}
      aria-label={t('threshold')}
      aria-valuemin={axis.low}
      aria-valuemax={axis.high}
      aria-valuenow={threshold}
      aria-valuetext={formatScore(threshold)}
      onPointerDown={onPointerDown}
      onPointerMove={onPointerMove}
      onKeyDown={onKeyDown}
    >
      <span className={styles.line} />
      <span className={styles.grip} />
    </div>
  );
}
