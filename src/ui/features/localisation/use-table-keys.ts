/** Keys of the light table, wherever the focus is outside of controls that use keys themselves. */
import { useEffect, useRef } from 'react';
import { usePlayground } from '../../../store/store.ts';
import { changeView, useTable } from './table-store.ts';
import { WHOLE_IMAGE, zoomAt } from './view-transform.ts';

interface Keys {
  readonly position: number;
  readonly count: number;
  select(position: number): void;
  readonly defectTypes: readonly string[];
  /** Of the image on the table. */
  readonly id: string | null;
}

const USE_KEYS =
  'input, select, textarea, dialog, [contenteditable], [role]:is([role=slider], [role=tab], [role=menuitem], [role=option], [role=dialog])';

/** All types, then one after the other, round and round. */
function stepType(types: readonly string[], by: number): void {
  const all = ['', ...types];
  useTable.setState(({ defectType }) => ({
    defectType: all[(all.indexOf(defectType) + by + all.length) % all.length],
  }));
}

export function useTableKeys(keys: Keys): void {
  const latest = useRef(keys);
  useEffect(() => {
    latest.current = keys;
  });
  useEffect(() => {
    const actions: Record<string, () => void> = {
      ArrowRight: () => latest.current.select(latest.current.position + 1),
      ArrowLeft: () => latest.current.select(latest.current.position - 1),
      Home: () => latest.current.select(0),
      End: () => latest.current.select(latest.current.count - 1),
      '[': () => stepType(latest.current.defectTypes, -1),
      ']': () => stepType(latest.current.defectTypes, 1),
      k: () => latest.current.id && usePlayground.getState().togglePin(latest.current.id),
      '+': () => changeView((view, most) => zoomAt(view, 1.5, 0.5, 0.5, most)),
      '-': () => changeView((view, most) => zoomAt(view, 1 / 1.5, 0.5, 0.5, most)),
      '0': () => changeView(() => WHOLE_IMAGE),
    };
    const listen = (event: KeyboardEvent) => {
      // While the textbook is open, brackets turn its pages.
      if ('[]'.includes(event.key) && usePlayground.getState().lessonPage !== null) return;
      const action = actions[event.key === '=' ? '+' : event.key];
      if (!action || event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
      if (event.target instanceof Element && event.target.closest(USE_KEYS)) return;
      event.preventDefault();
      action();
    };
    document.addEventListener('keydown', listen);
    return () => document.removeEventListener('keydown', listen);
  }, []);
}
