/** Which batch is shown and how large: task, seed, new draw, step, zoom. */
import { useTranslation } from 'react-i18next';
import { Button } from '../../components/button.tsx';
import { Field } from '../../components/field.tsx';
import { IconButton } from '../../components/icon-button.tsx';
import { NumberField } from '../../components/number-field.tsx';
import { ParameterControl } from '../../components/parameter-control.tsx';
import { Select } from '../../components/select.tsx';
import styles from './lab-toolbar.module.css';
import type { Lab, Zoom } from './use-lab.ts';

const ZOOMS: readonly Zoom[] = ['fit', 1, 2, 4, 8];
const LAST_STEP = 999_999;

export function LabToolbar({ lab }: { readonly lab: Lab }) {
  const { t } = useTranslation('augment');
  const zoomName = (zoom: Zoom) =>
    zoom === 'fit' ? t('zoomFit') : zoom === 1 ? t('zoomTraining') : t('zoomTimes', { factor: zoom });
  const goTo = (step: number) => {
    if (Number.isFinite(step)) lab.setStep(Math.min(LAST_STEP, Math.max(0, Math.floor(step))));
  };

  return (
    <div className={styles.toolbar} role="group" aria-label={t('toolbar')}>
      <div className={styles.parameter}>
        <ParameterControl path="augment.task" />
      </div>
      <div className={styles.parameter}>
        <ParameterControl path="seed" />
      </div>
      <Field label={t('step')}>
        {({ id }) => (
          <span className={styles.inline}>
            <IconButton
              label={t('previousDraw')}
              disabledReason={lab.step === 0 ? t('firstDraw') : null}
              onClick={() => goTo(lab.step - 1)}
            >
              ‹
            </IconButton>
            <NumberField
              id={id}
              title={t('stepHelp')}
              value={lab.step}
              className={styles.number}
              onCommit={goTo}
            />
            <Button variant="primary" onClick={() => goTo(lab.step + 1)}>
              {t('newDraw')}
            </Button>
          </span>
        )}
      </Field>
      <Field label={t('zoom')}>
        {({ id }) => (
          <Select
            id={id}
            value={String(lab.zoom)}
            options={ZOOMS.map((zoom) => ({ value: String(zoom), label: zoomName(zoom) }))}
            onChange={(value) => lab.setZoom(ZOOMS.find((zoom) => String(zoom) === value) ?? 'fit')}
          />
        )}
      </Field>
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
