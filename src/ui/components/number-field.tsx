/**
 * A number that is taken over when the field is left or Enter is pressed; Escape gives the old value back. An entry that `onCommit`
 * refuses (by throwing) stays in the field, with the reason handed to `onError`.
 */
import { useState, type InputHTMLAttributes } from 'react';
import { classes } from './classes.ts';
import styles from './number-field.module.css';

export interface NumberFieldProps extends Omit<
  InputHTMLAttributes<HTMLInputElement>,
  'value' | 'onChange' | 'onError' | 'type'
> {
  readonly value: number;
  readonly unit?: string;
  /** Throws when the value is refused. */
  readonly onCommit: (value: number) => void;
  /** `entry` is the text that was refused; null clears the last error. */
  readonly onError?: (error: unknown, entry?: string) => void;
}

/** As short as it can be without losing what a person typed: 3e-5 stays 3e-5, 3.3333333 becomes 3.333. */
export function formatNumber(value: number): string {
  if (Number.isInteger(value)) return String(value);
  const short = Number(value.toPrecision(4));
  return Math.abs(short) < 1e-3 ? short.toExponential() : String(short);
}

export function NumberField({ value, unit, onCommit, onError, className, ...rest }: NumberFieldProps) {
  const [draft, setDraft] = useState<string | null>(null);
  const commit = () => {
    if (draft === null) return;
    const number = draft.trim() === '' ? Number.NaN : Number(draft.replace(',', '.'));
    try {
      if (draft !== formatNumber(value)) onCommit(number);
      setDraft(null);
      onError?.(null);
    } catch (error) {
      onError?.(error, draft);
    }
  };
  return (
    <span className={classes(styles.wrap, className)}>
      <input
        {...rest}
        type="text"
        inputMode="decimal"
        autoComplete="off"
        value={draft ?? formatNumber(value)}
        onChange={(event) => setDraft(event.target.value)}
        onFocus={(event) => event.target.select()}
        onBlur={commit}
        onKeyDown={(event) => {
          if (event.key === 'Enter') commit();
          if (event.key === 'Escape') {
            setDraft(null);
            onError?.(null);
          }
        }}
      />
      {unit && <span className={styles.unit}>{unit}</span>}
    </span>
  );
}
