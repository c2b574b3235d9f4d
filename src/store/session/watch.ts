/**
 * What follows from a change: images appear or vanish (the session becomes ready or idle), a new data set ends the run, other
 * roles or images and other density settings are scored again.
 */
import type { DatasetItem } from '../../core/dataset/types.ts';
import { sameScoring } from '../../core/config/scope.ts';
import type { SessionRun } from './session-run.ts';
import type { PlaygroundState } from '../state.ts';

type Items = readonly DatasetItem[];

const keyed = (items: Items): Map<string, DatasetItem> => new Map(items.map((item) => [item.id, item]));

/** True when no image of the old set is left: another data set was opened. */
export function isReplaced(before: Items, after: Items): boolean {
  if (before.length === 0) return after.length > 0;
  const old = keyed(before);
  return !after.some((item) => old.get(item.id)?.image === item.image);
}

/** True when other images would be embedded or scored; a label alone only moves the curve on the page. */
function needsScoring(before: Items, after: Items): boolean {
  if (before.length !== after.length) return true;
  const old = keyed(before);
  return after.some((item) => {
    const was = old.get(item.id);
    if (!was || was.group !== item.group) return true;
    return was.role !== item.role || was.image !== item.image || was.mask !== item.mask;
  });
}

/** To be called with every change of the store. */
export function react(run: SessionRun, state: PlaygroundState, before: PlaygroundState): void {
  const { phase } = state;
  if (state.items !== before.items) {
    if (state.items.length === 0) {
      if (phase !== 'idle') void run.abandon('idle');
    } else if (phase === 'idle') {
      run.enter('ready');
      void run.questions.warmUp();
    } else if (isReplaced(before.items, state.items)) {
      if (phase !== 'ready') void run.abandon('ready');
    } else if (needsScoring(before.items, state.items)) {
      if (phase !== 'ready') void state.reevaluate();
    } else run.relabel(state.items);
  }
  const rescored = state.config !== before.config && !sameScoring(state.config, before.config);
  if (rescored && state.runConfig && !sameScoring(state.config, state.runConfig)) void state.reevaluate();
}
