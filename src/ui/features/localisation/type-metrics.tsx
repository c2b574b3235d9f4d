/** Pixel metrics of each defect type against all normal images; worked out when the table is opened. */
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { typeMetrics, type TypeMetricsRow } from '../../../services/maps/type-metrics.ts';
import { usePlayground } from '../../../store/store.ts';
import { Progress } from '../../components/progress.tsx';
import styles from './light-table.module.css';
import type { MapLayer } from './map-layers.ts';
import { mapRequest } from './use-ranked-images.ts';

const COLUMNS = ['auroc', 'aupro', 'averagePrecision', 'bestF1', 'iouAtThreshold'] as const;

export function TypeMetrics({ layer }: { readonly layer: MapLayer }) {
  const { t } = useTranslation('localisation');
  const hasMasks = usePlayground((state) => state.items.some(({ role, mask }) => role === 'test' && mask));
  const [open, setOpen] = useState(false);
  return (
    <details className={styles.types} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{t('types.title')}</summary>
      {!hasMasks ? <p className={styles.muted}>{t('types.noMasks')}</p> : open && <TypeTable layer={layer} />}
    </details>
  );
}

function TypeTable({ layer }: { readonly layer: MapLayer }) {
  const { t } = useTranslation('localisation');
  const items = usePlayground((state) => state.items);
  const sigmaPx = usePlayground((state) => state.config.evaluation.sigmaPx);
  const [state, setState] = useState<{ rows: readonly TypeMetricsRow[] | null; error: string | null }>({
    rows: null,
    error: null,
  });
  useEffect(() => {
    const stop = new AbortController();
    const images = items.flatMap((item) => {
      const request = item.role === 'test' && mapRequest(layer, item, sigmaPx);
      const counted = item.mask !== null || item.label === 'normal';
      if (!request || !counted) return [];
      const anomalous = item.label === 'anomalous';
      return [{ grid: request.grid, mask: request.mask, anomalous, defectType: item.defectType }];
    });
    const sizePx = items[0]?.image.width ?? 0;
    const { kind, threshold } = layer;
    typeMetrics({ images, kind, sizePx, sigmaPx, threshold }, stop.signal).then(
      (rows) => setState({ rows, error: null }),
      (error: unknown) =>
        stop.signal.aborted ||
        setState({ rows: null, error: error instanceof Error ? error.message : String(error) }),
    );
    return () => stop.abort();
  }, [layer, items, sigmaPx]);

  if (state.error) return <p role="alert">{t('types.failed', { message: state.error })}</p>;
  if (!state.rows) return <Progress label={t('types.coming')} value={null} />;
  const all = layer.pixel;
  return (
    <div className={styles.scroll}>
      <table className={styles.table}>
        <caption>{t('types.caption', { map: t(`panes.${layer.kind}`) })}</caption>
        <thead>
          <tr>
            <th scope="col">{t('defectType')}</th>
            <th scope="col">{t('types.count')}</th>
            {COLUMNS.map((column) => (
              <th key={column} scope="col" title={t(`types.help.${column}`)}>
                {t(`types.columns.${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {state.rows.map(({ defectType, count, scores }) => (
            <tr key={defectType}>
              <th scope="row">{defectType}</th>
              <td>{count}</td>
              {COLUMNS.map((column) => (
                <td key={column}>{scores ? scores[column].toFixed(3) : '–'}</td>
              ))}
            </tr>
          ))}
          {all && (
            <tr className={styles.total}>
              <th scope="row">{t('allTypes')}</th>
              <td>{state.rows.reduce((sum, { count }) => sum + count, 0)}</td>
              {COLUMNS.map((column) => (
                <td key={column}>{all[column].toFixed(3)}</td>
              ))}
            </tr>
          )}
        </tbody>
      </table>
    </div>
  );
}
