/** What can be done with the selected images: another label, removal; and taking the last change back. */
import { useTranslation } from 'react-i18next';
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
  readonly onRemove: () => void;
  readonly onUndo: () => void;
}

export function SelectionBar({ items, defectTypes, selection, select, onRelabel, onRemove, onUndo }: Props) {
  const { t } = useTranslation('dataset');
  const groupName = useGroupName();
  const canUndo = usePlayground((state) => state.canUndoDataset);
  const count = selection.ids.size;
  if (count === 0 && !canUndo) return null;
  const one = count === 1 ? items.find(({ id }) => selection.ids.has(id)) : undefined;
  const undo = canUndo && (
    <Button size="small" onClick={onUndo}>
      {t('undo')}
    </Button>
  );
  if (count === 0) return <div className={styles.bar}>{undo}</div>;
  return (
    <div className={styles.bar} role="group" aria-label={t('selected', { count })}>
      <div className={styles.what}>
        <span className={styles.name} title={one?.path}>
          {one ? one.name : t('selected', { count })}
        </span>
        {one && <span className={styles.note}>{groupName(one)}</span>}
        {one?.remark && <span className={styles.note}>{t(`remarks.${one.remark}`)}</span>}
      </div>
      <LabelMenu defectTypes={defectTypes} onChange={onRelabel} />
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
