/** What can be done with the selected images: another label, removal; and taking the last change back. */
import { useTranslation } from 'react-i18next';
import { groupsOfImages } from '../../../core/calibration/given-groups.ts';
import type { DatasetItem } from '../../../core/dataset/types.ts';
import type { LabelChange } from '../../../core/dataset/relabel.ts';
import { usePlayground } from '../../../store/store.ts';
import { Button } from '../../components/button.tsx';
import { LabelMenu } from './label-menu.tsx';
import { EMPTY_SELECTION } from './selection.ts';
import styles from './selection-bar.module.css';
import { useGroupName } from './use-group-name.ts';
import type { SelectionState } from './use-selection.ts';

interface Props extends SelectionState {
  readonly items: readonly DatasetItem[];
  readonly defectTypes: readonly string[];
  readonly onRelabel: (change: LabelChange) => void;
  readonly onGroup: (as: 'hand' | 'alone') => void;
  readonly onRemove: () => void;
  readonly onUndo: () => void;
}

export function SelectionBar(props: Props) {
  const { items, defectTypes, selection, select, onRelabel, onGroup, onRemove, onUndo } = props;
  const { t } = useTranslation('dataset');
  const groupName = useGroupName();
  const canUndo = usePlayground((state) => state.canUndoDataset);
  const count = selection.ids.size;
  if (count === 0 && !canUndo) return null;
  const grouped = groupsOfImages(items).groupOf;
  const inGroup = [...selection.ids].some((id) => grouped.has(id));
  const one = count === 1 ? items.find(({ id }) => selection.ids.has(id)) : undefined;
  const undo = canUndo && (
    <Button size="small" onClick={onUndo}>
      {t('undo')}
    </Button>
  );
  const groupNote = (id: string) => {
    const own = grouped.get(id);
    return t('groups.of', { count: [...grouped.values()].filter((group) => group === own).length });
  };
  if (count === 0) return <div className={styles.bar}>{undo}</div>;
  return (
    <div className={styles.bar} role="group" aria-label={t('selected', { count })}>
      <div className={styles.what}>
        <span className={styles.name} title={one?.path}>
          {one ? one.name : t('selected', { count })}
        </span>
        {one && <span className={styles.note}>{groupName(one)}</span>}
        {one && inGroup && <span className={styles.note}>{groupNote(one.id)}</span>}
        {one?.remark && <span className={styles.note}>{t(`remarks.${one.remark}`)}</span>}
      </div>
      <LabelMenu defectTypes={defectTypes} onChange={onRelabel} />
      {count > 1 && (
        <Button size="small" onClick={() => onGroup('hand')}>
          {t('groups.together')}
        </Button>
      )}
      {inGroup && (
        <Button size="small" onClick={() => onGroup('alone')}>
          {t('groups.apart')}
        </Button>
      )}
      <Button size="small" variant="danger" onClick={onRemove}>
        {t('remove')}
      </Button>
      <Button size="small" variant="ghost" onClick={() => select(EMPTY_SELECTION)}>
        {t('clear')}
      </Button>
      {undo}
    </div>
  );
}
