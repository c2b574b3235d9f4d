/** How much of the browser's storage is in use, and the promise not to clear it. */
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import {
  requestPersistence,
  storageEstimate,
  type StorageEstimate,
} from '../../../services/storage/database.ts';
import { Button } from '../../components/button.tsx';
import { formatBytes } from '../../format.ts';
import styles from './project-dialog.module.css';

export function StorageRoom() {
  const { t, i18n } = useTranslation('keeping');
  const [room, setRoom] = useState<StorageEstimate | null>(null);
  useEffect(() => {
    let shown = true;
    void storageEstimate().then((found) => shown && setRoom(found));
    return () => {
      shown = false;
    };
  }, []);
  if (!room) return null;
  const ask = async (): Promise<void> => {
    await requestPersistence();
    setRoom(await storageEstimate());
  };
  const size = (bytes: number): string => formatBytes(bytes, i18n.language);
  return (
    <>
      <p className={styles.lead}>
        {t('kept.room', { used: size(room.usedBytes), quota: size(room.quotaBytes) })}{' '}
        {t(room.persisted ? 'kept.persisted' : 'kept.notPersisted')}
      </p>
      {!room.persisted && (
        <Button size="small" onClick={() => void ask()}>
          {t('kept.persist')}
        </Button>
      )}
    </>
  );
}
