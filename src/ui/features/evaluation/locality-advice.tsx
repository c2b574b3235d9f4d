/** What the training images say about one Gaussian for all places or a mean per place, and whether it was followed. */
import { useTranslation } from 'react-i18next';
import type { Evaluation } from '../../../worker/protocol.ts';
import styles from './evaluation-panel.module.css';

interface Props {
  readonly evaluation: Pick<Evaluation, 'locality' | 'localityAdvice'>;
}

export function LocalityAdvice({ evaluation: { locality, localityAdvice: advice } }: Props) {
  const { t } = useTranslation('evaluation');
  if (!advice) return null;
  // A spread for each place comes with a mean for each.
  const followed = (advice.locality === 'shared') === (locality === 'shared');
  const percent = (share: number) => (100 * share).toFixed(1);
  return (
    <p className={styles.help}>
      {advice.judged
        ? t(`localityAdvice.${advice.locality}`, { gain: percent(advice.gain), mark: percent(advice.mark) })
        : t('localityAdvice.unjudged')}{' '}
      {t(followed ? 'localityAdvice.followed' : 'localityAdvice.overruled')}
    </p>
  );
}
