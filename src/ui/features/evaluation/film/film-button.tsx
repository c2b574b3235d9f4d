/** The way to the film: beside the poster, once there are two evaluated steps to show one after the other. */
import { useTranslation } from 'react-i18next';
import { usePlayground } from '../../../../store/store.ts';
import { Button } from '../../../components/button.tsx';

export function FilmButton() {
  const { t } = useTranslation('film');
  const moves = usePlayground((state) => state.evaluations.length > 1);
  const setDialog = usePlayground((state) => state.setDialog);
  if (!moves) return null;
  return (
    <Button size="small" title={t('openHelp')} onClick={() => setDialog('film')}>
      {t('open')}
    </Button>
  );
}
