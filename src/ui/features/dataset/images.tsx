/** The images of the open data set: which are shown, which are selected, and what is done with them. */
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { LabelChange } from '../../../core/dataset/relabel.ts';
import { usePlayground } from '../../../store/store.ts';
import { Button } from '../../components/button.tsx';
import { useStages } from '../../components/in-turn.tsx';
import { Select } from '../../components/select.tsx';
import { VisuallyHidden } from '../../components/visually-hidden.tsx';
import { groupImages, typeOfGroup } from './groups.ts';
import styles from './images.module.css';
import { SelectionBar } from './selection-bar.tsx';
import { chooseAll, EMPTY_SELECTION } from './selection.ts';
import { ThumbnailGrid } from './thumbnail-grid.tsx';
import { useGroupName } from './use-group-name.ts';
import { useSelection } from './use-selection.ts';

export function Images() {
  const { t } = useTranslation('dataset');
  const items = usePlayground((state) => state.items);
  const groups = useMemo(() => groupImages(items), [items]);
  const groupName = useGroupName();
  const stage = useStages(1);
  const [wanted, setWanted] = useState('all');
  const [several, setSeveral] = useState(false);
  const [message, setMessage] = useState('');
  const { selection, select } = useSelection(items);
  const { relabel, group, removeItems, undoDataset } = usePlayground.getState();

  const shown = groups.some(({ key }) => key === wanted) ? wanted : 'all';
  const visible = useMemo(
    () => (shown === 'all' ? groups : groups.filter(({ key }) => key === shown)),
    [groups, shown],
  );
  const count = selection.ids.size;
  const onRelabel = (change: LabelChange): void => {
    relabel([...selection.ids], change);
    setMessage(t('relabelled', { count }));
  };
  const onGroup = (as: 'hand' | 'alone'): void => {
    group([[...selection.ids]], as);
    setMessage(t(`groups.done.${as}`, { count }));
  };
  const onRemove = (): void => {
    removeItems([...selection.ids]);
    select(EMPTY_SELECTION);
    setMessage(t('removed', { count }));
  };
  const onUndo = (): void => {
    undoDataset();
    setMessage(t('undone'));
  };
  return (
    <div className={styles.images}>
      <div className={styles.tools}>
        <Select
          aria-label={t('show')}
          className={styles.show}
          value={shown}
          options={[
            { value: 'all', label: t('all') },
            ...groups.map(({ key, items: [first] }) => ({ value: key as string, label: groupName(first) })),
          ]}
          onChange={setWanted}
        />
        <Button
          size="small"
          className={styles.several}
          aria-pressed={several}
          onClick={() => setSeveral(!several)}
        >
          {t('several')}
        </Button>
        <Button
          size="small"
          onClick={() =>
            select(
              chooseAll(
                selection,
                visible.flatMap((shownGroup) => shownGroup.items.map(({ id }) => id)),
              ),
            )
          }
        >
          {t('selectAll')}
        </Button>
      </div>
      {stage > 0 && <ThumbnailGrid {...{ groups: visible, selection, select, several, onRemove, onUndo }} />}
      <SelectionBar
        {...{ items, selection, select, onRelabel, onGroup, onRemove, onUndo }}
        defectTypes={groups.map(({ key }) => typeOfGroup(key)).filter((type) => type !== null)}
      />
      <VisuallyHidden role="status">{message}</VisuallyHidden>
    </div>
  );
}
