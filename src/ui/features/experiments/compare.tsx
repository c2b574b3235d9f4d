/** Chosen runs beside each other: their curves, the settings in which they differ, and whether their AUROCs do. */
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { differingLeaves } from '../../../core/runs/config-leaves.ts';
import type { RunRecord, RunScores } from '../../../core/runs/types.ts';
import { formatNumber } from '../../components/number-field.tsx';
import { Select } from '../../components/select.tsx';
import { formatCount } from '../../format.ts';
import { roundRange } from '../../ticks.ts';
import { aurocPoints, linesOf, lossPoints, rocPoints } from './chart-lines.ts';
import { ChartFigure } from './chart-figure.tsx';
import { CompareMaps } from './compare-maps.tsx';
import styles from './compare.module.css';
import { DifferenceRow } from './difference-row.tsx';
import { LineMark } from './line-mark.tsx';
import type { ChartSpec } from './overlay-chart.tsx';
import { useRunScores } from './use-part.ts';
import { useSettingNames } from '../../components/use-setting-names.ts';

function useCharts(
  runs: readonly RunRecord[],
  scores: ReadonlyMap<string, RunScores | null>,
): readonly ChartSpec[] {
  const { t, i18n } = useTranslation('experiments');
  const { language } = i18n;
  return useMemo(() => {
    const count = (value: number) => formatCount(value, language);
    const rate = (value: number) => value.toFixed(2);
    const loss = linesOf(runs, lossPoints);
    const auroc = linesOf(runs, aurocPoints);
    const steps = Math.max(1, ...runs.map(({ step }) => step));
    const lowest = Math.min(1, ...auroc.flatMap(({ points }) => points.map(({ y }) => y)));
    const losses = loss.flatMap(({ points }) => points.map(({ y }) => y));
    const lossAxis = losses.length > 0 ? roundRange(Math.min(...losses), Math.max(...losses), 4) : [0, 1];
    return [
      {
        title: t('charts.roc'),
        xLabel: t('charts.falsePositives'),
        yLabel: t('charts.truePositives'),
        xTop: 1,
        yBottom: 0,
        yTop: 1,
        diagonal: true,
        formatX: rate,
        formatY: rate,
        lines: linesOf(runs, (run) => {
          const found = scores.get(run.id);
          return found ? rocPoints(found) : [];
        }),
      },
      {
        title: t('charts.auroc'),
        xLabel: t('charts.step'),
        yLabel: t('column.auroc'),
        xTop: steps,
        yBottom: lowest < 0.5 ? 0 : 0.5,
        yTop: 1,
        formatX: count,
        formatY: rate,
        lines: auroc,
      },
      {
        title: t('charts.loss'),
        xLabel: t('charts.step'),
        yLabel: t('charts.lossLabel'),
        xTop: steps,
        yBottom: lossAxis[0],
        yTop: lossAxis[lossAxis.length - 1],
        formatX: count,
        formatY: formatNumber,
        lines: loss,
      },
    ];
  }, [runs, scores, t, language]);
}

function Legend({ runs }: { readonly runs: readonly RunRecord[] }) {
  return (
    <ul className={styles.legend}>
      {runs.map((run, i) => (
        <li key={run.id}>
          <LineMark index={i} width={36} />
          {run.name}
        </li>
      ))}
    </ul>
  );
}

function Settings({ runs }: { readonly runs: readonly RunRecord[] }) {
  const { t } = useTranslation('experiments');
  const names = useSettingNames();
  const differences = differingLeaves(runs.map(({ config }) => config));
  return (
    <section aria-label={t('settings.title')}>
      <h3 className={styles.heading}>{t('settings.title')}</h3>
      {differences.length === 0 ? (
        <p className={styles.muted}>{t('settings.same')}</p>
      ) : (
        <div className={styles.scroll}>
          <table className={styles.table}>
            <thead>
              <tr>
                <th scope="col">{t('settings.setting')}</th>
                {runs.map((run, i) => (
                  <th key={run.id} scope="col">
                    <LineMark index={i} /> {run.name}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {differences.map(({ path, values }) => (
                <tr key={path}>
                  <th scope="row">{names.setting(path)}</th>
                  {values.map((value, i) => (
                    <td key={runs[i].id} data-differs={!Object.is(value, values[0]) || undefined}>
                      {names.value(path, value)}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}

export function Compare({ runs }: { readonly runs: readonly RunRecord[] }) {
  const { t } = useTranslation('experiments');
  const scores = useRunScores(runs);
  const charts = useCharts(runs, scores);
  const [referenceId, setReferenceId] = useState<string | null>(null);
  if (runs.length === 0) return <p className={styles.empty}>{t('compareEmpty')}</p>;
  const reference = runs.find(({ id }) => id === referenceId) ?? runs[0];
  return (
    <div className={styles.compare}>
      <Legend runs={runs} />
      <div className={styles.charts}>
        {charts.map((spec) => (
          <ChartFigure key={spec.title} spec={spec} />
        ))}
      </div>
      {runs.length === 1 ? (
        <p className={styles.muted}>{t('compareOne')}</p>
      ) : (
        <>
          <section aria-label={t('difference.title')}>
            <div className={styles.bar}>
              <h3 className={styles.heading}>{t('difference.title')}</h3>
              <label className={styles.reference}>
                {t('difference.against')}
                <Select
                  value={reference.id}
                  options={runs.map(({ id, name }) => ({ value: id, label: name }))}
                  onChange={setReferenceId}
                />
              </label>
            </div>
            <ul className={styles.differences}>
              {runs.map((run, i) =>
                run.id === reference.id ? null : (
                  <DifferenceRow
                    key={`${run.id} ${reference.id}`}
                    index={i}
                    run={run}
                    reference={reference}
                    scores={scores.get(run.id)}
                    referenceScores={scores.get(reference.id)}
                    comparisons={runs.length - 1}
                  />
                ),
              )}
            </ul>
            <p className={styles.muted}>
              {runs.length > 2 && `${t('difference.corrected', { count: runs.length - 1 })} `}
              {t('difference.help')}
            </p>
          </section>
          <CompareMaps
            key={reference.id}
            reference={reference}
            others={runs.filter(({ id }) => id !== reference.id)}
            scores={scores}
          />
          <Settings runs={runs} />
        </>
      )}
    </div>
  );
}
