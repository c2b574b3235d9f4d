/** The images of the latest evaluation in the chosen order, with what the light table shows about each. */
import { useMemo } from 'react';
import type { MapRequest } from '../../../core/heatmap/prepare-map.ts';
import type { DatasetItem } from '../../../core/dataset/types.ts';
import type { PlaygroundState } from '../../../store/state.ts';
import { usePlayground } from '../../../store/store.ts';
import type { Evaluation } from '../../../worker/protocol.ts';
import { mainLayer, type MapLayer } from './map-layers.ts';
import { sortImages, wrongness, type RankedImage } from './ranking.ts';
import { useTable } from './table-store.ts';
import { useOverlaps, type Overlaps } from './use-overlaps.ts';

export interface RankedImages {
  readonly evaluation: Evaluation | null;
  readonly threshold: number;
  readonly images: readonly RankedImage[];
  /** Types present among the test images, in order of first appearance. */
  readonly defectTypes: readonly string[];
  readonly overlaps: Overlaps;
}

/** The run's last evaluation, or the no-training baseline where that was chosen. */
function selectMapEvaluation({
  mapSource,
  pretrained,
  evaluations,
}: Pick<PlaygroundState, 'mapSource' | 'pretrained' | 'evaluations'>): Evaluation | null {
  const ofRun = evaluations.at(-1) ?? null;
  return mapSource === 'pretrained' || !ofRun ? (pretrained ?? ofRun) : ofRun;
}

/** What the worker needs to prepare the map of an image; null where the layer has none of it. */
export function mapRequest(layer: MapLayer, item: DatasetItem, sigmaPx: number): MapRequest | null {
  const grid = layer.grids.get(item.id);
  if (!grid) return null;
  const { kind, threshold } = layer;
  return { grid, kind, threshold, sizePx: item.image.width, sigmaPx, mask: item.mask?.data ?? null };
}

/** Ids that were picked out; null where none of them is among the test images: then all are shown. */
function pickedAmong(ids: readonly string[] | null, testIds: readonly string[]): ReadonlySet<string> | null {
  const picked = new Set(ids);
  return ids && testIds.some((id) => picked.has(id)) ? picked : null;
}

/** In the order and of the type that the table asks for, of the images that were picked out. Overlaps are worked out only for the order that needs them. */
export function useRankedImages(): RankedImages {
  const order = useTable((table) => table.order);
  const defectType = useTable((table) => table.defectType);
  const evaluation = usePlayground(selectMapEvaluation);
  const manualThreshold = usePlayground((state) =>
    state.mapSource === 'run' ? state.manualThreshold : null,
  );
  const items = usePlayground((state) => state.items);
  const filter = usePlayground((state) => state.resultFilter);
  const sigmaPx = usePlayground((state) => state.config.evaluation.sigmaPx);
  const threshold = manualThreshold ?? evaluation?.threshold ?? 0;

  const test = useMemo(() => items.filter(({ role }) => role === 'test'), [items]);
  const defectTypes = useMemo(() => [...new Set(test.map((item) => item.defectType))], [test]);
  const requests = useMemo(() => {
    const layer = evaluation && mainLayer(evaluation);
    if (order !== 'iou' || !layer) return null;
    const wanted = new Map<string, MapRequest>();
    for (const item of test) {
      const request = item.mask && mapRequest(layer, item, sigmaPx);
      if (request) wanted.set(item.id, request);
    }
    return wanted;
  }, [evaluation, order, test, sigmaPx]);
  const overlaps = useOverlaps(requests);
  const { byId } = overlaps;

  const images = useMemo(() => {
    if (!evaluation) return [];
    const known = new Map(test.map((item) => [item.id, item]));
    const picked = pickedAmong(filter?.ids ?? null, evaluation.testIds);
    const ranked = evaluation.testIds.flatMap((id, index): RankedImage[] => {
      const item = known.get(id);
      if (!item || (defectType && item.defectType !== defectType)) return [];
      if (picked && !picked.has(id)) return [];
      const score = evaluation.testScores[index];
      return [
        {
          item,
          index,
          score,
          iou: byId.get(id)?.iou ?? null,
          wrongness: wrongness(item.label, score, threshold),
        },
      ];
    });
    return sortImages(ranked, order);
  }, [evaluation, test, order, defectType, threshold, byId, filter]);
  return { evaluation, threshold, images, defectTypes, overlaps };
}
