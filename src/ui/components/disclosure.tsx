/** Folds content away under a line that opens it: the browser's details. */
import type { ReactNode } from 'react';
import { classes } from './classes.ts';
import styles from './disclosure.module.css';
import { Icon } from './icon.tsx';

export interface DisclosureProps {
  readonly summary: ReactNode;
  readonly children: ReactNode;
  readonly defaultOpen?: boolean;
  readonly className?: string;
  /** Each time that it is opened. */
  readonly onOpen?: () => void;
  /** Each time that it is folded. */
  readonly onFold?: () => void;
}

export function Disclosure({
  summary,
  children,
  defaultOpen = false,
  className,
  onOpen,
  onFold,
}: DisclosureProps) {
  return (
    <details
      className={classes(styles.disclosure, className)}
      open={defaultOpen || undefined}
      onToggle={({ currentTarget }) => (currentTarget.open ? onOpen : onFold)?.()}
    >
      <summary>
        <Icon name="chevron" size={12} />
        <span>{summary}</span>
      </summary>
      <div className={styles.body}>{children}</div>
    </details>
  );
}
