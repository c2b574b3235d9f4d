/** The pastes of a class into one picture, the one that fools its network most first. */
import { useTranslation } from 'react-i18next';
import type { PasteEntry } from '../../../core/classroom/paste.ts';
import { ClassTable } from './class-table.tsx';
import styles from './classroom.module.css';
import { useDataName } from './use-data-name.ts';

export function GameBoard({ entries }: { readonly entries: readonly PasteEntry[] }) {
  const { t } = useTranslation('game');
  const dataName = useDataName();
  const [{ data, round }] = entries;
  return (
    <div className={styles.group}>
      <ClassTable
        caption={t('group', { data: dataName(data), round })}
        entries={entries}
        columns={(['name', 'seed', 'changed', 'normal'] as const).map((column) => t(`columns.${column}`))}
        figuresOf={({ changed, normal }) => [
          `${(100 * changed).toFixed(1)} %`,
          `${(100 * normal).toFixed(0)} %`,
        ]}
      />
      <p className={styles.help}>{t('lesson')}</p>
    </div>
  );
}
