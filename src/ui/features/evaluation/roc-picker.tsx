/**
 * The ROC as something to click: the point nearest to the pointer (or, with the arrow keys, the next along the curve) is
 * marked, and a click or Enter lists the images that are called anomalous at its threshold.
 */
import { useState, type KeyboardEvent, type PointerEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { usePlotArea } from 'recharts';
import { usePlayground } from '../../../store/store.ts';
import styles from './evaluation-panel.module.css';
import { formatRate, formatScore } from './format.ts';
import { idsAtOrAbove } from './image-filters.ts';
import type { RocPoint, ScoredSet } from './selectors.ts';

interface Props {
  readonly set: ScoredSet;
  readonly points: readonly RocPoint[];
}

export function RocPicker({ set, points }: Props) {
  const { t } = useTranslation('evaluation');
  const area = usePlotArea();
  const setResultFilter = usePlayground((state) => state.setResultFilter);
  const selectedId = usePlayground((state) => state.selectedItemId);
  const [marked, setMarked] = useState<number | null>(null);
  if (!area) return null;
  const point = marked === null ? null : (points[Math.min(marked, points.length - 1)] ?? null);

  const ofChosen = selectedId === null ? -1 : set.ids.indexOf(selectedId);
  // Thresholds fall along the curve: the first that the image reaches.
  const chosen = ofChosen < 0 ? undefined : points.find(({ threshold }) => threshold <= set.scores[ofChosen]);

  const nearest = (event: PointerEvent<SVGElement>): number => {
    const box = event.currentTarget.getBoundingClientRect();
    const x = (event.clientX - box.left) / box.width;
    const y = 1 - (event.clientY - box.top) / box.height;
    let best = 0;
    points.forEach((p, i) => {
      if ((p.x - x) ** 2 + (p.y - y) ** 2 < (points[best].x - x) ** 2 + (points[best].y - y) ** 2) best = i;
    });
    return best;
  };
  const show = (index: number) => {
    const { threshold } = points[index];
    const ids = idsAtOrAbove(set, threshold);
    if (set.source === 'test')
      setResultFilter({ label: t('filterRoc', { threshold: formatScore(threshold) }), ids });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowRight: 1, ArrowUp: 1, ArrowLeft: -1, ArrowDown: -1 }[event.key];
    if (step) setMarked((now) => Math.min(points.length - 1, Math.max(0, (now ?? 0) + step)));
    else if ((event.key === 'Enter' || event.key === ' ') && marked !== null) show(marked);
    else return;
    event.preventDefault();
  };
  const text =
    point &&
    t('rocPoint', {
      fpr: formatRate(point.x),
      tpr: formatRate(point.y),
      threshold: formatScore(point.threshold),
    });
  return (
    <g>
      {chosen && (
        <rect
          x={area.x + chosen.x * area.width - 5}
          y={area.y + (1 - chosen.y) * area.height - 5}
          width={10}
          height={10}
          fill="var(--surface)"
          stroke="var(--accent)"
          strokeWidth={2}
          data-chosen="true"
        >
          <title>{t('rocChosen')}</title>
        </rect>
      )}
      {point && (
        <>
          <circle
            cx={area.x + point.x * area.width}
            cy={area.y + (1 - point.y) * area.height}
            r={5}
            fill="none"
            stroke="var(--text)"
            strokeWidth={2}
          />
          <text x={area.x + area.width - 6} y={area.y + area.height - 22} className={styles.readout}>
            <tspan x={area.x + area.width - 6}>
              {t('rocRates', { fpr: formatRate(point.x), tpr: formatRate(point.y) })}
            </tspan>
            <tspan x={area.x + area.width - 6} dy="1.3em">
              {t('rocThreshold', { threshold: formatScore(point.threshold) })}
            </tspan>
          </text>
        </>
      )}
      <rect
        x={area.x}
        y={area.y}
        width={area.width}
        height={area.height}
        className={styles.picker}
        tabIndex={0}
        role="application"
        aria-label={text ? `${t('rocPicker')} ${text}` : t('rocPicker')}
        onPointerMove={(event) => setMarked(nearest(event))}
        onPointerLeave={() => setMarked(null)}
        onClick={(event) => show(nearest(event as unknown as PointerEvent<SVGElement>))}
        onKeyDown={onKeyDown}
      />
    </g>
  );
}
