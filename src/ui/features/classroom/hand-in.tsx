/** How a seat hands something over: a name of choice, then a code for the teacher's camera, a file, or a place on this very board. */
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { downloadFile } from '../../../services/export/download.ts';
import { Button } from '../../components/button.tsx';
import { Field } from '../../components/field.tsx';
import { QrCode } from '../../components/qr-code.tsx';
import { textFile } from './board-actions.tsx';
import styles from './classroom.module.css';

interface Props {
  /** What is handed over, between the name and the code. */
  readonly summary: string;
  /** The line of the entry under a name. */
  lineOf(name: string): string;
  readonly fileEnding: string;
  onAdd(name: string): void;
}

export function HandIn({ summary, lineOf, fileEnding, onAdd }: Props) {
  const { t } = useTranslation('classroom');
  const [name, setName] = useState('');
  const trimmed = name.trim();
  return (
    <>
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
      <p>{summary}</p>
      {trimmed !== '' && (
        <>
          <QrCode text={lineOf(trimmed)} label={t('qr')} />
          <div className={styles.actions}>
            <Button onClick={() => downloadFile(`${trimmed}.${fileEnding}.txt`, textFile([lineOf(trimmed)]))}>
              {t('save')}
            </Button>
            <Button onClick={() => onAdd(trimmed)}>{t('addMine')}</Button>
          </div>
        </>
      )}
    </>
  );
}
