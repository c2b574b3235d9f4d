/** An error's text in the language of the page, from the catalogue `errors`. */
import { useTranslation } from 'react-i18next';
import type { ErrorReport } from '../../../core/errors.ts';

export function useErrorText(): (error: ErrorReport) => string {
  const { t } = useTranslation('errors');
  return ({ code, message, detail }) => t(code as never, { ...detail, message, defaultValue: message });
}
