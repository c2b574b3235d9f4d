/** The way to the poster: beside the figure, once a network that was trained has been judged. */
import { useTranslation } from 'react-i18next';
import { usePlayground } from '../../../../store/store.ts';
import { Button } from '../../../components/button.tsx';

export function PosterButton() {
  const { t } = useTranslation('poster');
  const judged = usePlayground((state) => (state.evaluations.at(-1)?.step ?? 0) > 0);
  const setDialog = usePlayground((state) => state.setDialog);
  if (!judged) return null;
  return (
    <Button size="small" title={t('openHelp')} onClick={() => setDialog('poster')}>
      {t('open')}
    </Button>
  );
}
