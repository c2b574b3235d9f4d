/** One page to look at and to print: a dialog whose content alone goes on paper (`base.css` hides the rest of the page while it is open). */
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from './button.tsx';
import { Dialog } from './dialog.tsx';
import styles from './sheet.module.css';

interface Props {
  readonly title: ReactNode;
  readonly onClose: () => void;
  readonly children: ReactNode;
  /** Buttons beside "Print". */
  readonly actions?: ReactNode;
  /** As wide as a sheet of paper. */
  readonly wide?: boolean;
}

export function Sheet({ title, onClose, children, actions, wide }: Props) {
  const { t } = useTranslation('common');
  return (
    <Dialog
      open
      wide={wide}
      title={title}
      onClose={onClose}
      actions={
        <span className={styles.actions}>
          {actions}
          <Button variant="primary" onClick={() => window.print()}>
            {t('print')}
          </Button>
        </span>
      }
    >
      <div className={styles.sheet}>{children}</div>
    </Dialog>
  );
}
