/**
 * A button. With `disabledReason` it cannot be pressed but stays reachable, so that pointer, keyboard and screen reader can all ask
 * why. `disabled` alone is for cases whose reason stands beside it.
 */
import { useId, type ButtonHTMLAttributes, type Ref } from 'react';
import styles from './button.module.css';
import { classes } from './classes.ts';
import { VisuallyHidden } from './visually-hidden.tsx';

export interface ButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  readonly variant?: 'default' | 'primary' | 'ghost' | 'danger';
  readonly size?: 'default' | 'small';
  /** Why it cannot be pressed now; empty or absent when it can. */
  readonly disabledReason?: string | null;
  readonly ref?: Ref<HTMLButtonElement>;
}

export function Button({
  variant = 'default',
  size = 'default',
  disabledReason,
  className,
  children,
  title,
  onClick,
  ...rest
}: ButtonProps) {
  const reasonId = useId();
  const refused = Boolean(disabledReason);
  return (
    <button
      type="button"
      aria-disabled={refused || undefined}
      aria-describedby={refused ? reasonId : undefined}
      {...rest}
      title={disabledReason || title}
      onClick={refused ? (event) => event.preventDefault() : onClick}
      className={classes(styles.button, styles[variant], size === 'small' && styles.small, className)}
    >
      {children}
      {refused && <VisuallyHidden id={reasonId}>{disabledReason}</VisuallyHidden>}
    </button>
  );
}
