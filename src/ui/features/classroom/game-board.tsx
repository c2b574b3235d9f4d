/** The pastes of a class into one picture, the one that fools its network most first. */
import { useTranslation } from 'react-i18next';
import type { PasteEntry } from '../../../core/classroom/paste.ts';
import styles from './classroom.module.css';
import { useDataName } from './use-data-name.ts';

export function GameBoard({ entries }: { readonly entries: readonly PasteEntry[] }) {
  const { t } = useTranslation('game');
  const dataName = useDataName();
  const [{ data, round }] = entries;
  return (
    <div className={styles.group}>
      <table className={styles.table}>
        <caption>{t('group', { data: dataName(data), round })}</caption>
        <thead>
          <tr>
            {(['name', 'seed', 'changed', 'normal'] as const).map((column) => (
              <th key={column} scope="col">
                {t(`columns.${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {entries.map(({ name, seed, changed, normal }) => (
            <tr key={`${name}\n${seed}`}>
              <th scope="row">{name}</th>
              <td>{seed}</td>
              <td>{(100 * changed).toFixed(1)} %</td>
              <td>{(100 * normal).toFixed(0)} %</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className={styles.help}>{t('lesson')}</p>
    </div>
  );
}
