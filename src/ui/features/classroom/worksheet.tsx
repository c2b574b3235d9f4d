/** A sheet for a class, to print: the textbook's pages and the class's own as tasks with room for a guess and figures; and the teacher's page to it. */
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { LESSONS } from '../../../core/lessons/lessons.ts';
import { usePlayground } from '../../../store/store.ts';
import { Button } from '../../components/button.tsx';
import { Field } from '../../components/field.tsx';
import { QrCode } from '../../components/qr-code.tsx';
import { Select } from '../../components/select.tsx';
import { Sheet } from '../../components/sheet.tsx';
import styles from './worksheet.module.css';

const READERS = ['learners', 'teacher'] as const;
type Reader = (typeof READERS)[number];

const HERE_ONLY = new Set(['localhost', '127.0.0.1', '[::1]', '']);

/** Without what stands behind it: every pupil starts afresh. */
const pageAddress = (): string => `${location.origin}${location.pathname}`;

interface Task {
  readonly key: string;
  readonly title: string;
  /** Below the catalogue `worksheet`. */
  readonly path: string;
}

function TaskItem({ task, reader }: { readonly task: Task; readonly reader: Reader }) {
  const { t } = useTranslation('worksheet');
  const said = (part: 'ask' | 'fields' | 'expect') => t(`${task.path}.${part}` as 'board.ask');
  return (
    <li className={styles.task}>
      <strong>{task.title}</strong>
      <p>{said('ask')}</p>
      {reader === 'teacher' ? (
        <p className={styles.expect}>
          {t('expect')}: {said('expect')}
        </p>
      ) : (
        <dl className={styles.fields}>
          {[t('guess'), ...said('fields').split('|')].map((name) => (
            <div key={name}>
              <dt>{name.trim()}</dt>
              <dd className={styles.blank} />
            </div>
          ))}
        </dl>
      )}
    </li>
  );
}

export function Worksheet() {
  const { t } = useTranslation(['worksheet', 'lessons', 'classroom', 'game']);
  const setDialog = usePlayground((state) => state.setDialog);
  const [reader, setReader] = useState<Reader>('learners');
  const pages = LESSONS.map(({ id }) => ({ key: id, title: t(`lessons:${id}.title`), path: `tasks.${id}` }));
  const together = [
    { key: 'board', title: t('classroom:title'), path: 'board' },
    { key: 'game', title: t('game:title'), path: 'game' },
  ];
  const local = location.protocol === 'file:' || HERE_ONLY.has(location.hostname);
  return (
    <Sheet
      wide
      title={t('title')}
      onClose={() => setDialog(null)}
      actions={<Button onClick={() => setDialog('classroom')}>{t('classroom:title')}</Button>}
    >
      <div className={styles.choice}>
        <Field label={t('forWhom')}>
          {({ id }) => (
            <Select
              id={id}
              value={reader}
              options={READERS.map((value) => ({ value, label: t(value) }))}
              onChange={setReader}
            />
          )}
        </Field>
      </div>
      <div className={styles.head}>
        <div>
          <p>{t(reader === 'teacher' ? 'leadTeacher' : 'lead')}</p>
          {local && <p className={styles.note}>{t('qrLocal')}</p>}
          {reader === 'learners' && (
            <dl className={styles.fields}>
              {(['name', 'date', 'seed'] as const).map((key) => (
                <div key={key}>
                  <dt>{t(key)}:</dt>
                  <dd className={styles.blank} />
                </div>
              ))}
            </dl>
          )}
        </div>
        <figure className={styles.code}>
          <QrCode text={pageAddress()} label={t('qr')} />
          <figcaption>{pageAddress()}</figcaption>
        </figure>
      </div>
      <ol className={styles.tasks}>
        {pages.map((task) => (
          <TaskItem key={task.key} task={task} reader={reader} />
        ))}
      </ol>
      <h3>{t('classTitle')}</h3>
      <ul className={styles.tasks}>
        {together.map((task) => (
          <TaskItem key={task.key} task={task} reader={reader} />
        ))}
      </ul>
    </Sheet>
  );
}
