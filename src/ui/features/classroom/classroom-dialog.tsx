/** Results of a class without a server: one's own as a QR code or a file, and the board that collects them, with the spread over seeds. */
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import {
  boardGroups,
  readEntries,
  withEntries,
  writeEntry,
  type ClassEntry,
} from '../../../core/classroom/entry.ts';
import { classBoard, ownEntry } from '../../../store/class-board.ts';
import { usePlayground } from '../../../store/store.ts';
import { Button } from '../../components/button.tsx';
import { Sheet } from '../../components/sheet.tsx';
import { BoardActions } from './board-actions.tsx';
import { BoardTable } from './board-table.tsx';
import styles from './classroom.module.css';
import { HandIn } from './hand-in.tsx';
import { useCollection } from './use-collection.ts';
import { useDataName } from './use-data-name.ts';

function Mine({ onAdd }: { readonly onAdd: (entries: readonly ClassEntry[]) => void }) {
  const { t } = useTranslation('classroom');
  const dataName = useDataName();
  const own = useMemo(() => ownEntry(usePlayground.getState(), '–'), []);
  if (!own) return <p>{t('nothing')}</p>;
  const { data, seed, auroc, steps } = own;
  return (
    <>
      <p>{t('mineText')}</p>
      <HandIn
        summary={t('result', { data: dataName(data), seed, auroc: auroc.toFixed(3), steps })}
        lineOf={(name) => writeEntry({ ...own, name })}
        fileEnding="cutpaste"
        onAdd={(name) => onAdd([{ ...own, name }])}
      />
    </>
  );
}

export function ClassroomDialog() {
  const { t } = useTranslation('classroom');
  const setDialog = usePlayground((state) => state.setDialog);
  const collection = useCollection({ ...classBoard, merge: withEntries, read: readEntries });
  const { board } = collection;
  const groups = useMemo(() => boardGroups(board), [board]);
  return (
    <Sheet
      title={t('title')}
      onClose={() => setDialog(null)}
      actions={
        <>
          <Button onClick={() => setDialog('game')}>{t('toGame')}</Button>
          <Button onClick={() => setDialog('worksheet')}>{t('toWorksheet')}</Button>
        </>
      }
    >
      <section className={styles.mine} aria-labelledby="class-mine">
        <h3 id="class-mine">{t('mine')}</h3>
        <Mine onAdd={collection.add} />
      </section>
      <section className={styles.board} aria-labelledby="class-board">
        <h3 id="class-board">{t('board')}</h3>
        <p className={styles.help}>{t('boardText')}</p>
        <BoardActions
          collection={collection}
          write={writeEntry}
          fileName="class.cutpaste.txt"
          testId="class-files"
        />
        {groups.length === 0 ? (
          <p>{t('empty')}</p>
        ) : (
          groups.map((group, i) => <BoardTable key={i} group={group} of={groups} />)
        )}
      </section>
    </Sheet>
  );
}
