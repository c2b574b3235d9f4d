/** Which batch is shown: task, seed, new draw, step. */
import { useTranslation } from 'react-i18next';
import { Button } from '../../components/button.tsx';
import { Field } from '../../components/field.tsx';
import { IconButton } from '../../components/icon-button.tsx';
import { NumberField } from '../../components/number-field.tsx';
import { ParameterControl } from '../../components/parameter-control.tsx';
import styles from './lab-toolbar.module.css';
import type { Lab } from './use-lab.ts';

const LAST_STEP = 999_999;

export function LabToolbar({ lab }: { readonly lab: Lab }) {
  const { t } = useTranslation('augment');
  const goTo = (step: number) => {
    if (Number.isFinite(step)) lab.setStep(Math.min(LAST_STEP, Math.max(0, Math.floor(step))));
  };

  return (
    <div className={styles.toolbar} role="group" aria-label={t('toolbar')}>
      <div className={styles.task}>
        <ParameterControl path="augment.task" />
      </div>
      <div className={styles.seed}>
        <ParameterControl path="seed" />
      </div>
      <div className={styles.step}>
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
