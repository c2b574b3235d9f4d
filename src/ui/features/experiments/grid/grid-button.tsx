/** Opens the dialog in which a grid is put together. */
import { useTranslation } from 'react-i18next';
import { usePlayground } from '../../../../store/store.ts';
import { Button } from '../../../components/button.tsx';

export function GridButton() {
  const { t } = useTranslation('grids');
  return <Button onClick={() => usePlayground.getState().setDialog('grid')}>{t('title')}</Button>;
}
