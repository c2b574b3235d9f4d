/** Which batch is shown and how large: task, seed, new draw, step, zoom. */
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { ParameterControl } from '../../components/parameter-control.tsx';
import styles from './lab-toolbar.module.css';
import type { Lab, Zoom } from './use-lab.ts';

const ZOOMS: readonly Zoom[] = ['fit', 1, 2, 4, 8];

export function LabToolbar({ lab }: { readonly lab: Lab }) {
  const { t } = useTranslation('augment');
  const stepId = useId();
  const zoomId = useId();
  const zoomName = (zoom: Zoom) =>
    zoom === 'fit' ? t('zoomFit') : zoom === 1 ? t('zoomTraining') : t('zoomTimes', { factor: zoom });

  return (
    <div className={styles.toolbar} role="group" aria-label={t('toolbar')}>
      <div className={styles.parameter}>
        <ParameterControl path="augment.task" />
      </div>
      <div className={styles.parameter}>
        <ParameterControl path="seed" />
      </div>
      <div className={styles.field}>
        <label htmlFor={stepId}>{t('step')}</label>
        <span className={styles.inline}>
          <button
            type="button"
            className={styles.button}
            aria-label={t('previousDraw')}
            title={t('previousDraw')}
            disabled={lab.step === 0}
            onClick={() => lab.setStep(lab.step - 1)}
          >
            ‹
          </button>
          <input
            id={stepId}
            type="number"
            inputMode="numeric"
            min={0}
            max={999_999}
            value={lab.step}
            title={t('stepHelp')}
            className={styles.number}
            onChange={(event) => {
              const value = Math.floor(Number(event.target.value));
              if (Number.isFinite(value)) lab.setStep(Math.min(999_999, Math.max(0, value)));
            }}
          />
          <button
            type="button"
            className={styles.button}
            data-primary="true"
            onClick={() => lab.setStep(lab.step + 1)}
          >
            {t('newDraw')}
          </button>
        </span>
      </div>
      <div className={styles.field}>
        <label htmlFor={zoomId}>{t('zoom')}</label>
        <select
          id={zoomId}
          className={styles.select}
          value={String(lab.zoom)}
          onChange={({ target }) => lab.setZoom(ZOOMS.find((zoom) => String(zoom) === target.value) ?? 'fit')}
        >
          {ZOOMS.map((zoom) => (
            <option key={zoom} value={String(zoom)}>
              {zoomName(zoom)}
            </option>
          ))}
        </select>
      </div>
      {lab.chosen && (
        <label className={styles.check}>
          <input
            type="checkbox"
            checked={lab.chosen.used}
            onChange={(event) => lab.setChosenUsed(event.target.checked)}
          />
          {t('useChosen', { name: lab.chosen.name })}
        </label>
      )}
    </div>
  );
}
