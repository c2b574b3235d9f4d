/** Page 2: how visible the patch is that was moved by hand in the lab. */
import { useTranslation } from 'react-i18next';
import { HIDDEN, PLAIN } from '../../../core/lessons/lessons.ts';
import { usePlayground } from '../../../store/store.ts';
import styles from './lessons.module.css';

const MOST = 80;

export function HandFigure() {
  const { t } = useTranslation('lessons');
  const contrast = usePlayground((state) => state.lessonFacts.pasteContrast);
  const tried = usePlayground((state) => state.lessonFacts.pastesTried);
  const at = (value: number) => `${(100 * Math.min(MOST, value)) / MOST}%`;
  return (
    <section className={styles.figure} aria-label={t('byHand.figure')}>
      <p>{contrast === null ? t('byHand.move') : t('byHand.contrast', { value: contrast.toFixed(1) })}</p>
      <div className={styles.scale} aria-hidden="true">
        <span className={styles.zone} style={{ left: 0, width: at(HIDDEN) }} />
        <span className={styles.zone} style={{ left: at(PLAIN), right: 0 }} />
        {contrast !== null && <span className={styles.needle} style={{ left: at(contrast) }} />}
      </div>
      {contrast !== null && <p>{t('byHand.tried', { ...tried })}</p>}
      <p className={styles.note}>{t('byHand.scale', { hidden: HIDDEN, plain: PLAIN })}</p>
    </section>
  );
}
