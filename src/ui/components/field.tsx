/** A control with its label above, and optionally a line of help or an error below; the ids are handed to the control. */
import { useId, type ReactNode } from 'react';
import styles from './field.module.css';

export interface FieldProps {
  readonly label: ReactNode;
  readonly help?: ReactNode;
  /** What was wrong with the last entry. */
  readonly error?: string | null;
  /** Beside the label, at the right. */
  readonly aside?: ReactNode;
  readonly children: (ids: { readonly id: string; readonly describedBy: string | undefined }) => ReactNode;
}

export function Field({ label, help, error, aside, children }: FieldProps) {
  const id = useId();
  const noteId = `${id}-note`;
  return (
    <div className={styles.field}>
      <div className={styles.head}>
        <label htmlFor={id}>{label}</label>
        {aside}
      </div>
      {children({ id, describedBy: help || error ? noteId : undefined })}
      {(help || error) && (
        <p id={noteId} className={error ? styles.error : styles.help} role={error ? 'alert' : undefined}>
          {error || help}
        </p>
      )}
    </div>
  );
}
