/** Why something could not be tried. */
import { useTranslation } from 'react-i18next';
import { usePlayground } from '../../../store/store.ts';
import panel from './evaluation-panel.module.css';

export function TrialError() {
  const { t } = useTranslation('errors');
  const error = usePlayground((state) => state.trialsError);
  if (!error) return null;
  return (
    <p role="alert" className={panel.warning}>
      {t(error.code as 'unexpected', { ...error.detail, defaultValue: error.message })}
    </p>
  );
}
