/** The game's picture to hand on: a link, and its code, that opens sample, settings and number, so that a class need not agree by word. */
import { useTranslation } from 'react-i18next';
import type { Config } from '../../../core/config/schema.ts';
import { linkAddress } from '../../../core/share/link.ts';
import { usePlayground } from '../../../store/store.ts';
import { CopiedAddress } from '../../components/copied-address.tsx';
import { Disclosure } from '../../components/disclosure.tsx';
import { fitsQrCode, QrCode } from '../../components/qr-code.tsx';
import styles from './classroom.module.css';

export function GameLink({ run, round }: { readonly run: Config; readonly round: number }) {
  const { t } = useTranslation('game');
  const sample = usePlayground((state) => state.sampleName);
  const page = { tab: null, lesson: null, hidden: [], language: null };
  const address = linkAddress(location.href, { ...page, config: run, sample, game: round });
  return (
    <Disclosure summary={t('link.title')}>
      <p className={styles.help}>{t(sample === null ? 'link.ownImages' : 'link.text')}</p>
      <CopiedAddress address={address} />
      {fitsQrCode(address) && <QrCode text={address} label={t('link.qr')} />}
    </Disclosure>
  );
}
