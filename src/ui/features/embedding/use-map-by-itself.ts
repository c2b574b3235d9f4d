/** Makes the map when it is first looked at and again after every evaluation, unless a person has switched that off. What failed is not tried again before the next one. */
import { useEffect, useRef } from 'react';
import { usePlayground } from '../../../store/store.ts';

/** `again`: only where a map was made before. */
export function useMapByItself(again = false): void {
  const on = usePlayground((state) => state.embeddingByItself && (!again || state.embeddingMap !== null));
  const evaluated = usePlayground((state) => state.evaluations.at(-1) ?? null);
  const ready = usePlayground(
    (state) =>
      state.plan !== null &&
      !state.embeddingMapRunning &&
      (state.phase === 'training' || state.phase === 'paused' || state.phase === 'finished'),
  );
  const step = usePlayground((state) => state.embeddingMap?.step ?? -1);
  const tried = useRef<unknown>(null);
  useEffect(() => {
    if (!on || !ready || !evaluated || step >= evaluated.step || tried.current === evaluated) return;
    tried.current = evaluated;
    void usePlayground.getState().makeEmbeddingMap();
  }, [on, ready, evaluated, step]);
}
