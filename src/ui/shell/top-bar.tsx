/** The bar that answers at any moment: on what data, with which settings, what it is doing, how far, on what, and how to stop it. */
import { useTranslation } from 'react-i18next';
import { BackendChip } from './backend-chip.tsx';
import { DisplaySettings } from './display-settings.tsx';
import { Menu, ShowEverything } from './menu.tsx';
import { RunControls } from './run-controls.tsx';
import { RunSetup } from './run-setup.tsx';
import { RunStatus } from './run-status.tsx';
import { Shortcuts } from './shortcuts.tsx';
import styles from './top-bar.module.css';
import { useIsHidden } from './use-shown.ts';

export function TopBar() {
  const { t } = useTranslation('shell');
  const noSetup = useIsHidden('setup');
  const noBackend = useIsHidden('backend');
  return (
    <header className={styles.topBar}>
      <h1 className={styles.title}>
        <svg width="20" height="20" viewBox="0 0 20 20" aria-hidden="true">
          <rect x="1" y="1" width="18" height="18" rx="3" fill="var(--normal)" />
          <rect
            x="4"
            y="9"
            width="6"
            height="6"
            fill="none"
            stroke="var(--cut)"
            strokeWidth="1.6"
            strokeDasharray="2 1.4"
          />
          <rect x="10" y="4" width="6" height="6" fill="var(--paste)" />
        </svg>
        {t('title')}
      </h1>
      {!noSetup && <RunSetup />}
      <RunControls />
      <RunStatus />
      <div className={styles.end}>
        {!noBackend && <BackendChip />}
        <ShowEverything />
        <Menu />
        <DisplaySettings />
        <Shortcuts />
      </div>
    </header>
  );
}
