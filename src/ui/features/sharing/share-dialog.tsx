/** Share: the address of what the page shows, as text and as a QR code, with a choice of what a class sees of the page. */
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useShallow } from 'zustand/react/shallow';
import { linkAddress } from '../../../core/share/link.ts';
import { usePlayground } from '../../../store/store.ts';
import { Button } from '../../components/button.tsx';
import { CopiedAddress } from '../../components/copied-address.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { Disclosure } from '../../components/disclosure.tsx';
import { fitsQrCode, QrCode } from '../../components/qr-code.tsx';
import { HideChoices } from './hide-choices.tsx';
import { linkContent } from './link-content.ts';
import styles from './share-dialog.module.css';

export function ShareDialog() {
  const { t } = useTranslation(['sharing', 'shell', 'parameters']);
  const setDialog = usePlayground((state) => state.setDialog);
  const hiddenNow = usePlayground((state) => state.hiddenParts);
  const setHiddenParts = usePlayground((state) => state.setHiddenParts);
  const shown = usePlayground(
    useShallow(({ config, sampleName, stageTab, language, lessonPage, items }) => ({
      config,
      sampleName,
      stageTab,
      language,
      lessonPage,
      ownImages: items.length > 0 && sampleName === null,
    })),
  );
  const [hidden, setHidden] = useState(hiddenNow);
  const [withTab, setWithTab] = useState(true);
  const [withLanguage, setWithLanguage] = useState(false);
  const address = linkAddress(location.href, linkContent(shown, { hidden, withTab, withLanguage }));
  return (
    <Dialog open title={t('share.title')} onClose={() => setDialog(null)}>
      <p className={styles.lead}>{t('share.lead')}</p>
      {shown.ownImages && <p className={styles.lead}>{t('share.ownImages')}</p>}
      <CopiedAddress address={address} />
      <div className={styles.options}>
        <label className={styles.check}>
          <input type="checkbox" checked={withTab} onChange={(event) => setWithTab(event.target.checked)} />
          {t('share.withTab')}
        </label>
        <label className={styles.check}>
          <input
            type="checkbox"
            checked={withLanguage}
            onChange={(event) => setWithLanguage(event.target.checked)}
          />
          {t('share.withLanguage')}
        </label>
      </div>
      {fitsQrCode(address) ? (
        <QrCode text={address} label={t('share.qr')} />
      ) : (
        <p className={styles.lead}>{t('share.tooLongForQr')}</p>
      )}
      <Disclosure summary={t('hide.title')} defaultOpen={hiddenNow.length > 0}>
        <p className={styles.lead}>{t('hide.lead')}</p>
        <HideChoices hidden={hidden} onChange={setHidden} />
        <Button
          size="small"
          className={styles.tryHere}
          onClick={() => {
            setHiddenParts(hidden);
            setDialog(null);
          }}
        >
          {t('hide.tryHere')}
        </Button>
      </Disclosure>
    </Dialog>
  );
}
