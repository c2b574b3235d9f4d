/** Interval of the difference and paired bootstrap of two runs, as one of several comparisons; the draws are made in short turns, so that the page stays free. */
import { useEffect, useMemo, useState } from 'react';
import type { AurocComparison } from '../../../core/metrics/auroc-interval.ts';
import type { Interval } from '../../../core/metrics/interval.ts';
import { pairedBootstrap } from '../../../core/metrics/paired-bootstrap.ts';
import {
  compareAurocs,
  independentImages,
  levelOf,
  pairScores,
  verdict,
  type Verdict,
} from '../../../core/runs/compare.ts';
import type { RunRecord, RunScores } from '../../../core/runs/types.ts';
import { Turn } from '../../../services/turn.ts';

export interface Comparison {
  /** Corrected for how many runs are compared. */
  readonly found: AurocComparison;
  /** Null while it is being drawn, and where none is asked for. */
  readonly bootstrap: Interval | null;
  /** Null until the draws are made. */
  readonly verdict: Verdict | null;
  readonly shared: number;
  /** What counts as one: images that belong together do. */
  readonly independent: number;
  readonly unshared: number;
}

const sameSize = (a: RunRecord, b: RunRecord): boolean =>
  a.config.data.imageSizePx === b.config.data.imageSizePx && a.config.data.fit === b.config.data.fit;

/** Null where the runs share too few test images. */
export function useComparison(
  a: RunRecord,
  b: RunRecord,
  aScores: RunScores | null | undefined,
  bScores: RunScores | null | undefined,
  { comparisons, draws }: { readonly comparisons: number; readonly draws: number },
): Comparison | null {
  const comparable = sameSize(a, b);
  const paired = useMemo(
    () => (aScores && bScores ? pairScores(aScores, bScores, comparable) : null),
    [aScores, bScores, comparable],
  );
  const found = useMemo(() => paired && compareAurocs(paired, comparisons), [paired, comparisons]);
  const [drawn, setDrawn] = useState<{ readonly of: unknown; readonly interval: Interval | null } | null>(
    null,
  );
  useEffect(() => {
    if (!paired || !found) return undefined;
    let stale = false;
    void (async () => {
      const run = pairedBootstrap(paired.first, paired.second, paired.labels, {
        samples: draws,
        level: levelOf(comparisons),
        ...(paired.groups && { groups: paired.groups }),
      });
      const turn = new Turn();
      for (;;) {
        const { done, value } = run.next();
        if (stale) return;
        if (done) return setDrawn({ of: found, interval: value ?? null });
        await turn.end();
      }
    })();
    return () => {
      stale = true;
    };
  }, [paired, found, comparisons, draws]);
  if (!paired || !found) return null;
  const ready = drawn?.of === found;
  const bootstrap = ready ? drawn.interval : null;
  return {
    found,
    bootstrap,
    verdict: ready ? verdict(found, bootstrap) : null,
    shared: paired.labels.length,
    independent: independentImages(paired),
    unshared: paired.unshared,
  };
}
