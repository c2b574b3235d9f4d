/** Over plain http from another machine: what the browser withholds, and how the page is served so that it does not. */
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { withheld } from '../../services/page-features.ts';
import { Notice } from '../components/notice.tsx';

const DISMISSED = 'insecure-notice-dismissed';

function wasDismissed(): boolean {
  try {
    return sessionStorage.getItem(DISMISSED) !== null;
  } catch {
    return false;
  }
}

function rememberDismissed(): void {
  try {
    sessionStorage.setItem(DISMISSED, 'yes');
  } catch {
    // It is shown again after a reload.
  }
}

export function InsecureNotice() {
  const { t, i18n } = useTranslation('shell');
  const [dismissed, setDismissed] = useState(wasDismissed);
  const missing = withheld();
  if (missing.length === 0 || dismissed) return null;
  const names = new Intl.ListFormat(i18n.language).format(
    missing.map((feature) => t(`insecure.features.${feature}`)),
  );
  return (
    <Notice
      onDismiss={() => {
        rememberDismissed();
        setDismissed(true);
      }}
    >
      {t('insecure.text', { names })}
    </Notice>
  );
}
