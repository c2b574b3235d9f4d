/** One data set with one choice of settings: every seat as a bar, and the spread over seeds in a sentence. */
import type { CSSProperties } from 'react';
import { useTranslation } from 'react-i18next';
import type { BoardGroup } from '../../../core/classroom/entry.ts';
import { ClassTable } from './class-table.tsx';
import styles from './classroom.module.css';
import { useDataName } from './use-data-name.ts';

const digits = (value: number | null) => value?.toFixed(3) ?? '–';

interface Props {
  readonly group: BoardGroup;
  /** All groups of the board: those of equal data and steps are told apart by their settings. */
  readonly of: readonly BoardGroup[];
}

export function BoardTable({ group, of }: Props) {
  const { t } = useTranslation('classroom');
  const dataName = useDataName();
  const alike = of.filter(({ data, steps }) => data === group.data && steps === group.steps).length > 1;
  const { entries, seeds, mean, low, high, deviation } = group;
  return (
    <div className={styles.group} data-seeds={seeds}>
      <ClassTable
        caption={t(alike ? 'groupSettings' : 'group', {
          data: dataName(group.data),
          steps: group.steps,
          settings: group.settings,
        })}
        entries={entries}
        columns={(['name', 'seed', 'untrained', 'auroc'] as const).map((column) => t(`columns.${column}`))}
        figuresOf={({ untrained, auroc }) => [
          digits(untrained),
          <>
            {/* From a coin's 0.5 to 1. */}
            <span className={styles.bar} style={{ '--share': Math.max(0, 2 * auroc - 1) } as CSSProperties} />
            {digits(auroc)}
          </>,
        ]}
      />
      <p>
        {deviation === null
          ? t('oneSeed', { mean: digits(mean) })
          : t('spread', {
              mean: digits(mean),
              seeds,
              low: digits(low),
              high: digits(high),
              deviation: digits(deviation),
            })}
      </p>
      {deviation !== null && <p className={styles.help}>{t('lesson')}</p>}
    </div>
  );
}
