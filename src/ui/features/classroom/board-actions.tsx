/** The buttons of a board: add photos or files, save it, empty it; and what became of the last files. */
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { downloadFile } from '../../../services/export/download.ts';
import { Button } from '../../components/button.tsx';
import styles from './classroom.module.css';
import type { Collection } from './use-collection.ts';

interface Props<T> {
  readonly collection: Collection<T>;
  write(entry: T): string;
  readonly fileName: string;
  readonly testId: string;
}

export const textFile = (lines: readonly string[]) =>
  new Blob([`${lines.join('\n')}\n`], { type: 'text/plain' });

export function BoardActions<T>({ collection, write, fileName, testId }: Props<T>) {
  const { t } = useTranslation('classroom');
  const picker = useRef<HTMLInputElement>(null);
  const { board, said, open, clear } = collection;
  return (
    <>
      <div className={styles.actions}>
        <input
          ref={picker}
          hidden
          type="file"
          multiple
          accept="image/*,.txt"
          data-testid={testId}
          onChange={(event) => {
            const files = [...(event.target.files ?? [])];
            event.target.value = '';
            if (files.length > 0) void open(files);
          }}
        />
        <Button onClick={() => picker.current?.click()}>{t('add')}</Button>
        {board.length > 0 && (
          <>
            <Button onClick={() => downloadFile(fileName, textFile(board.map(write)))}>
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
    </>
  );
}
