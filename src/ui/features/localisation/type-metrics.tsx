/** Pixel metrics of each defect type against all normal images; worked out when the table is opened. */
import { memo, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { usePlayground } from '../../../store/store.ts';
import { Progress } from '../../components/progress.tsx';
import lightTable from './light-table.module.css';
import type { MapLayer } from './map-layers.ts';
import styles from './type-metrics.module.css';

const COLUMNS = ['auroc', 'aupro', 'averagePrecision', 'bestF1', 'iouAtThreshold'] as const;

export const TypeMetrics = memo(function TypeMetrics({ layer }: { readonly layer: MapLayer }) {
  const { t } = useTranslation('localisation');
  const hasMasks = usePlayground((state) => state.items.some(({ role, mask }) => role === 'test' && mask));
  const [open, setOpen] = useState(false);
  return (
    <details className={styles.types} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{t('types.title')}</summary>
      {!hasMasks ? (
        <p className={lightTable.muted}>{t('types.noMasks')}</p>
      ) : (
        open && <TypeTable layer={layer} />
      )}
    </details>
  );
});

function TypeTable({ layer }: { readonly layer: MapLayer }) {
  const { t } = useTranslation('localisation');
  const report = usePlayground((state) => state.pixelReports[layer.kind]);
  const error = usePlayground((state) => state.mapsError);
  const reportPixels = usePlayground((state) => state.reportPixels);
  useEffect(() => {
    if (!report) void reportPixels(layer.kind);
  }, [report, layer, reportPixels]);

  if (!report) {
    return error ? (
      <p role="alert">{t('types.failed', { message: error.message })}</p>
    ) : (
      <Progress label={t('types.coming')} value={null} />
    );
  }
  const { all } = report;
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
          {report.byType.map(({ defectType, count, scores }) => (
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
              <td>{report.byType.reduce((sum, { count }) => sum + count, 0)}</td>
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
