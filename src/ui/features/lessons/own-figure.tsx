/** Page 9: the way to images of one's own, and to the camera where the page has one. */
import { useTranslation } from 'react-i18next';
import { usePlayground } from '../../../store/store.ts';
import { Button } from '../../components/button.tsx';
import styles from './lessons.module.css';
import { TrainButton } from './train-button.tsx';

export function OwnFigure() {
  const { t } = useTranslation('lessons');
  const own = usePlayground((state) => state.items.length > 0 && state.sampleName === null);
  const count = usePlayground((state) => state.items.filter(({ role }) => role === 'train').length);
  const setNarrowColumn = usePlayground((state) => state.setNarrowColumn);
  return (
    <section className={styles.figure} aria-label={t('yours.figure')}>
      <p>{own ? t('yours.there', { number: count }) : t('yours.none')}</p>
      <div className={styles.row}>
        <Button className={styles.toData} onClick={() => setNarrowColumn('data')}>
          {t('yours.toData')}
        </Button>
        {own && <TrainButton primary label={t('yours.train')} />}
      </div>
    </section>
  );
}
