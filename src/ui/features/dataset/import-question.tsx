/** The question before a folder is loaded whose names leave something open: its groups with a few thumbnails, and what each may be. */
import { useEffect, useRef, useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { ANSWERS, type Answer } from '../../../core/dataset/reading/types.ts';
import type { AskedGroup, ImportQuestion as Question } from '../../../services/import/first-look.ts';
import { usePlayground } from '../../../store/store.ts';
import { Button } from '../../components/button.tsx';
import { Select } from '../../components/select.tsx';
import { Thumbnail } from '../../components/thumbnail.tsx';
import styles from './reading.module.css';

const SIDE_PX = 48;
const PROBE_PX = 64;

interface GroupProps {
  readonly group: AskedGroup;
  readonly answer: Answer;
  readonly onAnswer: (answer: Answer) => void;
}

function Group({ group, answer, onAnswer }: GroupProps) {
  const { t } = useTranslation('reading');
  const name = group.id || t('whole');
  return (
    <li className={styles.group} data-group={group.id}>
      <div className={styles.names}>
        <span className={styles.path}>{name}</span>
        <span className={styles.note}>
          {t('files', { count: group.count })}
          {group.part && ` · ${t(`parts.${group.part}`)}`}
        </span>
      </div>
      <Select
        aria-label={t('question.group', { name })}
        value={answer}
        options={ANSWERS.map((value) => ({ value, label: t(`answers.${value}`) }))}
        onChange={onAnswer}
      />
      <div className={styles.pictures} aria-hidden="true">
        {group.thumbnails.map((data, i) => (
          <span key={i} style={{ inlineSize: SIDE_PX, blockSize: SIDE_PX }}>
            <Thumbnail image={{ width: PROBE_PX, height: PROBE_PX, data }} sidePx={SIDE_PX} />
          </span>
        ))}
      </div>
    </li>
  );
}

function Form({ question }: { readonly question: Question }) {
  const { t } = useTranslation('reading');
  const { answerImport, dismissImportQuestion } = usePlayground.getState();
  const [answers, setAnswers] = useState<ReadonlyMap<string, Answer>>(new Map());
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  const answerOf = (group: AskedGroup): Answer => answers.get(group.id) ?? group.proposal;
  const kinds = [...new Set(question.groups.map(({ kind }) => kind))];
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    void answerImport(question.groups.map((group) => ({ name: group.id, as: answerOf(group) })));
  };
  return (
    <form className={styles.question} data-testid="import-question" onSubmit={submit}>
      <h2 ref={heading} tabIndex={-1} className={styles.title}>
        {t('question.title')}
      </h2>
      <p className={styles.note}>{t('question.lead')}</p>
      {kinds.map((kind) => (
        <fieldset key={kind} className={styles.kind}>
          <legend>{t(`question.kinds.${kind}`)}</legend>
          <ul className={styles.groups}>
            {question.groups
              .filter((group) => group.kind === kind)
              .map((group) => (
                <Group
                  key={group.id}
                  group={group}
                  answer={answerOf(group)}
                  onAnswer={(answer) => setAnswers(new Map(answers).set(group.id, answer))}
                />
              ))}
          </ul>
        </fieldset>
      ))}
      <div className={styles.actions}>
        <Button variant="primary" type="submit">
          {t('question.load')}
        </Button>
        <Button onClick={dismissImportQuestion}>{t('question.cancel')}</Button>
      </div>
    </form>
  );
}

export function ImportQuestion() {
  const question = usePlayground((state) => state.importQuestion);
  return question && <Form key={question.fingerprint} question={question} />;
}
