/** Which panes are shown and how maps are drawn; and what can be taken away. The same for every image: stepping does not draw it again. */
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../components/button.tsx';
import { Popover } from '../../components/popover.tsx';
import { useMediaQuery } from '../../use-media-query.ts';
import { ExportMenu, type OnTable } from './export-menu.tsx';
import { followKind } from './follow-kinds.ts';
import styles from './light-table.module.css';
import type { MapLayer } from './map-layers.ts';
import { MapSettings } from './map-settings.tsx';
import { MoreMaps } from './more-maps.tsx';
import type { RankedImage } from './ranking.ts';
import { PANE_KINDS, togglePane } from './table-store.ts';
import { ZoomReadout } from './zoom-readout.tsx';

interface Props {
  readonly layers: readonly MapLayer[];
  readonly hasMask: boolean;
  /** Kinds of the panes, with blanks between them. */
  readonly shown: string;
  readonly lacking: string;
  readonly images: readonly RankedImage[];
  onTable(): OnTable;
}

export const PaneBar = memo(function PaneBar({ layers, hasMask, lacking, images, onTable, ...props }: Props) {
  const { t } = useTranslation('localisation');
  const narrow = useMediaQuery('(max-width: 720px)');
  const kinds = PANE_KINDS.filter(
    (kind) => kind === 'image' || (kind === 'mask' && hasMask) || layers.some((layer) => layer.kind === kind),
  );
  const shown = props.shown.split(' ');
  return (
    <div className={styles.bars}>
      <div className={styles.chips} role="group" aria-label={t('showPanes')}>
        {kinds.map((kind) => (
          <button
            key={kind}
            type="button"
            className={styles.chip}
            aria-pressed={shown.includes(kind)}
            disabled={shown.length === 1 && shown[0] === kind}
            title={shown.length === 1 && shown[0] === kind ? t('lastPane') : t(`kind.${kind}`)}
            onClick={() => {
              togglePane(kind);
              if (kind !== 'image' && kind !== 'mask') followKind(kind, !shown.includes(kind));
            }}
          >
            {t(`panes.${kind}`)}
          </button>
        ))}
        <MoreMaps layers={layers} onTable={onTable} />
      </div>
      {narrow ? (
        <Popover label={t('display')} align="start" trigger={<Button size="small">{t('display')}</Button>}>
          <div className={styles.settings}>
            <MapSettings hasMask={hasMask} />
          </div>
        </Popover>
      ) : (
        <MapSettings hasMask={hasMask} />
      )}
      <ZoomReadout />
      <ExportMenu layers={layers} images={images} lacking={lacking} onTable={onTable} />
    </div>
  );
});
