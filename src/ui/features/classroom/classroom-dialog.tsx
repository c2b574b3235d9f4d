/** Results of a class without a server: one's own as a QR code or a file, and the board that collects them, with the spread over seeds. */
import { useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import {
  boardGroups,
  readEntries,
  withEntries,
  writeEntry,
  type ClassEntry,
} from '../../../core/classroom/entry.ts';
import { readQrCode } from '../../../services/classroom/read-qr.ts';
import { downloadFile } from '../../../services/export/download.ts';
import { keepBoard, keptBoard, ownEntry } from '../../../store/class-board.ts';
import { usePlayground } from '../../../store/store.ts';
import { Button } from '../../components/button.tsx';
import { Field } from '../../components/field.tsx';
import { QrCode } from '../../components/qr-code.tsx';
import { Sheet } from '../../components/sheet.tsx';
import { BoardTable } from './board-table.tsx';
import styles from './classroom.module.css';
import { useDataName } from './use-data-name.ts';

const textFile = (entries: readonly ClassEntry[]) =>
  new Blob([`${entries.map(writeEntry).join('\n')}\n`], { type: 'text/plain' });

function Mine({ onAdd }: { readonly onAdd: (entries: readonly ClassEntry[]) => void }) {
  const { t } = useTranslation('classroom');
  const [name, setName] = useState('');
  const dataName = useDataName();
  const own = useMemo(() => ownEntry(usePlayground.getState(), name || '–'), [name]);
  if (!own) return <p>{t('nothing')}</p>;
  const named = name.trim() !== '';
  return (
    <>
      <p>{t('mineText')}</p>
      <Field label={t('name')}>
        {({ id }) => (
          <input
            id={id}
            className={styles.name}
            type="text"
            maxLength={40}
            autoComplete="off"
            value={name}
            onChange={(event) => setName(event.target.value)}
          />
        )}
      </Field>
      <p>
        {t('result', {
          data: dataName(own.data),
          seed: own.seed,
          auroc: own.auroc.toFixed(3),
          steps: own.steps,
        })}
      </p>
      {named && (
        <>
          <QrCode text={writeEntry(own)} label={t('qr')} />
          <div className={styles.actions}>
            <Button onClick={() => downloadFile(`${own.name}.cutpaste.txt`, textFile([own]))}>
              {t('save')}
            </Button>
            <Button onClick={() => onAdd([own])}>{t('addMine')}</Button>
          </div>
        </>
      )}
    </>
  );
}

/** What is said of the last files, in the language of now. */
interface Said {
  readonly key: 'reading' | 'read' | 'unread' | 'notKept';
  readonly detail?: { readonly good?: number; readonly count?: number; readonly names?: string };
}

export function ClassroomDialog() {
  const { t } = useTranslation('classroom');
  const setDialog = usePlayground((state) => state.setDialog);
  const [board, setBoard] = useState(keptBoard);
  const [said, setSaid] = useState<readonly Said[]>([]);
  const picker = useRef<HTMLInputElement>(null);
  const add = (entries: readonly ClassEntry[]): readonly Said[] => {
    const next = withEntries(keptBoard(), [...board, ...entries]);
    setBoard(next);
    return keepBoard(next) ? [] : [{ key: 'notKept' }];
  };
  const open = async (files: readonly File[]) => {
    setSaid([{ key: 'reading' }]);
    const unread: string[] = [];
    const found: ClassEntry[] = [];
    for (const file of files) {
      const text = file.type.startsWith('image/') ? ((await readQrCode(file)) ?? '') : await file.text();
      const entries = readEntries(text);
      if (entries.length === 0) unread.push(file.name);
      found.push(...entries);
    }
    const kept = add(found);
    setSaid([
      { key: 'read', detail: { good: files.length - unread.length, count: files.length } },
      ...(unread.length > 0 ? [{ key: 'unread', detail: { names: unread.join(', ') } } as const] : []),
      ...kept,
    ]);
  };
  const clear = () => {
    setBoard([]);
    keepBoard([]);
    setSaid([]);
  };
  const groups = useMemo(() => boardGroups(board), [board]);
  return (
    <Sheet title={t('title')} onClose={() => setDialog(null)}>
      <section className={styles.mine} aria-labelledby="class-mine">
        <h3 id="class-mine">{t('mine')}</h3>
        <Mine onAdd={(entries) => setSaid(add(entries))} />
      </section>
      <section className={styles.board} aria-labelledby="class-board">
        <h3 id="class-board">{t('board')}</h3>
        <p className={styles.help}>{t('boardText')}</p>
        <div className={styles.actions}>
          <input
            ref={picker}
            hidden
            type="file"
            multiple
            accept="image/*,.txt"
            data-testid="class-files"
            onChange={(event) => {
              const files = [...(event.target.files ?? [])];
              event.target.value = '';
              if (files.length > 0) void open(files);
            }}
          />
          <Button onClick={() => picker.current?.click()}>{t('add')}</Button>
          {board.length > 0 && (
            <>
              <Button onClick={() => downloadFile('class.cutpaste.txt', textFile(board))}>
                {t('saveBoard')}
              </Button>
              <Button variant="ghost" onClick={clear}>
                {t('clear')}
              </Button>
            </>
          )}
        </div>
        <div role="status" className={styles.said}>
          {said.map(({ key, detail }) => (
            <p key={key}>{t(key, { ...detail })}</p>
          ))}
        </div>
        {groups.length === 0 ? (
          <p>{t('empty')}</p>
        ) : (
          groups.map((group, i) => <BoardTable key={i} group={group} />)
        )}
      </section>
    </Sheet>
  );
}
