/** The table of a grid: mean and standard error of each combination, its ensemble, and the paper's figure beside; with exports. */
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { expansionOf } from '../../../../core/runs/grid/grid.ts';
import { gridRows, gridTable, shownSettings } from '../../../../core/runs/grid/result-table.ts';
import { toCsv, toLatex, toMarkdown } from '../../../../core/runs/tables.ts';
import { lastMetrics, type RunRecord } from '../../../../core/runs/types.ts';
import { downloadFile } from '../../../../services/export/download.ts';
import type { QueuedGrid } from '../../../../store/queue/queue-state.ts';
import { usePlayground } from '../../../../store/store.ts';
import { Button } from '../../../components/button.tsx';
import styles from '../compare.module.css';
import { useRunScores } from '../use-part.ts';
import { useSettingNames } from '../../../components/use-setting-names.ts';
import gridStyles from './grid.module.css';

/** Its finished runs, newest first. */
const runsOfGrid = (runs: readonly RunRecord[], { id }: QueuedGrid): readonly RunRecord[] =>
  runs.filter((run) => run.grid === id && run.state === 'finished');

const NO_FIGURES = { auroc: null, averagePrecision: null, pixelAuroc: null, aupro: null } as const;

const FORMATS = ['markdown', 'latex', 'csv', 'json'] as const;

export function GridResults({ queued }: { readonly queued: QueuedGrid }) {
  const { t } = useTranslation('grids');
  const names = useSettingNames();
  const all = usePlayground((state) => state.runs);
  const { grid } = queued;
  const runs = useMemo(() => runsOfGrid(all, queued), [all, queued]);
  const scores = useRunScores(runs);
  const rows = useMemo(
    () =>
      gridRows(
        grid,
        expansionOf(grid),
        runs.map((run) => ({
          config: run.config,
          figures: lastMetrics(run) ?? NO_FIGURES,
          scores: scores.get(run.id) ?? null,
        })),
      ),
    [grid, runs, scores],
  );
  const table = gridTable(grid, rows, {
    setting: names.setting,
    value: names.value,
    seeds: t('column.seeds'),
    ensemble: t('column.ensemble'),
    paper: t('column.paper'),
    figures: {
      auroc: t('column.auroc'),
      averagePrecision: t('column.averagePrecision'),
      pixelAuroc: t('column.pixelAuroc'),
      aupro: t('column.aupro'),
    },
  });
  const settings = shownSettings(grid).length;
  const withPaper = rows.some(({ paper }) => paper !== null);
  const save = (format: (typeof FORMATS)[number]): void => {
    const [name, text] = {
      markdown: ['grid.md', () => toMarkdown(table)] as const,
      latex: ['grid.tex', () => toLatex(table)] as const,
      csv: ['grid.csv', () => toCsv(table)] as const,
      json: ['grid.json', () => `${JSON.stringify(grid, null, 2)}\n`] as const,
    }[format];
    downloadFile(name, new Blob([text()], { type: 'text/plain;charset=utf-8' }));
  };
  return (
    <>
      <div className={styles.scroll} tabIndex={0} role="group" aria-label={t('results')}>
        <table className={styles.table} aria-label={t('results')}>
          <thead>
            <tr>
              {table.header.map((name) => (
                <th key={name} scope="col">
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row, i) => (
              <tr key={row.cell.key}>
                {table.rows[i].map((text, k) =>
                  k < Math.max(1, settings) ? (
                    <th key={k} scope="row">
                      {text}
                    </th>
                  ) : (
                    <td key={k}>{k === settings + 1 ? <strong>{text}</strong> : text}</td>
                  ),
                )}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p className={styles.muted}>{t(withPaper ? 'resultsHelpPaper' : 'resultsHelp')}</p>
      <div className={gridStyles.buttons}>
        {FORMATS.map((format) => (
          <Button key={format} size="small" onClick={() => save(format)}>
            {t(`export.${format}`)}
          </Button>
        ))}
      </div>
    </>
  );
}
