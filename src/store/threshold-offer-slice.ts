/**
 * Fresh normal images: those that came for testing, or were labelled normal by hand, since the data set was opened. They are offered for the
 * threshold: taken, it rests on them alone and they leave the ROC. Nothing is taken without being asked.
 */
import type { StateCreator } from 'zustand';
import type { DatasetItem } from '../core/dataset/types.ts';
import { isReplaced } from './session/watch.ts';
import type { PlaygroundState, ThresholdOfferSlice } from './state.ts';

const NONE: ReadonlySet<string> = new Set();

const isNormalTest = ({ role, label }: DatasetItem): boolean => role === 'test' && label === 'normal';

/** Ids that are offered after a change of the images. */
export function offeredAfter(
  offered: ReadonlySet<string>,
  items: readonly DatasetItem[],
  before: readonly DatasetItem[],
): ReadonlySet<string> {
  if (before.length === 0 || isReplaced(before, items)) return NONE;
  const old = new Map(before.map((item) => [item.id, item]));
  const ids = items.filter(isNormalTest).flatMap(({ id }) => {
    const was = old.get(id);
    return offered.has(id) || was === undefined || was.label === 'anomalous' ? [id] : [];
  });
  return ids.length > 0 ? new Set(ids) : NONE;
}

export const createThresholdOfferSlice: StateCreator<PlaygroundState, [], [], ThresholdOfferSlice> = (
  set,
  get,
  api,
) => {
  api.subscribe(({ items, offeredForThreshold }, before) => {
    if (items === before.items) return;
    const next = offeredAfter(offeredForThreshold, items, before.items);
    if (next.size + offeredForThreshold.size > 0) set({ offeredForThreshold: next });
  });
  return {
    offeredForThreshold: NONE,
    takeForThreshold: () => get().relabel([...get().offeredForThreshold], { role: 'calibration' }),
    declineThreshold: () => set({ offeredForThreshold: NONE }),
  };
};
