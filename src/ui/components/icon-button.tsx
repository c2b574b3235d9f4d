/** A square button with an icon (or a sign as its child); `label` is its name and tooltip. */
import type { ReactNode } from 'react';
import { Button, type ButtonProps } from './button.tsx';
import { classes } from './classes.ts';
import styles from './icon-button.module.css';
import { Icon, type IconName } from './icon.tsx';

export interface IconButtonProps extends Omit<ButtonProps, 'aria-label' | 'children'> {
  readonly label: string;
  readonly icon?: IconName;
  readonly children?: ReactNode;
}

export function IconButton({ label, icon, children, className, title, ...rest }: IconButtonProps) {
  return (
    <Button {...rest} aria-label={label} title={title ?? label} className={classes(styles.square, className)}>
      {icon ? <Icon name={icon} /> : children}
    </Button>
  );
}
