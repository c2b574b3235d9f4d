/** A chart of what was tried, its legend, and the same numbers as a table. */
import { useTranslation } from 'react-i18next';
import { useLoaded } from '../../components/use-loaded.ts';
import panel from './evaluation-panel.module.css';
import type { TrialSeries } from './trial-chart.tsx';
import styles from './trial-figure.module.css';

const loadChart = () => import('./trial-chart.tsx');

interface Props {
  readonly title: string;
  readonly series: readonly TrialSeries[];
  readonly rows: readonly (Readonly<Record<string, number | null>> & { readonly x: number })[];
  /** Cells of the table beside `x`, in the order of `columns`. */
  readonly columns: readonly string[];
  readonly cells: readonly (readonly string[])[];
}

export function TrialFigure({ title, series, rows, columns, cells }: Props) {
  const { t } = useTranslation('evaluation');
  const chart = useLoaded(loadChart);
  return (
    <figure className={styles.figure}>
      <div className={panel.wide} role="img" aria-label={t('trials.chart', { title })}>
        {chart ? (
          <chart.TrialChart rows={rows} series={series} title={title} />
        ) : (
          <p className={panel.loading}>{t('loadingChart')}</p>
        )}
      </div>
      <ul className={styles.legend}>
        {series.map(({ key, name, colour, dash }) => (
          <li key={key}>
            <svg width="24" height="8" aria-hidden="true">
              <line x1="0" x2="24" y1="4" y2="4" stroke={colour} strokeWidth="2" strokeDasharray={dash} />
            </svg>
            {name}
          </li>
        ))}
      </ul>
      <table className={styles.table}>
        <thead>
          <tr>
            {[title, ...columns].map((name) => (
              <th key={name} scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ x }, i) => (
            <tr key={x}>
              <th scope="row">{x}</th>
              {cells[i].map((text, column) => (
                <td key={columns[column]}>{text}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </figure>
  );
}
