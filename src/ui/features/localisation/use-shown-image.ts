/**
 * The image on the light table. It is the page's selected image, but while a person steps quickly the rest of the page follows only when
 * the stepping rests: its lists and panels cost several frames a step.
 */
import { useCallback, useEffect, useRef, useState } from 'react';
import { usePlayground } from '../../../store/store.ts';

const REST_MS = 200;

/** Id of the image shown (null: none chosen yet) and the way to show another one. */
export function useShownImage(): readonly [string | null, (id: string) => void] {
  const selected = usePlayground((state) => state.selectedItemId);
  const [ahead, setAhead] = useState<string | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const pending = useRef<string | null>(null);
  const settle = useCallback(() => {
    clearTimeout(timer.current);
    const id = pending.current;
    pending.current = null;
    if (id !== null) usePlayground.getState().selectItem(id);
    setAhead(null);
  }, []);
  const show = useCallback(
    (id: string) => {
      pending.current = id;
      setAhead(id);
      clearTimeout(timer.current);
      timer.current = setTimeout(settle, REST_MS);
    },
    [settle],
  );
  useEffect(() => settle, [settle]);
  return [ahead ?? selected, show];
}
