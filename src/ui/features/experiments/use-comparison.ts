/** DeLong and paired bootstrap of two runs; the draws are made in short turns, so that the page stays free. */
import { useEffect, useMemo, useState } from 'react';
import type { Interval } from '../../../core/metrics/bootstrap.ts';
import { pairedBootstrap } from '../../../core/metrics/paired-bootstrap.ts';
import { compareAurocs, pairScores, verdict, type Verdict } from '../../../core/runs/compare.ts';
import type { RunRecord, RunScores } from '../../../core/runs/types.ts';
import { Turn } from '../../../services/turn.ts';

const DRAWS = 2000;

export interface Comparison {
  readonly difference: number;
  readonly pValue: number;
  readonly delong: Interval;
  /** Null while it is being drawn. */
  readonly bootstrap: Interval | null;
  /** Null until the draws are made. */
  readonly verdict: Verdict | null;
  readonly shared: number;
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
): Comparison | null {
  const comparable = sameSize(a, b);
  const paired = useMemo(
    () => (aScores && bScores ? pairScores(aScores, bScores, comparable) : null),
    [aScores, bScores, comparable],
  );
  const delong = useMemo(() => paired && compareAurocs(paired), [paired]);
  const [drawn, setDrawn] = useState<{ readonly of: unknown; readonly interval: Interval | null } | null>(
    null,
  );
  useEffect(() => {
    if (!paired || !delong) return undefined;
    let stale = false;
    void (async () => {
      const run = pairedBootstrap(paired.first, paired.second, paired.labels, DRAWS);
      const turn = new Turn();
      for (;;) {
        const { done, value } = run.next();
        if (stale) return;
        if (done) return setDrawn({ of: paired, interval: value ?? null });
        await turn.end();
      }
    })();
    return () => {
      stale = true;
    };
  }, [paired, delong]);
  if (!paired || !delong) return null;
  const ready = drawn?.of === paired;
  const bootstrap = ready ? drawn.interval : null;
  return {
    difference: delong.difference,
    pValue: delong.pValue,
    delong,
    bootstrap,
    verdict: ready ? verdict(delong, bootstrap) : null,
    shared: paired.labels.length,
    unshared: paired.unshared,
  };
}
