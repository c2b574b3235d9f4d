/** Fresh normal images are there: whether the threshold shall rest on them, and what they could promise. */
import { useTranslation } from 'react-i18next';
import { smallestPromise } from '../../core/calibration/conformal.ts';
import { givenForThreshold } from '../../store/calibration.ts';
import { usePlayground } from '../../store/store.ts';
import { Button } from './button.tsx';
import { Notice } from './notice.tsx';

export function ThresholdOffer() {
  const { t } = useTranslation('dataset');
  const count = usePlayground((state) => state.offeredForThreshold.size);
  const given = usePlayground((state) => givenForThreshold(state.items).length);
  const take = usePlayground((state) => state.takeForThreshold);
  const decline = usePlayground((state) => state.declineThreshold);
  if (count === 0) return null;
  const smallest = Number((100 * smallestPromise(count + given)).toFixed(1));
  return (
    <Notice
      title={t('offer.title', { count })}
      actions={
        <>
          <Button size="small" onClick={take}>
            {t('offer.take')}
          </Button>
          <Button size="small" variant="ghost" onClick={decline}>
            {t('offer.leave')}
          </Button>
        </>
      }
    >
      {t('offer.text', { count: count + given, smallest })}
    </Notice>
  );
}
