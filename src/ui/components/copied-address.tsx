/** An address to hand on: shown whole, selected when it is focused, and copied by a button that says whether it could. */
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { copyField } from '../../services/export/copy-field.ts';
import { Button } from './button.tsx';
import styles from './copied-address.module.css';
import { Field } from './field.tsx';

export function CopiedAddress({ address }: { readonly address: string }) {
  const { t } = useTranslation('sharing');
  const [outcome, setOutcome] = useState<{ readonly of: string; readonly copied: boolean } | null>(null);
  const field = useRef<HTMLInputElement>(null);
  const copy = async () => {
    if (field.current) setOutcome({ of: address, copied: await copyField(field.current) });
  };
  const said = outcome?.of === address ? t(outcome.copied ? 'share.copied' : 'share.notCopied') : '';
  return (
    <div>
      <Field label={t('share.address')}>
        {({ id }) => (
          <div className={styles.address}>
            <input
              ref={field}
              id={id}
              type="text"
              readOnly
              value={address}
              onFocus={(event) => event.target.select()}
            />
            <Button variant="primary" onClick={() => void copy()}>
              {t('share.copy')}
            </Button>
          </div>
        )}
      </Field>
      <p className={styles.said} role="status">
        {said}
      </p>
    </div>
  );
}
