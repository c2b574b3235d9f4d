/** The game before there is a network: what it needs, and the way there. Once the network has learned a step, the picture takes this place. */
import { useTranslation } from 'react-i18next';
import { usePlayground } from '../../../store/store.ts';
import { Button } from '../../components/button.tsx';
import styles from './classroom.module.css';

export function NoNetwork() {
  const { t } = useTranslation('game');
  const phase = usePlayground((state) => state.phase);
  const play = usePlayground((state) => state.play);
  const waits = phase === 'ready';
  return (
    <>
      <p role="status">{t(phase === 'preparing' || phase === 'training' ? 'learning' : 'nothing')}</p>
      {waits && (
        <div className={styles.actions}>
          <Button variant="primary" onClick={() => void play()}>
            {t('train')}
          </Button>
        </div>
      )}
    </>
  );
}
