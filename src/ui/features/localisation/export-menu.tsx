/** What can be taken away from the light table: the view, a map with all its bits, or all of them with progress and a way to stop. */
import { memo, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { encodeNpy } from '../../../core/export/npy.ts';
import { encodeTiff } from '../../../core/export/tiff.ts';
import { downloadFile } from '../../../services/export/download.ts';
import { zipMaps } from '../../../services/export/zip-maps.ts';
import { usePlayground } from '../../../store/store.ts';
import { Button } from '../../components/button.tsx';
import { Popover } from '../../components/popover.tsx';
import { Progress } from '../../components/progress.tsx';
import { exportViewPng, fileStem } from './export-view.ts';
import { formatScore } from './format.ts';
import styles from './light-table.module.css';
import type { MapLayer } from './map-layers.ts';
import { prepared } from '../../components/prepared-maps.ts';
import type { RankedImage } from './ranking.ts';
import { useTable } from './table-store.ts';
import type { PaneContent } from './use-pane-contents.ts';
import { mapRequest } from './use-ranked-images.ts';

/** What lies on the table at this moment. */
export interface OnTable {
  readonly contents: readonly PaneContent[];
  readonly image: RankedImage;
}

interface Props {
  readonly layers: readonly MapLayer[];
  readonly images: readonly RankedImage[];
  /** Kinds of which the image on the table has no map, with blanks between them. */
  readonly lacking: string;
  /** Asked at a click, so that stepping to another image does not draw the menu again. */
  onTable(): OnTable;
}

type Format = 'npy' | 'tiff';

/** Text of `maps.json`: how to read the maps beside it. */
function describe(layer: MapLayer, images: readonly RankedImage[], sigmaPx: number, format: Format): string {
  const { kind, step, threshold } = layer;
  const files = images.map(({ item, score }) => ({
    file: `${fileStem(item.path)}.${format}`,
    image: item.path,
    label: item.label,
    defectType: item.defectType,
    score,
  }));
  return JSON.stringify({ kind, step, threshold, sigmaPx, values: 'float32', files }, null, 2);
}

export const ExportMenu = memo(function ExportMenu({ layers, images, lacking, onTable }: Props) {
  const { t } = useTranslation('localisation');
  const sigmaPx = usePlayground((state) => state.config.evaluation.sigmaPx);
  const [job, setJob] = useState<{ done: number; total: number } | null>(null);
  const [error, setError] = useState<string | null>(null);
  const [stop, setStop] = useState<AbortController | null>(null);
  useEffect(() => () => stop?.abort(), [stop]);
  const guarded = (work: () => Promise<void>) => () => {
    setError(null);
    work().catch((thrown: unknown) => {
      const cancelled = thrown instanceof DOMException && thrown.name === 'AbortError';
      if (!cancelled) setError(thrown instanceof Error ? thrown.message : String(thrown));
    });
  };

  const savePng = () => {
    const { image, contents } = onTable();
    const { path } = image.item;
    return exportViewPng(
      path,
      `${path} · ${t('score', { score: formatScore(image.score) })}`,
      contents.map((pane) => ({ ...pane, title: t(`panes.${pane.kind}`) })),
      useTable.getState().view,
      t('threshold'),
    );
  };
  const saveMap = async (layer: MapLayer, format: Format) => {
    const { item } = onTable().image;
    const request = mapRequest(layer, item, sigmaPx);
    if (!request) return;
    const { values } = await prepared(request);
    const side = request.sizePx;
    const bytes = format === 'npy' ? encodeNpy(values, [side, side]) : encodeTiff(values, side, side);
    downloadFile(`${fileStem(item.path)}-${layer.kind}.${format}`, new Blob([bytes]));
  };
  const saveAll = async (layer: MapLayer, format: Format) => {
    const controller = new AbortController();
    setStop(controller);
    const covered = images.filter((one) => layer.grids.has(one.item.id));
    const maps = covered.flatMap((one) => {
      const grid = layer.grids.get(one.item.id);
      return grid ? [{ name: fileStem(one.item.path), grid }] : [];
    });
    const about = describe(layer, covered, sigmaPx, format);
    const request = { maps, kind: layer.kind, sizePx: images[0].item.image.width, sigmaPx, format, about };
    setJob({ done: 0, total: maps.length });
    try {
      const onProgress = (done: number) => setJob({ done, total: maps.length });
      downloadFile(
        `maps-${layer.kind}-step-${layer.step}.zip`,
        await zipMaps(request, onProgress, controller.signal),
      );
    } finally {
      setJob(null);
    }
  };

  return (
    <Popover label={t('export')} trigger={<Button size="small">{t('export')}</Button>}>
      <div className={styles.exports}>
        <Button onClick={guarded(savePng)}>{t('exportPng')}</Button>
        {layers.map((layer) => {
          const name = t(`panes.${layer.kind}`);
          const missing = lacking.split(' ').includes(layer.kind) ? t('noMap') : null;
          return (
            <fieldset key={layer.kind} className={styles.exportGroup}>
              <legend>{name}</legend>
              {(['npy', 'tiff'] as const).map((format) => (
                <Button
                  key={format}
                  size="small"
                  disabledReason={missing}
                  onClick={guarded(() => saveMap(layer, format))}
                >
                  {t('exportOne', { format: format.toUpperCase() })}
                </Button>
              ))}
              {(['npy', 'tiff'] as const).map((format) => (
                <Button
                  key={format}
                  size="small"
                  disabledReason={job ? t('exportBusy') : null}
                  onClick={guarded(() => saveAll(layer, format))}
                >
                  {t('exportAll', { format: format.toUpperCase() })}
                </Button>
              ))}
            </fieldset>
          );
        })}
        {job && (
          <div className={styles.job}>
            <Progress
              label={t('exportRunning', job)}
              value={job.done / Math.max(1, job.total)}
              text={t('exportRunning', job)}
            />
            <span className={styles.muted}>{t('exportRunning', job)}</span>
            <Button size="small" onClick={() => stop?.abort()}>
              {t('cancel')}
            </Button>
          </div>
        )}
        {error && <p role="alert">{t('exportFailed', { message: error })}</p>}
        <p className={styles.note}>{t('exportNote')}</p>
      </div>
    </Popover>
  );
});
