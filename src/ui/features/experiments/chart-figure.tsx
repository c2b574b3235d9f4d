/** A chart with its title, as wide as its place, and the ways to take it away. */
import { useLayoutEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../components/button.tsx';
import styles from './compare.module.css';
import { OverlayChart, squareHeight, type ChartSpec } from './overlay-chart.tsx';

const HEIGHT = 250;
/** A square is at most so wide. */
const SQUARE = 380;

export function ChartFigure({ spec }: { readonly spec: ChartSpec }) {
  const { t } = useTranslation('experiments');
  const place = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(320);
  useLayoutEffect(() => {
    const element = place.current;
    if (!element) return undefined;
    const observer = new ResizeObserver(([entry]) =>
      setWidth(Math.max(200, Math.floor(entry.contentRect.width))),
    );
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  const save = async (kind: 'svg' | 'png') => {
    const { saveChartPng, saveChartSvg } = await import('./export-chart.tsx');
    if (kind === 'svg') saveChartSvg(spec);
    else await saveChartPng(spec);
  };
  const empty = spec.lines.every(({ points }) => points.length === 0);
  return (
    <figure className={styles.chart}>
      <figcaption>
        <h3>{spec.title}</h3>
        <span className={styles.buttons}>
          {(['svg', 'png'] as const).map((kind) => (
            <Button
              key={kind}
              size="small"
              aria-label={t(`charts.${kind}`, { title: spec.title })}
              onClick={() => void save(kind)}
            >
              {kind.toUpperCase()}
            </Button>
          ))}
        </span>
      </figcaption>
      <div ref={place} className={styles.drawing}>
        {empty ? (
          <p className={styles.empty}>{t('charts.empty')}</p>
        ) : (
          <OverlayChart
            spec={spec}
            width={spec.diagonal ? Math.min(width, SQUARE) : width}
            height={spec.diagonal ? squareHeight(Math.min(width, SQUARE)) : HEIGHT}
          />
        )}
      </div>
    </figure>
  );
}
