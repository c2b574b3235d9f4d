/** Use without a network: what is kept, how large it is, and the ImageNet network on demand. */
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DownloadSize, StoredCount } from '../../../services/offline/messages.ts';
import { fetchDownloadSize } from '../../../services/offline/download-size.ts';
import { usePlayground } from '../../../store/store.ts';
import { Button } from '../../components/button.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { Progress } from '../../components/progress.tsx';
import styles from './offline-dialog.module.css';

const isKept = ({ stored, total }: StoredCount): boolean => total > 0 && stored >= total;

function useDownloadSize(): DownloadSize | null {
  const [size, setSize] = useState<DownloadSize | null>(null);
  useEffect(() => {
    let shown = true;
    void fetchDownloadSize(document.baseURI).then((found) => shown && setSize(found));
    return () => {
      shown = false;
    };
  }, []);
  return size;
}

export function OfflineDialog() {
  const { t } = useTranslation('offline');
  const setDialog = usePlayground((state) => state.setDialog);
  const offline = usePlayground((state) => state.offline);
  const size = useDownloadSize();
  return (
    <Dialog open title={t('title')} onClose={() => setDialog(null)}>
      <p className={styles.lead}>{t('lead')}</p>
      {offline ? (
        <ul className={styles.list}>
          <Row name="app" count={offline.app} bytes={size?.app.compressed} />
          {offline.backbone.total > 0 && (
            <Row name="backbone" count={offline.backbone} bytes={size?.backbone.compressed} onDemand />
          )}
        </ul>
      ) : (
        <p>{t('unavailable')}</p>
      )}
      {offline?.problem && (
        <p role="alert" className={styles.problem}>
          {t('problem', { reason: offline.problem })}
        </p>
      )}
      <p className={styles.lead}>{t('install')}</p>
    </Dialog>
  );
}

interface RowProps {
  readonly name: 'app' | 'backbone';
  readonly count: StoredCount;
  readonly bytes: number | undefined;
  readonly onDemand?: boolean;
}

function Row({ name, count, bytes, onDemand = false }: RowProps) {
  const { t, i18n } = useTranslation('offline');
  const storeBackbone = usePlayground((state) => state.storeBackbone);
  const [asked, setAsked] = useState(false);
  const kept = isKept(count);
  const problem = usePlayground((state) => state.offline?.problem);
  const megabytes = new Intl.NumberFormat(i18n.language, { maximumFractionDigits: 1 });
  const text = t('files', { stored: count.stored, total: count.total });
  const waiting = !kept && !problem && (asked || !onDemand);
  return (
    <li className={styles.row} data-kept={kept} data-testid={`offline-${name}`}>
      <div>
        <strong>{t(`parts.${name}`)}</strong>
        {bytes !== undefined && <span>{t('megabytes', { size: megabytes.format(bytes / 2 ** 20) })}</span>}
      </div>
      {kept && <span className={styles.kept}>{t('kept')}</span>}
      {waiting && <Progress label={t('keeping')} value={count.stored / count.total} text={text} />}
      {!kept && !waiting && (
        <Button
          size="small"
          onClick={() => {
            setAsked(true);
            storeBackbone();
          }}
        >
          {t('download')}
        </Button>
      )}
    </li>
  );
}
