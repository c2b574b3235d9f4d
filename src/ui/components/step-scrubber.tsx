/** A slider over the steps of a run that were looked at. What it chooses is seen on the whole page: figure, ROC, histogram, pinned maps, embedding map. */
import { useTranslation } from 'react-i18next';
import { usePlayground } from '../../store/store.ts';
import { formatCount } from '../format.ts';
import { Slider } from './slider.tsx';
import styles from './step-scrubber.module.css';

interface Props {
  /** In order. At the last one the page follows the run. */
  readonly steps: readonly number[];
}

export function StepScrubber({ steps }: Props) {
  const { t, i18n } = useTranslation('localisation');
  const at = usePlayground((state) => state.seenStep);
  const seeStep = usePlayground((state) => state.seeStep);
  if (steps.length === 0) return null;
  const last = steps.length - 1;
  const chosen = at === null ? -1 : steps.indexOf(at);
  const position = chosen >= 0 ? chosen : last;
  const step = steps[position];
  const name = step === 0 ? t('pins.untrained') : t('pins.step', { step: formatCount(step, i18n.language) });
  return (
    <label className={styles.scrubber}>
      <span className={styles.when}>
        {name}
        {chosen < 0 && last > 0 && ` · ${t('pins.latest')}`}
      </span>
      {last > 0 && (
        <Slider
          aria-label={t('pins.scrub')}
          aria-valuetext={name}
          min={0}
          max={last}
          step={1}
          value={position}
          onChange={(next) => seeStep(next === last ? null : steps[next])}
        />
      )}
    </label>
  );
}
