/** The browser's own select, in the page's dress. */
import type { SelectHTMLAttributes } from 'react';
import { classes } from './classes.ts';
import styles from './select.module.css';

export interface SelectOption<T extends string> {
  readonly value: T;
  readonly label: string;
  readonly disabled?: boolean;
}

export interface SelectProps<T extends string> extends Omit<
  SelectHTMLAttributes<HTMLSelectElement>,
  'value' | 'onChange' | 'children'
> {
  readonly value: T;
  readonly options: readonly SelectOption<T>[];
  readonly onChange: (value: T) => void;
  /** Why it cannot be changed now. */
  readonly disabledReason?: string | null;
}

export function Select<T extends string>({
  options,
  onChange,
  disabledReason,
  className,
  title,
  ...rest
}: SelectProps<T>) {
  return (
    <select
      {...rest}
      disabled={rest.disabled || Boolean(disabledReason)}
      title={disabledReason || title}
      className={classes(styles.select, className)}
      onChange={(event) => onChange(event.target.value as T)}
    >
      {options.map((option) => (
        <option key={option.value} value={option.value} disabled={option.disabled}>
          {option.label}
        </option>
      ))}
    </select>
  );
}
