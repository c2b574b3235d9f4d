/** How far the panes are zoomed, and the way back to the whole image. */
import { useTranslation } from 'react-i18next';
import { Button } from '../../components/button.tsx';
import styles from './light-table.module.css';
import { changeView, useTable } from './table-store.ts';
import { WHOLE_IMAGE } from './view-transform.ts';

export function ZoomReadout() {
  const { t } = useTranslation('localisation');
  const zoom = useTable((table) => Math.round(10 * table.view.zoom) / 10);
  return (
    <span className={styles.inline}>
      {t('zoom', { times: zoom.toFixed(1) })}
      <Button
        size="small"
        disabledReason={zoom === 1 ? t('zoomWhole') : null}
        onClick={() => changeView(() => WHOLE_IMAGE)}
      >
        {t('fit')}
      </Button>
    </span>
  );
}
