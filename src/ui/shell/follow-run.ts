/**
 * A run shows itself: the first one opens the Train tab, unless a person has chosen what to look at; on a narrow page, where the columns are tabs,
 * each one that is started from the images goes to where it learns.
 */
import { useEffect } from 'react';
import { usePlayground } from '../../store/store.ts';

let chosen = false;

/** A person has chosen a tab: runs leave it in view. */
export function tabWasChosen(): void {
  chosen = true;
}

export function useFollowedRun(): void {
  useEffect(() => {
    chosen = false;
    return usePlayground.subscribe((state, before) => {
      if (state.phase !== 'training' || before.phase === 'training') return;
      if (state.narrowColumn === 'data') state.setNarrowColumn('stage');
      if (chosen) return;
      chosen = true;
      state.setStageTab('train');
    });
  }, []);
}
