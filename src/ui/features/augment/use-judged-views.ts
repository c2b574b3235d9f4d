/**
 * The batch that was judged last, at most every two seconds so that a person can look at it, or the one that is held; and the pictures of its hardest
 * views, which a worker makes again from the run's images.
 */
import { startTransition, useEffect, useMemo, useState } from 'react';
import { taskViews, type TaskClass } from '../../../core/augment/tasks.ts';
import { verdictsOf, type Verdict } from '../../../core/augment/verdicts.ts';
import type { RgbImage } from '../../../core/image/types.ts';
import { batchViews } from '../../../services/views/views.ts';
import { usePlayground } from '../../../store/store.ts';
import type { JudgedBatch } from '../../../worker/protocol.ts';
import { useThrottled } from '../../use-throttled.ts';

const EVERY_MS = 2000;

export interface JudgedViews {
  /** Images of the run. */
  readonly trainIds: readonly string[];
  readonly batch: JudgedBatch;
  readonly classes: readonly TaskClass[];
  /** Of the whole batch, the hardest first. */
  readonly verdicts: readonly Verdict[];
  /** Pictures of the first of them, null where the image is gone; empty where they could not be made. */
  readonly views: readonly (RgbImage | null)[];
}

/** Null until the first batch of a run has its pictures. `most`: how many are pictured. */
export function useJudgedViews(most: number, held: JudgedViews | null): JudgedViews | null {
  const now = usePlayground((state) =>
    state.judged && state.judged.step < state.step ? state.judged : null,
  );
  const followed = useThrottled(now, EVERY_MS);
  const config = usePlayground((state) => state.runConfig);
  const trainIds = usePlayground((state) => state.plan?.trainIds ?? null);
  // What was held of another run is not held any more.
  const batch = held && held.trainIds === trainIds ? held.batch : followed;
  const items = usePlayground((state) => state.items);
  const images = useMemo(() => {
    const byId = new Map(items.map(({ id, image }) => [id, image]));
    return trainIds?.map((id) => byId.get(id) ?? null) ?? [];
  }, [items, trainIds]);
  const [shown, setShown] = useState<JudgedViews | null>(null);
  useEffect(() => {
    if (!batch || !config || !trainIds) return undefined;
    const abort = new AbortController();
    const classes = taskViews(config.augment.task);
    const verdicts = verdictsOf(batch.shares, classes.length);
    const places = verdicts.slice(0, most).map(({ place }) => place);
    const show = (views: JudgedViews['views']) => {
      if (!abort.signal.aborted)
        startTransition(() => setShown({ trainIds, batch, classes, verdicts, views }));
    };
    batchViews({ images, config, step: batch.step, places }, abort.signal).then(show, () => show([]));
    return () => abort.abort();
  }, [batch, config, trainIds, images, most]);
  // Nothing is shown of a run that is over, or of steps that were taken back.
  return now && shown?.trainIds === trainIds ? shown : null;
}
