/** A line of a list of facts: the size of the file that is shown, or why the working size is all that can be shown. */
import { useTranslation } from 'react-i18next';
import type { DatasetItem } from '../../core/dataset/types.ts';
import type { OriginalState } from './original-picture.ts';

interface Props {
  readonly item: DatasetItem;
  readonly state: OriginalState['state'];
}

export function OriginalNote({ item, state }: Props) {
  const { t } = useTranslation('localisation');
  if (!item.file || state === 'none') return null;
  const { widthPx, heightPx } = item.file;
  return (
    <div title={t('original.help')} data-original={state}>
      <dt>{t('original.name')}</dt>
      <dd>{t(`original.${state}`, { widthPx, heightPx, sizePx: item.image.width })}</dd>
    </div>
  );
}
