/** What can be taken away from the light table. */
import { useTranslation } from 'react-i18next';
import { usePlayground } from '../../../store/store.ts';
import type { Evaluation } from '../../../worker/protocol.ts';
import { Button } from '../../components/button.tsx';
import { Popover } from '../../components/popover.tsx';
import { exportAllMaps, exportMapNpy, exportViewPng } from './export-maps.ts';
import styles from './light-table.module.css';
import { extent, mapValues, sharedExtent } from './map-values.ts';
import type { RankedImage } from './ranking.ts';

interface Props {
  readonly evaluation: Evaluation;
  readonly images: readonly RankedImage[];
  readonly current: RankedImage | null;
}

export function ExportMenu({ evaluation, images, current }: Props) {
  const { t } = useTranslation('localisation');
  const mapView = usePlayground((state) => state.mapView);
  const sigmaPx = usePlayground((state) => state.config.evaluation.sigmaPx);
  const savePng = ({ item, index }: RankedImage) => {
    const values = mapValues(evaluation, index, item.image.width, sigmaPx);
    const { low, high } = mapView.scale === 'shared' ? sharedExtent(evaluation) : extent(values);
    const { colourTable: table, opacity } = mapView;
    void exportViewPng(item.path, { image: item.image, values, table, low, high, opacity });
  };
  return (
    <Popover label={t('export')} trigger={<Button>{t('export')}</Button>}>
      <div className={styles.exports}>
        {current && <Button onClick={() => savePng(current)}>{t('exportPng')}</Button>}
        {current && (
          <Button onClick={() => exportMapNpy(current, evaluation, sigmaPx)}>{t('exportNpy')}</Button>
        )}
        <Button onClick={() => void exportAllMaps(images, evaluation, sigmaPx)}>{t('exportZip')}</Button>
      </div>
    </Popover>
  );
}
