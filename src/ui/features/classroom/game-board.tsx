/** The pastes of a class into one picture, the one that fools its network most first. */
import { useTranslation } from 'react-i18next';
import type { PasteEntry } from '../../../core/classroom/paste.ts';
import { ClassTable } from './class-table.tsx';
import styles from './classroom.module.css';
import { useDataName } from './use-data-name.ts';

type Group = readonly PasteEntry[];

interface Props {
  readonly entries: Group;
  /** All groups of the board: those of equal data and picture are told apart by their settings. */
  readonly of: readonly Group[];
}

export function GameBoard({ entries, of }: Props) {
  const { t } = useTranslation('game');
  const dataName = useDataName();
  const [{ data, round, settings }] = entries;
  const alike = of.filter(([one]) => one.data === data && one.round === round).length > 1;
  return (
    <div className={styles.group}>
      <ClassTable
        caption={t(alike ? 'groupSettings' : 'group', { data: dataName(data), round, settings })}
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
