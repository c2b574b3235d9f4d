/**
 * The embedding map (paper, Fig. 3): normal images, CutPaste and Scar views and anomalies as the network sees them, before and after training. It makes
 * itself again after every evaluation while it is looked at.
 */
import { useTranslation } from 'react-i18next';
import { usePlayground } from '../../../store/store.ts';
import { Switch } from '../../components/switch.tsx';
import { EmbeddingMap } from './embedding-map.tsx';
import { MakeMapButton, MapError } from './make-map.tsx';
import styles from './embedding-stage.module.css';
import { useMapByItself } from './use-map-by-itself.ts';

export function EmbeddingStage() {
  const { t } = useTranslation('embedding');
  const data = usePlayground((state) => state.embeddingMap);
  const hasRun = usePlayground((state) => state.plan !== null);
  const byItself = usePlayground((state) => state.embeddingByItself);
  const setByItself = usePlayground((state) => state.setEmbeddingByItself);
  useMapByItself();
  return (
    <section className={styles.stage} aria-label={t('title')}>
      <header>
        <h2 className={styles.title}>{t('title')}</h2>
        <p className={styles.help}>{hasRun || data ? t('help') : t('noRun')}</p>
      </header>
      <div className={styles.controls}>
        <MakeMapButton />
        <label className={styles.switch} title={t('byItselfHelp')}>
          <Switch checked={byItself} onChange={setByItself} />
          {t('byItself')}
        </label>
      </div>
      <MapError />
      {data && <EmbeddingMap data={data} />}
    </section>
  );
}
