/** The name of a data set as people read it: built-in ones in their language, others as they are. */
import { useTranslation } from 'react-i18next';

export function useDataName(): (data: string) => string {
  const { t } = useTranslation('samples');
  return (data) => t(`names.${data}`, { defaultValue: data });
}
