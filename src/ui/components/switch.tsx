/** An on/off control: the browser's checkbox with the role of a switch. */
import type { InputHTMLAttributes } from 'react';
import styles from './switch.module.css';

export interface SwitchProps extends Omit<
  InputHTMLAttributes<HTMLInputElement>,
  'type' | 'checked' | 'onChange' | 'role'
> {
  readonly checked: boolean;
  readonly onChange: (checked: boolean) => void;
}

export function Switch({ onChange, ...rest }: SwitchProps) {
  return (
    <input
      {...rest}
      type="checkbox"
      role="switch"
      className={styles.switch}
      onChange={(event) => onChange(event.target.checked)}
    />
  );
}
