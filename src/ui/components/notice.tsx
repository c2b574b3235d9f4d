/** A message in the flow of the page: what happened, and what can be done. `error` is announced at once. */
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { classes } from './classes.ts';
import { IconButton } from './icon-button.tsx';
import { Icon } from './icon.tsx';
import styles from './notice.module.css';

export interface NoticeProps {
  readonly tone?: 'info' | 'error';
  readonly title?: ReactNode;
  readonly children?: ReactNode;
  /** Buttons under the text. */
  readonly actions?: ReactNode;
  readonly onDismiss?: () => void;
}

export function Notice({ tone = 'info', title, children, actions, onDismiss }: NoticeProps) {
  const { t } = useTranslation('common');
  return (
    <div role={tone === 'error' ? 'alert' : 'status'} className={classes(styles.notice, styles[tone])}>
      <Icon name={tone === 'error' ? 'warning' : 'help'} />
      <div className={styles.text}>
        {title && <strong>{title}</strong>}
        {children && <div>{children}</div>}
        {actions && <div className={styles.actions}>{actions}</div>}
      </div>
      {onDismiss && (
        <IconButton variant="ghost" size="small" icon="close" label={t('dismiss')} onClick={onDismiss} />
      )}
    </div>
  );
}
