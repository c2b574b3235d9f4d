/**
 * The selection of the grid. The page shows one image at a time (`selectedItemId` in the store); the grid may hold several.
 * When another part of the page selects an image, that one is the selection here.
 */
import { useMemo, useState } from 'react';
import type { DatasetItem } from '../../../core/dataset/types.ts';
import { usePlayground } from '../../../store/store.ts';
import { EMPTY_SELECTION, prune, type Selection } from './selection.ts';

export interface SelectionState {
  readonly selection: Selection;
  select(next: Selection): void;
}

export function useSelection(items: readonly DatasetItem[]): SelectionState {
  const [own, setOwn] = useState<Selection>(EMPTY_SELECTION);
  const shownId = usePlayground((state) => state.selectedItemId);
  const selectItem = usePlayground((state) => state.selectItem);
  const present = useMemo(() => new Set(items.map(({ id }) => id)), [items]);
  const selection = useMemo((): Selection => {
    const pruned = prune(own, present);
    if (pruned.current === shownId) return pruned;
    if (shownId === null || !present.has(shownId)) return EMPTY_SELECTION;
    return { ids: new Set([shownId]), anchor: shownId, current: shownId };
  }, [own, present, shownId]);
  return {
    selection,
    select: (next) => {
      setOwn(next);
      selectItem(next.current);
    },
  };
}
