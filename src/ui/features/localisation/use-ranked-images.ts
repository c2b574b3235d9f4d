/** The images of the latest evaluation in the chosen order, with what the light table shows about each. */
import { useMemo } from 'react';
import type { DatasetItem } from '../../../core/dataset/types.ts';
import type { PlaygroundState } from '../../../store/state.ts';
import { usePlayground } from '../../../store/store.ts';
import type { Evaluation } from '../../../worker/protocol.ts';
import { intersectionOverUnion, mapValues } from './map-values.ts';
import { sortImages, wrongness, type RankedImage, type SortOrder } from './ranking.ts';

export interface RankedImages {
  readonly evaluation: Evaluation | null;
  readonly threshold: number;
  readonly images: readonly RankedImage[];
  /** Types present among the test images, in order of first appearance. */
  readonly defectTypes: readonly string[];
}

/** The run's last evaluation, or the no-training baseline where that was chosen. */
export function selectMapEvaluation({
  mapSource,
  pretrained,
  evaluations,
}: Pick<PlaygroundState, 'mapSource' | 'pretrained' | 'evaluations'>): Evaluation | null {
  const ofRun = evaluations.at(-1) ?? null;
  return mapSource === 'pretrained' || !ofRun ? (pretrained ?? ofRun) : ofRun;
}

/** `defectType` '' shows all. The overlaps are computed only where the order needs them. */
export function useRankedImages(order: SortOrder, defectType: string): RankedImages {
  const evaluation = usePlayground(selectMapEvaluation);
  const manualThreshold = usePlayground((state) =>
    state.mapSource === 'run' ? state.manualThreshold : null,
  );
  const items = usePlayground((state) => state.items);
  const sigmaPx = usePlayground((state) => state.config.evaluation.sigmaPx);
  const threshold = manualThreshold ?? evaluation?.threshold ?? 0;

  const byId = useMemo(() => new Map(items.map((item) => [item.id, item])), [items]);
  const defectTypes = useMemo(
    () => [...new Set(items.filter(({ role }) => role === 'test').map((item) => item.defectType))],
    [items],
  );
  const images = useMemo(() => {
    if (!evaluation) return [];
    const ranked = evaluation.testIds.flatMap((id, index): RankedImage[] => {
      const item = byId.get(id);
      if (!item || (defectType && item.defectType !== defectType)) return [];
      const score = evaluation.testScores[index];
      const iou = order === 'iou' ? overlap(evaluation, index, item, sigmaPx) : null;
      return [{ item, index, score, iou, wrongness: wrongness(item.label, score, threshold) }];
    });
    return sortImages(ranked, order);
  }, [evaluation, byId, order, defectType, threshold, sigmaPx]);
  return { evaluation, threshold, images, defectTypes };
}

/** IoU of the map at the evaluation's map threshold with the mask. */
export function overlap(
  evaluation: Evaluation,
  index: number,
  { mask, image }: DatasetItem,
  sigmaPx: number,
): number | null {
  if (!mask) return null;
  return intersectionOverUnion(
    mapValues(evaluation, index, image.width, sigmaPx),
    mask.data,
    evaluation.mapThreshold,
  );
}
