/**
 * The bootstrap interval of the AUROC, drawn in idle moments: 100 draws at a time, so that 2,000 draws over hundreds of images
 * never hold the page's thread. Kept with the scores it belongs to.
 */
import { useEffect, useReducer } from 'react';
import { bootstrapAuroc, type Interval } from '../../../core/metrics/bootstrap.ts';
import type { ScoredSet } from './selectors.ts';

const finished = new WeakMap<ScoredSet, Map<string, Interval | null>>();

function whenIdle(run: () => void): () => void {
  if (typeof requestIdleCallback === 'function') {
    const handle = requestIdleCallback(run, { timeout: 500 });
    return () => cancelIdleCallback(handle);
  }
  const handle = setTimeout(run, 16);
  return () => clearTimeout(handle);
}

/** Null while it is being drawn, without samples, or where a class is missing. */
export function useBootstrapInterval(set: ScoredSet | null, samples: number, seed: number): Interval | null {
  const [, refresh] = useReducer((count: number) => count + 1, 0);
  const key = `${samples}:${seed}`;
  useEffect(() => {
    if (!set || finished.get(set)?.has(key)) return undefined;
    const run = bootstrapAuroc(set.scores, set.labels, samples, seed);
    let cancel = () => {};
    const part = () => {
      const { done, value } = run.next();
      if (!done) {
        cancel = whenIdle(part);
        return;
      }
      const known = finished.get(set) ?? new Map<string, Interval | null>();
      finished.set(set, known.set(key, value ?? null));
      refresh();
    };
    cancel = whenIdle(part);
    return () => cancel();
  }, [set, samples, seed, key]);
  return (set && finished.get(set)?.get(key)) ?? null;
}
