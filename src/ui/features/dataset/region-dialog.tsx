/** Draws the region of interest on one of the images, or reads it from a picture; it holds for all of them. */
import { useEffect, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { encodeRegion } from '../../../core/region/encode.ts';
import { withBox } from '../../../core/region/draw.ts';
import { liesOutside, regionAt } from '../../../core/region/region.ts';
import type { ErrorReport } from '../../../core/errors.ts';
import { toErrorReport } from '../../../core/errors.ts';
import type { DatasetItem } from '../../../core/dataset/types.ts';
import { Turn } from '../../../services/turn.ts';
import { usePlayground } from '../../../store/store.ts';
import { Button } from '../../components/button.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { Select } from '../../components/select.tsx';
import { Slider } from '../../components/slider.tsx';
import { RegionBox } from './region-box.tsx';
import { RegionCanvas, type Tool } from './region-canvas.tsx';
import styles from './region.module.css';

const UNDO_DEPTH = 30;
const TOOLS: readonly Tool[] = ['polygon', 'brush'];

function useDrawing(side: number) {
  const code = usePlayground.getState().config.data.region;
  const [history, setHistory] = useState<readonly Uint8Array[]>(() => [
    regionAt(code, side)?.inside.slice() ?? new Uint8Array(side * side),
  ]);
  const inside = history[history.length - 1];
  return {
    inside,
    change: (next: Uint8Array) => setHistory([...history.slice(-UNDO_DEPTH), next]),
    undo: history.length > 1 ? () => setHistory(history.slice(0, -1)) : null,
  };
}

function Editor({
  items,
  onClose,
}: {
  readonly items: readonly DatasetItem[];
  readonly onClose: () => void;
}) {
  const { t } = useTranslation(['region', 'errors']);
  const selectedId = usePlayground((state) => state.selectedItemId);
  const [imageId, setImageId] = useState(selectedId ?? items[0].id);
  const { image } = items.find(({ id }) => id === imageId) ?? items[0];
  const side = image.width;
  const { inside, change, undo } = useDrawing(side);
  const [tool, setTool] = useState<Tool>('polygon');
  const [mode, setMode] = useState<'add' | 'take'>('add');
  const [brush, setBrush] = useState(5);
  const [error, setError] = useState<ErrorReport | null>(null);
  const fileId = useId();
  const count = inside.reduce((sum, value) => sum + value, 0);
  const { setParameter, setRegionFile } = usePlayground.getState();

  const save = (work: () => void | Promise<void>) => async () => {
    try {
      await work();
      onClose();
    } catch (thrown) {
      setError(toErrorReport(thrown));
    }
  };
  const draw = () => {
    const { fit } = usePlayground.getState().config.data;
    const mask = { width: side, height: side, data: inside };
    setParameter('data.region', count === 0 ? '' : encodeRegion(mask, fit));
  };
  return (
    <div className={styles.editor}>
      <p className={styles.note}>{t('lead')}</p>
      <div className={styles.tools}>
        <Select
          aria-label={t('tool')}
          value={tool}
          options={TOOLS.map((value) => ({ value, label: t(`tools.${value}`) }))}
          onChange={setTool}
        />
        <Select
          aria-label={t('mode')}
          value={mode}
          options={(['add', 'take'] as const).map((value) => ({ value, label: t(`modes.${value}`) }))}
          onChange={setMode}
        />
        <Select
          aria-label={t('image')}
          value={imageId}
          options={items.slice(0, 200).map(({ id, path }) => ({ value: id, label: path }))}
          onChange={setImageId}
        />
        {tool === 'brush' && (
          <Slider aria-label={t('brush')} value={brush} min={1} max={25} step={1} onChange={setBrush} />
        )}
      </div>
      <RegionCanvas
        image={image}
        inside={inside}
        tool={tool}
        adds={mode === 'add'}
        brushPx={(brush / 100) * side}
        label={t(`how.${tool}`)}
        onChange={change}
      />
      <p className={styles.note} role="status">
        {t(`how.${tool}`)}{' '}
        {count === 0 ? t('nothing') : t('share', { percent: ((100 * count) / inside.length).toFixed(1) })}
      </p>
      <RegionBox onApply={(edges) => change(withBox(inside, side, edges, mode === 'add'))} />
      {error && (
        <p className={styles.error} role="alert">
          {t(`errors:${error.code}` as 'errors:unexpected', { ...error.detail, defaultValue: error.message })}
        </p>
      )}
      <div className={styles.actions}>
        <label className={styles.file} htmlFor={fileId}>
          {t('file')}
          <input
            id={fileId}
            type="file"
            accept="image/*,.tif,.tiff"
            onChange={({ target }) => {
              const [file] = target.files ?? [];
              if (file) void save(() => setRegionFile(file))();
              target.value = '';
            }}
          />
        </label>
        <Button onClick={() => undo?.()} disabled={!undo}>
          {t('undo')}
        </Button>
        <Button onClick={() => change(inside.map((value) => 1 - value))}>{t('invert')}</Button>
        <Button onClick={() => change(new Uint8Array(side * side))}>{t('clear')}</Button>
        <Button variant="primary" onClick={() => void save(draw)()}>
          {t('use')}
        </Button>
      </div>
    </div>
  );
}

/** How many defects a region hides, counted in short turns; 0 until it is known. */
function useHiddenDefects(items: readonly DatasetItem[], code: string): number {
  const [found, setFound] = useState({ items, code: '', count: 0 });
  useEffect(() => {
    let wanted = true;
    const count = async () => {
      const turn = new Turn();
      const region = regionAt(code, items[0]?.image.width ?? 0);
      let hidden = 0;
      for (const { mask } of region ? items : []) {
        if (region && mask?.width === region.sizePx && liesOutside(mask.data, region)) hidden++;
        await turn.end();
        if (!wanted) return;
      }
      setFound({ items, code, count: hidden });
    };
    void count();
    return () => void (wanted = false);
  }, [items, code]);
  return found.items === items && found.code === code ? found.count : 0;
}

/** The line in the data column, and the dialog behind it. */
export function RegionOfInterest() {
  const { t } = useTranslation('region');
  const [open, setOpen] = useState(false);
  const code = usePlayground((state) => state.config.data.region);
  const items = usePlayground((state) => state.items);
  const region = regionAt(code, items[0]?.image.width ?? 0);
  const hidden = useHiddenDefects(items, code);
  return (
    <div className={styles.line}>
      <Button variant="ghost" size="small" className={styles.open} onClick={() => setOpen(true)}>
        {t('title')} …
      </Button>
      <span className={styles.note}>
        {region ? t('share', { percent: (100 * region.share).toFixed(1) }) : t('whole')}
        {hidden > 0 && <> {t('hidden', { count: hidden })}</>}
      </span>
      {region && (
        <Button
          variant="ghost"
          size="small"
          className={styles.open}
          onClick={() => usePlayground.getState().setParameter('data.region', '')}
        >
          {t('remove')}
        </Button>
      )}
      <Dialog open={open} title={t('title')} onClose={() => setOpen(false)}>
        <Editor items={items} onClose={() => setOpen(false)} />
      </Dialog>
    </div>
  );
}
