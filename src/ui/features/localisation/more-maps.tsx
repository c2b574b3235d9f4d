/** Kinds of maps that this run can have and that are not there yet, or not of all images: made when asked for. */
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import { usePlayground } from '../../../store/store.ts';
import { Progress } from '../../components/progress.tsx';
import type { OnTable } from './export-menu.tsx';
import { followKind } from './follow-kinds.ts';
import styles from './light-table.module.css';
import type { MapLayer } from './map-layers.ts';
import { useTable } from './table-store.ts';

interface Props {
  readonly layers: readonly MapLayer[];
  onTable(): OnTable;
}

export const MoreMaps = memo(function MoreMaps({ layers, onTable }: Props) {
  const { t } = useTranslation(['localisation', 'errors']);
  const running = usePlayground((state) => state.mapsRunning);
  const error = usePlayground((state) => state.mapsError);
  const askMaps = usePlayground((state) => state.askMaps);
  const latest = usePlayground((state) => state.evaluations.at(-1) ?? null);
  const missing = (['gradcam', 'pretrained'] as const).filter((kind) => {
    const layer = layers.find((one) => one.kind === kind);
    if (kind === 'gradcam' && !latest) return false;
    return !layer || layer.grids.size < layers[0].grids.size;
  });
  if (running)
    return (
      <span className={styles.making} role="status">
        <Progress label={t('more.running', { kind: t(`panes.${running}`) })} value={null} />
        {t('more.running', { kind: t(`panes.${running}`) })}
      </span>
    );
  return (
    <>
      {missing.map((kind) => (
        <button
          key={kind}
          type="button"
          className={styles.chip}
          title={t(`more.${kind}Help`)}
          onClick={() => {
            useTable.setState(({ hidden }) => ({ hidden: hidden.filter((other) => other !== kind) }));
            // Evaluations to come bring it for the selected image.
            usePlayground.getState().selectItem(onTable().image.item.id);
            followKind(kind, true);
            void askMaps(kind, null);
          }}
        >
          {t(`more.${kind}`)}
        </button>
      ))}
      {error && (
        <span role="alert" className={styles.wrong}>
          {t('more.failed', {
            message: t(`errors:${error.code}`, { ...error.detail, defaultValue: error.message }),
          })}
        </span>
      )}
    </>
  );
});
