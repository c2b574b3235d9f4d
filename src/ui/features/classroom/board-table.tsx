/** One data set with one choice of settings: every seat as a bar, and the spread over seeds in a sentence. */
import type { CSSProperties } from 'react';
import { useTranslation } from 'react-i18next';
import type { BoardGroup } from '../../../core/classroom/entry.ts';
import styles from './classroom.module.css';
import { useDataName } from './use-data-name.ts';

const digits = (value: number | null) => value?.toFixed(3) ?? '–';

export function BoardTable({ group }: { readonly group: BoardGroup }) {
  const { t } = useTranslation('classroom');
  const dataName = useDataName();
  const { entries, seeds, mean, low, high, deviation } = group;
  return (
    <div className={styles.group} data-seeds={seeds}>
      <table className={styles.table}>
        <caption>{t('group', { data: dataName(group.data), steps: group.steps })}</caption>
        <thead>
          <tr>
            {(['name', 'seed', 'untrained', 'auroc'] as const).map((column) => (
              <th key={column} scope="col">
                {t(`columns.${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {entries.map(({ name, seed, untrained, auroc }) => (
            <tr key={`${name}\n${seed}`}>
              <th scope="row">{name}</th>
              <td>{seed}</td>
              <td>{digits(untrained)}</td>
              <td>
                {/* From a coin's 0.5 to 1. */}
                <span
                  className={styles.bar}
                  style={{ '--share': Math.max(0, 2 * auroc - 1) } as CSSProperties}
                />
                {digits(auroc)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
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
