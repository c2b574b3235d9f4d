/**
 * What the automatic threshold promises: the false-alarm rate that is asked for, what it rests on, where the true rate lies, and how many
 * more images would make it surer. Says so where the promise is weaker or cannot be given.
 */
import { useTranslation } from 'react-i18next';
import { basisOf, thresholdPromise } from '../../../core/calibration/basis.ts';
import { imagesFor } from '../../../core/calibration/conformal.ts';
import { calibrationCount } from '../../../core/calibration/split.ts';
import { memoByOne } from './memo.ts';
import { givenForThreshold } from '../../../store/calibration.ts';
import { isLook } from '../../../store/seen.ts';
import { usePlayground } from '../../../store/store.ts';
import type { Evaluation } from '../../../worker/protocol.ts';
import { ThresholdOffer } from '../../components/threshold-offer.tsx';
import { Select } from '../../components/select.tsx';
import styles from './evaluation-panel.module.css';

const RATES = [0.01, 0.02, 0.05, 0.1, 0.2] as const;

/** Percent with as many digits as it takes to tell two rates apart. */
export const percentOf = (share: number): string => {
  const percent = 100 * share;
  return String(Number(percent.toFixed(percent < 10 ? 1 : 0)));
};

const promises = memoByOne((evaluation: Evaluation) => {
  const made = new Map<number, ReturnType<typeof thresholdPromise>>();
  return (quantile: number) => {
    const found = made.get(quantile) ?? thresholdPromise(evaluation, quantile);
    made.set(quantile, found);
    return found;
  };
});

/** From how many images on some are kept. */
function imagesToKeepSome(share: number): number {
  let images = 1;
  while (calibrationCount(images, share) === 0) images++;
  return images;
}

const basisText = (kept: boolean, given: boolean) => (!kept ? 'crossFit' : given ? 'given' : 'kept');

interface Props {
  readonly evaluation: Evaluation;
}

/** The rate that is asked for, and whether these images can promise it. */
export function PromisedRate({ evaluation }: Props) {
  const { t } = useTranslation('evaluation');
  const quantile = usePlayground((state) => state.config.evaluation.thresholdQuantile);
  const setParameter = usePlayground((state) => state.setParameter);
  if (basisOf(evaluation).scores.length === 0) return null;
  const promise = promises(evaluation)(quantile);
  const asked = Number((1 - quantile).toFixed(6));
  const rates = [...new Set([...RATES, asked])].sort((a, b) => a - b);
  const cannot = promise.promised > promise.asked + 1e-9;
  return (
    <>
      <label className={styles.promise}>
        {t('promise.atMost')}
        <Select
          value={String(asked)}
          options={rates.map((rate) => ({ value: String(rate), label: `${percentOf(rate)} %` }))}
          onChange={(rate) =>
            setParameter('evaluation.thresholdQuantile', Number((1 - Number(rate)).toFixed(6)))
          }
        />
      </label>
      {cannot && (
        <p className={styles.warning}>
          {t('promise.cannot', {
            images: promise.images,
            asked: percentOf(asked),
            smallest: percentOf(promise.smallest),
            needed: imagesFor(asked),
          })}
        </p>
      )}
    </>
  );
}

/** What the promise rests on, and what would make it surer. */
export function PromiseGrounds({ evaluation }: Props) {
  const { t } = useTranslation('evaluation');
  const quantile = usePlayground((state) => state.config.evaluation.thresholdQuantile);
  const share = usePlayground(({ runConfig, config }) => (runConfig ?? config).data.calibrationShare);
  const given = usePlayground(({ items }) => givenForThreshold(items).length > 0);
  if (basisOf(evaluation).scores.length === 0) return null;
  const promise = promises(evaluation)(quantile);
  return (
    <>
      <p className={styles.help}>
        {t(`promise.${basisText(promise.kept, given)}`, { images: promise.images })}{' '}
        {t('promise.rate', { low: percentOf(promise.rate.low), high: percentOf(promise.rate.high) })}{' '}
        {promise.toHalve !== null && t('promise.more', { count: promise.toHalve })}
      </p>
      {!promise.kept && (
        <p className={styles.help}>
          {share > 0 ? t('promise.tooFew', { needed: imagesToKeepSome(share) }) : t('promise.noneKept')}{' '}
          {t('promise.giveFresh')}
        </p>
      )}
      <ThresholdOffer />
    </>
  );
}

/** The same as a section of its own, where what a threshold comes to stands apart from what it rests on. */
export function PromiseSection({ evaluation }: Props) {
  const { t } = useTranslation('evaluation');
  const promised = usePlayground((state) => state.config.evaluation.threshold === 'conformal');
  if (!promised || isLook(evaluation) || basisOf(evaluation).scores.length === 0) return null;
  return (
    <section className={styles.section} aria-labelledby="evaluation-promise">
      <h3 id="evaluation-promise" className={styles.heading}>
        {t('promise.title')}
      </h3>
      <PromiseGrounds evaluation={evaluation} />
    </section>
  );
}
